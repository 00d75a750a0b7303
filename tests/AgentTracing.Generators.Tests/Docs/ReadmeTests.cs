using System.Text.RegularExpressions;
using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Docs;

/// <summary>What the README shows compiles, and where it names a file, the file is there.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(TestPaths.Repository, "README.md"));

    [Fact]
    public void Every_link_leads_to_a_file_of_the_repository()
        => Assert.All(
            Link().Matches(Readme).Select(match => match.Groups[1].Value).Where(link => !link.StartsWith("http", StringComparison.Ordinal)),
            link => Assert.True(Path.Exists(Path.Combine(TestPaths.Repository, link)), $"{link} does not exist."));

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
