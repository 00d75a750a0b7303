using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.LlmApis;

/// <summary>A model call in code, or the creation of a delegate for one.</summary>
/// <param name="Syntax">The invocation, the method group, or the loop that calls.</param>
/// <param name="Name">The called name, at which diagnostics are reported.</param>
/// <param name="Method">The method.</param>
/// <param name="Api">Its catalogue entry.</param>
/// <param name="Form">The form of the call.</param>
internal readonly record struct LlmCallSite(SyntaxNode Syntax, SyntaxNode Name, IMethodSymbol Method, LlmApi Api, LlmCallForm Form)
{
    /// <summary>Type and method, for messages.</summary>
    public string DisplayName => Method.ContainingType.Name + "." + Method.Name;

    /// <summary>The receiver; null when it is <c>this</c>.</summary>
    public ExpressionSyntax? Receiver => Syntax switch
    {
        CommonForEachStatementSyntax loop => loop.Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments: [var first, ..] } when Method is { IsExtensionMethod: true, ReducedFrom: null } => first.Expression,
        InvocationExpressionSyntax invocation => ReceiverOf(invocation.Expression),
        ExpressionSyntax group => ReceiverOf(group),
        _ => null,
    };

    /// <summary>Whether a node may be a call: checks only syntax, before anything is bound.</summary>
    public static bool MayBeAt(SyntaxNode node, IReadOnlyCollection<string> methodNames) => node switch
    {
        InvocationExpressionSyntax invocation => NameOf(invocation.Expression) is { } name && methodNames.Contains(name.Identifier.ValueText),
        MemberAccessExpressionSyntax access => access.Parent is not InvocationExpressionSyntax && methodNames.Contains(access.Name.Identifier.ValueText),
        CommonForEachStatementSyntax loop => !loop.AwaitKeyword.IsKind(SyntaxKind.None) && methodNames.Contains("GetAsyncEnumerator"),
        _ => false,
    };

    /// <summary>The call at a node with the name of a call; null when it is not one.</summary>
    public static LlmCallSite? At(SyntaxNode node, SemanticModel model, LlmApiCatalogue catalogue, CancellationToken cancellationToken)
    {
        if (node is CommonForEachStatementSyntax loop)
        {
            return model.GetForEachStatementInfo(loop).GetEnumeratorMethod is { } enumerator && catalogue.TryGetCall(enumerator, out var streamed)
                ? new LlmCallSite(loop, loop.Expression, enumerator, streamed, LlmCallForm.Loop)
                : null;
        }

        var name = NameOf(node is InvocationExpressionSyntax invocation ? invocation.Expression : node);
        if (name is null || model.GetSymbolInfo(node, cancellationToken) is var info && Called(info) is not { } method || !catalogue.TryGetCall(method, out var api))
            return null;

        var form = node is not InvocationExpressionSyntax ? LlmCallForm.MethodGroup
            : info.CandidateReason == CandidateReason.LateBound ? LlmCallForm.Dynamic
            : LlmCallForm.Invocation;
        return new LlmCallSite(node, name, method, api, form);
    }

    /// <summary>The simple name that an expression ends with.</summary>
    public static SimpleNameSyntax? NameOf(SyntaxNode expression) => expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    // A dynamic argument leaves several candidates, which are still LLM calls. Incomplete calls are not.
    private static IMethodSymbol? Called(SymbolInfo info)
        => info.Symbol as IMethodSymbol
            ?? (info.CandidateReason == CandidateReason.LateBound ? info.CandidateSymbols.OfType<IMethodSymbol>().FirstOrDefault() : null);

    private static ExpressionSyntax? ReceiverOf(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } access => access.Expression,
        MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>(
            conditional => conditional.WhenNotNull.Span.Contains(binding.Span))?.Expression,
        _ => null,
    };
}

/// <summary>The form of a model call.</summary>
internal enum LlmCallForm
{
    /// <summary>A method is invoked.</summary>
    Invocation,

    /// <summary>A method is turned into a delegate.</summary>
    MethodGroup,

    /// <summary>A method is invoked that is bound at run time.</summary>
    Dynamic,

    /// <summary><c>await foreach</c> runs over an object that calls the model.</summary>
    Loop,
}
