using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AgentTracing.Generators.Operations;

/// <summary>
/// An issue of a declaration in the generator's pipeline. Normally the analyzers report issues. But a partial method without an
/// implementation stops the compiler before any analyzer runs (CS8795, CS0751), so in such a build the generator reports them.
/// </summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="FilePath">The file.</param>
/// <param name="Start">Its start.</param>
/// <param name="Length">Its length.</param>
/// <param name="Arguments">Arguments of the rule's message.</param>
/// <param name="StopsCompiler">Whether the declaration is also a compiler error, after which no analyzer runs.</param>
internal sealed record DeclarationIssue(string Rule, string FilePath, int Start, int Length, EquatableArray<string> Arguments, bool StopsCompiler)
{
    /// <summary>
    /// Set when the compiler runs for a build (<c>buildTransitive/AgentTracing.Build.globalconfig</c>), not in an IDE or <c>dotnet
    /// format</c>: there analyzers always run, and the generator would report everything twice.
    /// </summary>
    private const string BuildProperty = "build_property.AgentTracingReportsDeclarations";

    /// <summary>Whether the generator runs for a build.</summary>
    public static bool IsBuild(AnalyzerConfigOptions options)
        => options.TryGetValue(BuildProperty, out string? value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Converts an issue for the pipeline; null when it is not in a file.</summary>
    public static DeclarationIssue? Of(OperationIssue issue, bool stopsCompiler)
        => issue.Location is { SourceTree: { } tree, SourceSpan: var span }
            ? new DeclarationIssue(issue.Rule.Id, tree.FilePath, span.Start, span.Length, issue.Arguments.ToEquatableArray(), stopsCompiler)
            : null;

    /// <summary>The issues to report: none when the compiler runs the analyzers, else all, each type that is not partial once.</summary>
    public static IEnumerable<DeclarationIssue> ToReport(EquatableArray<DeclarationIssue> issues)
        => issues.Any(static issue => issue.StopsCompiler)
            ? issues
                .GroupBy(static issue => (issue.Rule, issue.FilePath, issue.Start, Text: issue.Rule == DiagnosticIds.TypeNotPartial ? "" : string.Join("\n", issue.Arguments)))
                .Select(static same => same.First())
                .OrderBy(static issue => issue.FilePath, StringComparer.Ordinal)
                .ThenBy(static issue => issue.Start)
                .ThenBy(static issue => issue.Rule, StringComparer.Ordinal)
            : [];

    /// <summary>The diagnostic, at the syntax of the compilation itself, so that <c>#pragma</c> and <c>.editorconfig</c> apply.</summary>
    public Diagnostic ToDiagnostic(Compilation compilation)
    {
        var rule = Descriptors.Declarations.First(candidate => candidate.Id == Rule);
        var tree = compilation.SyntaxTrees.FirstOrDefault(candidate => candidate.FilePath == FilePath && candidate.Length >= Start + Length);
        var location = tree is null ? Location.None : Location.Create(tree, new TextSpan(Start, Length));
        return Diagnostic.Create(rule, location, [.. Arguments]);
    }
}
