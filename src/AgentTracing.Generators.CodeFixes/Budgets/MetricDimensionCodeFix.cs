using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Budgets;

/// <summary>AGT4004: removes a dimension from the list.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MetricDimensionCodeFix)), Shared]
public sealed class MetricDimensionCodeFix() : AgentTracingCodeFix(DiagnosticIds.UnboundedDimension)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode? element = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) switch
        {
            { Parent: ExpressionElementSyntax inCollection } => inCollection,

            // An array without a type and without elements has no type at all.
            { Parent: InitializerExpressionSyntax { Parent: not ImplicitArrayCreationExpressionSyntax } } inInitializer => inInitializer,
            { Parent: InitializerExpressionSyntax { Expressions.Count: > 1 } } inInitializer => inInitializer,
            _ => null,
        };
        if (element is null)
            return [];

        // The trailing space of the last element belongs to the bracket; that of other elements, and of their commas, is removed with them.
        var isLast = element.Parent!.ChildNodes().Last() == element;
        var removal = isLast ? SyntaxRemoveOptions.KeepTrailingTrivia : SyntaxRemoveOptions.KeepNoTrivia;
        return [new($"Remove {(element as ExpressionElementSyntax)?.Expression ?? element}", nameof(MetricDimensionCodeFix), document.Id, editor => editor.RemoveNode(element, removal))];
    }
}
