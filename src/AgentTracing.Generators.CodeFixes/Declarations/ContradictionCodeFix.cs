using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Declarations;

/// <summary>AGT1011: copies to <c>[Tool]</c> the value of the other attribute, which the model gets.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContradictionCodeFix)), Shared]
public sealed class ContradictionCodeFix() : AgentTracingCodeFix(DiagnosticIds.Contradiction)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null
            || root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } method)
        {
            return [];
        }

        return
        [
            .. OperationAttributes.Of(method)
                .SelectMany(found => OperationParser.Contradictions(method, found.Attribute, model.Compilation, cancellationToken))
                .Where(found => found.Expression.Span == diagnostic.Location.SourceSpan)
                .Select(found => new PreparedFix(
                    $"Take the {found.What} of [{found.OtherAttribute}]",
                    nameof(ContradictionCodeFix),
                    document.Id,
                    editor => editor.ReplaceNode(
                        found.Expression,
                        (current, _) => SyntaxFactory.ParseExpression(CSharp.Literal(found.OtherText)).WithTriviaFrom(current)))),
        ];
    }
}
