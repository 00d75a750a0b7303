using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Budgets;

/// <summary>AGT4003: removes a limit without effect. AGT4001: allows calls without a price.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BudgetLimitCodeFix)), Shared]
public sealed class BudgetLimitCodeFix() : AgentTracingCodeFix(DiagnosticIds.MeaninglessLimit, DiagnosticIds.UnpricedBudget)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var node = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var limit = node?.FirstAncestorOrSelf<SyntaxNode>(static ancestor => ancestor is AttributeArgumentSyntax or AssignmentExpressionSyntax);
        return (diagnostic.Id, limit) switch
        {
            (DiagnosticIds.UnpricedBudget, AttributeArgumentSyntax { Parent: AttributeArgumentListSyntax list }) => [Allow(document, list)],
            (DiagnosticIds.MeaninglessLimit, AttributeArgumentSyntax { NameEquals.Name.Identifier.ValueText: var name }) => [Remove(document, limit, name)],
            (DiagnosticIds.MeaninglessLimit, AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax, Left: IdentifierNameSyntax { Identifier.ValueText: var name } })
                => [Remove(document, limit, name)],
            _ => [],
        };
    }

    private static PreparedFix Remove(Document document, SyntaxNode limit, string name)
        => new($"Remove {name}", $"{nameof(BudgetLimitCodeFix)}.Remove", document.Id, editor => editor.RemoveNode(limit, SyntaxRemoveOptions.KeepTrailingTrivia));

    private static PreparedFix Allow(Document document, AttributeArgumentListSyntax list)
    {
        const string Policy = "OnUnpriced";
        var argument = SyntaxFactory.AttributeArgument(
            SyntaxFactory.NameEquals(Policy).WithLeadingTrivia(SyntaxFactory.Space),
            nameColon: null,
            SyntaxFactory.ParseExpression("UnpricedCalls.Allow"));
        var kept = SyntaxFactory.SeparatedList(list.Arguments.Where(static argument => argument.NameEquals?.Name.Identifier.ValueText != Policy));
        return new("Set OnUnpriced = UnpricedCalls.Allow", $"{nameof(BudgetLimitCodeFix)}.Allow", document.Id, editor => editor.ReplaceNode(list, list.WithArguments(kept.Add(argument))));
    }
}
