using System.Text.RegularExpressions;

namespace AgentTracing.Tests.Conventions;

/// <summary>docs/configuration.md contains every option, environment variable and MSBuild property.</summary>
public sealed partial class ConfigurationPageTests
{
    private static readonly string Root = RepositoryRoot.Folder;
    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "docs", "configuration.md"));

    public static TheoryData<string> Names =>
    [
        .. typeof(AgentTracingOptions).GetProperties().Select(static property => property.Name),
        .. Directory.GetFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(static file => Variable().Matches(File.ReadAllText(file)).Select(static match => match.Groups[1].Value))
            .Distinct(),
        .. Property().Matches(File.ReadAllText(Path.Combine(Root, "src", "AgentTracing.Generators", "buildTransitive", "AgentTracing.Generators.props")))
            .Select(static match => match.Groups[1].Value),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_on_the_page(string name) => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal);

    [GeneratedRegex("\"((?:OTEL|AGENT_TRACING|LANGFUSE|PHOENIX|TRACELOOP)_[A-Z0-9_]+)\"")]
    private static partial Regex Variable();

    [GeneratedRegex("CompilerVisibleProperty Include=\"(\\w+)\"")]
    private static partial Regex Property();
}
