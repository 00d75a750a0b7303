using System.Reflection;
using System.Text.RegularExpressions;
using AgentTracing.Conventions;

namespace AgentTracing.Tests.Conventions;

/// <summary>docs/telemetry.md and the constants agree.</summary>
public sealed partial class TelemetryPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "docs", "telemetry.md"));

    /// <summary>The constants of <c>Conventions</c>; a new class of names needs no change here.</summary>
    public static TheoryData<string> Names => [.. typeof(GenAIAttributes).Assembly.GetTypes().Where(static type => type.Namespace == typeof(GenAIAttributes).Namespace && !type.IsNested).SelectMany(Constants)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_constant_is_on_the_page(string name)
        => Assert.Contains(name.EndsWith('.') ? $"`{name}{{key}}`" : $"`{name}", Page, StringComparison.Ordinal);

    [Fact]
    public void Every_name_on_the_page_is_a_constant()
    {
        var constants = Names.Select(row => row.Data).ToHashSet();
        var onPage = NameOnPage().Matches(Page).Select(match => match.Groups[1].Value).Distinct();

        Assert.DoesNotContain(onPage, name => !constants.Contains(name));
    }

    [GeneratedRegex(@"`((?:gen_ai|agent_tracing|llm|agent|tool|embedding|tag|graph|langfuse|traceloop|openinference)\.[a-z_.]*[a-z_.])")]
    private static partial Regex NameOnPage();

    private static IEnumerable<string> Constants(Type type)
        => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!);
}
