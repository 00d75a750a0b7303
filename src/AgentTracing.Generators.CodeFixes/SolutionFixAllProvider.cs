using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.CodeFixes;

/// <summary>Fixes all diagnostics of a document, project or solution at once.</summary>
internal sealed class SolutionFixAllProvider : FixAllProvider
{
    public static readonly SolutionFixAllProvider Instance = new();

    private SolutionFixAllProvider()
    {
    }

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var fixes = await PrepareAsync(fixAllContext).ConfigureAwait(false);
        return fixes.IsEmpty
            ? null
            : CodeAction.Create(
                fixes[0].Title,
                cancellationToken => SolutionEdits.ApplyAsync(fixAllContext.Solution, fixes, cancellationToken),
                fixAllContext.CodeActionEquivalenceKey);
    }

    private static async Task<ImmutableArray<PreparedFix>> PrepareAsync(FixAllContext context)
    {
        var provider = (AgentTracingCodeFix)context.CodeFixProvider;
        var fixes = ImmutableArray.CreateBuilder<PreparedFix>();
        foreach (var diagnostic in await DiagnosticsAsync(context).ConfigureAwait(false))
        {
            if (DocumentOf(diagnostic, context) is not { } document || document is SourceGeneratedDocument)
                continue;

            var prepared = await provider.PrepareAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (prepared.FirstOrDefault(fix => IsOfKind(fix, context.CodeActionEquivalenceKey)) is { } fix)
                fixes.Add(fix);
        }

        return fixes.ToImmutable();
    }

    /// <summary>
    /// Whether a fix is of the chosen kind. <c>dotnet format</c> takes the kind from the first diagnostic of an analyzer; if that belongs
    /// to another rule, or has no fix, the kind is null, and the best fix of each diagnostic is applied.
    /// </summary>
    private static bool IsOfKind(PreparedFix fix, string? equivalenceKey) => equivalenceKey is null || fix.EquivalenceKey == equivalenceKey;

    /// <summary>The source file or additional file that a diagnostic is in.</summary>
    private static TextDocument? DocumentOf(Diagnostic diagnostic, FixAllContext context)
        => diagnostic.Location.SourceTree is { } tree
            ? context.Solution.GetDocument(tree)
            : context.Project.AdditionalDocuments.FirstOrDefault(file => file.FilePath == diagnostic.Location.GetLineSpan().Path);

    private static async Task<IEnumerable<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        if (context.Scope == FixAllScope.Document)
            return context.Document is { } document ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false) : [];

        var projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        List<Diagnostic> diagnostics = [];
        foreach (var project in projects)
            diagnostics.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));

        return diagnostics;
    }
}
