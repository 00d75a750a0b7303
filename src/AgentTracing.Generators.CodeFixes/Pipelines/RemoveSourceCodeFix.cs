using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.CodeFixes.Editing;
using AgentTracing.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Pipelines;

/// <summary>
/// AGT2002: removes the registration of the source that repeats the spans. It does not change a call that registers other sources or uses a
/// wildcard.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveSourceCodeFix)), Shared]
public sealed class RemoveSourceCodeFix() : AgentTracingCodeFix(DiagnosticIds.TracedTwice)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.AdditionalLocations is not [{ SourceTree: { } tree } location]
            || document.Project.Solution.GetDocument(tree) is not { } registering
            || ChainEdits.CallAt(await tree.GetRootAsync(cancellationToken).ConfigureAwait(false), location) is not { } call
            || !ChainEdits.CanRemove(call)
            || call.ArgumentList.Arguments is not [{ Expression: LiteralExpressionSyntax { Token.Value: string source } }]
            || source.IndexOfAny(['*', '?']) >= 0)
        {
            return [];
        }

        return [new PreparedFix($"Do not register '{source}'", nameof(RemoveSourceCodeFix), registering.Id, editor => editor.RemoveCall(call))];
    }
}
