namespace AgentTracing.Generators.Diagnostics;

/// <summary>
/// Every diagnostic, a file a band of ids. A message says what is wrong, with the names in it, then what to do. Each has a page in docs/rules
/// and a line in AnalyzerReleases.Unshipped.md; a test holds them together.
/// </summary>
internal static partial class Descriptors
{
    private const string Category = "AgentTracing";
    private const string Pages = "https://github.com/agenttracing/agenttracing/blob/main/docs/rules/";

    private static string Page(string id) => Pages + id + ".md";
}
