using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.CodeFixes.Editing;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AgentTracing.Generators.CodeFixes.Pipelines;

/// <summary>AGT2003: swaps telemetry and function invocation, each with its arguments.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SwapPipelineCodeFix)), Shared]
public sealed class SwapPipelineCodeFix() : AgentTracingCodeFix(DiagnosticIds.PipelineOrder)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || diagnostic.AdditionalLocations is not [var other]
            || ChainEdits.CallAt(root, diagnostic.Location) is not { } telemetry
            || ChainEdits.CallAt(root, other) is not { } functions
            || !RunTogether(telemetry, functions)
            || NamesVariableDeclaredBetween(telemetry, functions))
        {
            return [];
        }

        return
        [
            new PreparedFix("Swap UseOpenTelemetry() and UseFunctionInvocation()", nameof(SwapPipelineCodeFix), document.Id, editor =>
            {
                Become(editor, telemetry, functions);
                Become(editor, functions, telemetry);
            }),
        ];
    }

    /// <summary>
    /// Whether both calls are always made together: if only one is in an <c>if</c>, swapping would move the condition to the other.
    /// </summary>
    private static bool RunTogether(InvocationExpressionSyntax left, InvocationExpressionSyntax right)
        => ConditionsOf(left).SequenceEqual(ConditionsOf(right));

    /// <summary>The branches, loops and functions around a call, which determine whether and how often it is made.</summary>
    private static IEnumerable<SyntaxNode> ConditionsOf(SyntaxNode call)
    {
        for (var (node, parent) = (call, call.Parent); parent is not null; (node, parent) = (parent, parent.Parent))
        {
            if (node is BlockSyntax or AnonymousFunctionExpressionSyntax or SwitchExpressionArmSyntax or SwitchSectionSyntax
                || (node is StatementSyntax && parent is not (BlockSyntax or GlobalStatementSyntax))
                || (parent is ConditionalExpressionSyntax conditional && node != conditional.Condition)
                || (parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } either && node == either.Right)
                || (parent is ConditionalAccessExpressionSyntax access && node == access.WhenNotNull))
            {
                yield return node;
            }
        }
    }

    /// <summary>Whether the arguments of the later call name a variable that is declared after the earlier one.</summary>
    private static bool NamesVariableDeclaredBetween(InvocationExpressionSyntax telemetry, InvocationExpressionSyntax functions)
    {
        var later = telemetry.SpanStart < functions.SpanStart ? functions : telemetry;
        var earlier = later == functions ? telemetry : functions;
        if (later.FirstAncestorOrSelf<StatementSyntax>() is not { } end || earlier.FirstAncestorOrSelf<StatementSyntax>() is not { } start || start == end)
            return false;

        var named = later.ArgumentList.DescendantNodes().OfType<IdentifierNameSyntax>().Select(static name => name.Identifier.ValueText).ToList();
        return start.Ancestors().First(ancestor => ancestor.Span.Contains(end.Span)).DescendantNodes()
            .Where(node => node.SpanStart > earlier.SpanStart && node.SpanStart < later.ArgumentList.SpanStart)
            .Any(node => node is VariableDeclaratorSyntax { Identifier.ValueText: var variable } && named.Contains(variable)
                || node is SingleVariableDesignationSyntax { Identifier.ValueText: var designated } && named.Contains(designated));
    }

    private static void Become(SyntaxEditor editor, InvocationExpressionSyntax call, InvocationExpressionSyntax other)
    {
        var name = LlmCallSite.NameOf(call.Expression)!;
        editor.ReplaceNode(name, LlmCallSite.NameOf(other.Expression)!.WithTriviaFrom(name));
        editor.ReplaceNode(call.ArgumentList, other.ArgumentList.WithTriviaFrom(call.ArgumentList));
    }
}
