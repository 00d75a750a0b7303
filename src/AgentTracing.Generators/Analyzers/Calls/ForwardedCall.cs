using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers.Calls;

/// <summary>
/// Determines whether a base call in a client forwards the client's call: it sends what the client got, and its result is what the client
/// returns. Other base calls are calls of the client's own, such as a summary of the conversation. Names are followed through declarations,
/// assignments, loops and receivers, without binding anything: a name that is mentioned together with another may contain it.
/// </summary>
internal static class ForwardedCall
{
    /// <summary>Whether a base call forwards the call of the method that contains it.</summary>
    public static bool Is(InvocationExpressionSyntax call)
    {
        if (call.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is not { ParameterList.Parameters: [var input, ..] } method || call.ArgumentList.Arguments is not [var sent, ..])
            return true;

        // The first parameter is the input; options and tokens are passed on with any input.
        SyntaxNode[] steps = [.. method.DescendantNodes().Where(IsStep)];
        return Mentions(sent, Followed([input.Identifier.ValueText], steps, exceptSent: false), exceptSent: false) && IsReturned(call, method, steps);
    }

    /// <summary>Whether the result, or what is made of it, leaves the method other than by another base call.</summary>
    private static bool IsReturned(InvocationExpressionSyntax call, BaseMethodDeclarationSyntax method, SyntaxNode[] steps)
    {
        IEnumerable<string> names = [];
        foreach (var ancestor in call.Ancestors())
        {
            switch (ancestor)
            {
                case ReturnStatementSyntax or YieldStatementSyntax or ArrowExpressionClauseSyntax or CommonForEachStatementSyntax:
                    return true;
                case InvocationExpressionSyntax outer when IsBaseCall(outer):
                    return false;
                case var step when IsStep(step):
                    names = names.Concat(Targets(step));
                    break;
            }

            if (ancestor is StatementSyntax)
                break;
        }

        var known = Followed(names, steps, exceptSent: true);
        return method.DescendantNodes().Any(node => node is ReturnStatementSyntax or YieldStatementSyntax or ArrowExpressionClauseSyntax && Mentions(node, known, exceptSent: true));
    }

    /// <summary>The names, and all that steps fill from them.</summary>
    private static HashSet<string> Followed(IEnumerable<string> names, SyntaxNode[] steps, bool exceptSent)
    {
        var known = new HashSet<string>(names, StringComparer.Ordinal);
        for (int count = 0; count < known.Count;)
        {
            count = known.Count;
            foreach (var step in steps.Where(step => Mentions(step, known, exceptSent)))
                known.UnionWith(Targets(step));
        }

        return known;
    }

    private static bool IsStep(SyntaxNode node)
        => node is VariableDeclaratorSyntax or AssignmentExpressionSyntax or CommonForEachStatementSyntax or InvocationExpressionSyntax or IsPatternExpressionSyntax;

    private static bool IsBaseCall(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax };

    /// <summary>Whether a step uses one of the names; of a loop only the collection counts, because its body consists of other steps.</summary>
    private static bool Mentions(SyntaxNode node, HashSet<string> names, bool exceptSent)
    {
        var part = node is CommonForEachStatementSyntax loop ? loop.Expression : node;
        return part.DescendantNodesAndSelf(inner => !(exceptSent && inner is ArgumentListSyntax { Parent: InvocationExpressionSyntax call } && IsBaseCall(call)))
            .OfType<IdentifierNameSyntax>()
            .Any(name => names.Contains(name.Identifier.ValueText) && !IsMember(name));
    }

    private static bool IsMember(IdentifierNameSyntax name)
        => name.Parent is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } access && access.Name == name;

    /// <summary>The names that a step may fill.</summary>
    private static IEnumerable<string> Targets(SyntaxNode step) => step switch
    {
        VariableDeclaratorSyntax local => [local.Identifier.ValueText],
        AssignmentExpressionSyntax assignment => Names(assignment.Left),
        ForEachStatementSyntax loop => [loop.Identifier.ValueText],
        ForEachVariableStatementSyntax loop => Names(loop.Variable),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: not BaseExpressionSyntax and var receiver } } => Names(receiver),
        IsPatternExpressionSyntax test => Names(test.Pattern),
        _ => [],
    };

    private static IEnumerable<string> Names(SyntaxNode node) => node.DescendantNodesAndSelf()
        .Select(static part => part switch
        {
            IdentifierNameSyntax name when !IsMember(name) => name.Identifier.ValueText,
            SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
            _ => null,
        })
        .OfType<string>();
}
