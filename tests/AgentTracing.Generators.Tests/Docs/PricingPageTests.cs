using System.Text.RegularExpressions;
using AgentTracing.Generators.Pricing;
using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Docs;

/// <summary>The page about prices.</summary>
public sealed partial class PricingPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(TestPaths.Repository, "docs", "pricing.md"));

    [Fact]
    public void Its_example_is_valid_and_has_the_described_effect()
    {
        var file = PricingTable.Read(Json().Match(Page).Groups[1].Value, PricingRole.Project);
        PricingPlausibility.Check(file, ShippedCatalogue.Embedded);
        Assert.Empty(file.Faults.List);
        Assert.Equal("gpt-4o", Assert.Single(file.Models).Value.Id);
        Assert.Single(file.Deployments);
        Assert.Single(file.Unpriced);
    }

    [Fact]
    public void It_names_every_property_of_the_schema()
    {
        string schema = File.ReadAllText(Path.Combine(TestPaths.Repository, "src", "AgentTracing", "Pricing", "Data", "llm-pricing.catalogue.json"));
        Assert.All(Name().Matches(schema).Select(name => name.Groups[1].Value).Where(name => !name.StartsWith('$') && !IsData(name)).Distinct(), name => Assert.Contains(name, Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_links_lead_somewhere() =>
        Assert.All(Link().Matches(Page), link => Assert.True(File.Exists(Path.Combine(TestPaths.Repository, "docs", link.Groups[1].Value)), link.Value));

    // Ids of providers are data, not members of the format.
    private static bool IsData(string name) => ShippedCatalogue.Providers.ContainsKey(name);

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Json();

    [GeneratedRegex("\"([^\"]+)\":")]
    private static partial Regex Name();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
