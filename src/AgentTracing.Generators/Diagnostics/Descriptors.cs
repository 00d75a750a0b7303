namespace AgentTracing.Generators.Diagnostics;

/// <summary>
/// Every diagnostic, one file for each band of ids. A message says what is wrong, with the names involved, then what to do. Each diagnostic
/// has a page in docs/rules and a line in AnalyzerReleases.Unshipped.md; a test compares them.
/// </summary>
internal static partial class Descriptors
{
    private const string Category = "AgentTracing";
    private const string Pages = "https://github.com/agenttracing/agenttracing/blob/main/docs/rules/";

    private static string Page(string id) => Pages + id + ".md";
}
