using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.CodeFixes;

/// <summary>
/// Base of the code fixes: each prepares its edits first, and offers nothing if they are not possible. Fix-all applies the edits of all
/// diagnostics together, because separate edits of one type would not merge.
/// </summary>
public abstract class AgentTracingCodeFix : CodeFixProvider
{
    private static readonly Task<ImmutableArray<PreparedFix>> NoFix = Task.FromResult(ImmutableArray<PreparedFix>.Empty);

    private protected AgentTracingCodeFix(params ImmutableArray<string> ids) => FixableDiagnosticIds = ids;

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => SolutionFixAllProvider.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // Generated code cannot be edited.
        if (context.TextDocument is SourceGeneratedDocument)
            return;

        // dotnet format passes any diagnostic of the analyzer, also of other rules.
        foreach (var diagnostic in context.Diagnostics.Where(diagnostic => FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            foreach (var fix in await PrepareAsync(context.TextDocument, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        fix.Title,
                        cancellationToken => SolutionEdits.ApplyAsync(context.TextDocument.Project.Solution, [fix], cancellationToken),
                        fix.EquivalenceKey),
                    diagnostic);
            }
        }
    }

    /// <summary>The fixes of a diagnostic in a source file or an additional one, the best first; none when it cannot be fixed safely.</summary>
    internal virtual Task<ImmutableArray<PreparedFix>> PrepareAsync(TextDocument file, Diagnostic diagnostic, CancellationToken cancellationToken)
        => file is Document document ? PrepareAsync(document, diagnostic, cancellationToken) : NoFix;

    /// <summary>The fixes of a diagnostic in a source file, the best first; none when it cannot be fixed safely.</summary>
    internal virtual Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) => NoFix;
}
