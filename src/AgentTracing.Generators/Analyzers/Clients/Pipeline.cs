using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>Chains of calls: <c>client.AsBuilder().UseFunctionInvocation().UseOpenTelemetry().Build()</c>.</summary>
internal static class Pipeline
{
    /// <summary>Whether the namespace contains builders of clients or agents.</summary>
    public static bool IsBuilderNamespace(INamespaceSymbol? space) => space.Is("Microsoft.Extensions.AI") || space.Is("Microsoft.Agents.AI");

    /// <summary>Whether a type is a builder of clients or agents.</summary>
    public static bool IsBuilder(ITypeSymbol? type) => type is not null && IsBuilderNamespace(type.ContainingNamespace) && type.Name.EndsWith("Builder", StringComparison.Ordinal);

    /// <summary>The last call of the chain that a call is part of.</summary>
    public static InvocationExpressionSyntax EndOf(InvocationExpressionSyntax call)
    {
        while (call.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == call)
            call = next;

        return call;
    }

    /// <summary>The earlier calls of a chain, the nearest first.</summary>
    public static IEnumerable<InvocationExpressionSyntax> StepsBefore(InvocationExpressionSyntax call)
    {
        while (call.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax previous })
        {
            yield return previous;
            call = previous;
        }
    }

    /// <summary>The start of a call's chain: a name, a call without a receiver.</summary>
    public static ExpressionSyntax RootOf(InvocationExpressionSyntax call)
    {
        var first = StepsBefore(call).LastOrDefault() ?? call;
        return first.Expression is MemberAccessExpressionSyntax access ? access.Expression : first;
    }

    /// <summary>
    /// The calls of a pipeline up to the end of a call's chain, in order. Before those of the chain come those of the local or builder at
    /// its start, and of statements in the same block on that builder.
    /// </summary>
    public static IReadOnlyList<InvocationExpressionSyntax> Of(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        var steps = new List<InvocationExpressionSyntax>();
        AddBefore(EndOf(call), steps, model, cancellationToken);
        return steps;
    }

    /// <summary>
    /// The calls on the same builder that may follow a call: the rest of its chain, and all calls on the local at the start or end of the
    /// chain, under any condition, including those of <see cref="Of"/>.
    /// </summary>
    public static IEnumerable<InvocationExpressionSyntax> MayFollow(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        var end = EndOf(call);
        foreach (var step in StepsBefore(end).Prepend(end).TakeWhile(step => step != call))
            yield return step;

        var local = end.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declared } => declared,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } => LocalOf(target, model, cancellationToken),
            _ => null,
        };
        if (local is null && RootOf(call) is IdentifierNameSyntax name)
            local = LocalOf(name, model, cancellationToken);
        if (local is null || !IsBuilder((model.GetDeclaredSymbol(local, cancellationToken) as ILocalSymbol)?.Type))
            yield break;

        foreach (var step in TracingSyntax.ScopeOf(local).DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (RootOf(step) is IdentifierNameSyntax root && root.Identifier.ValueText == local.Identifier.ValueText)
                yield return step;
        }
    }

    private static void AddBefore(InvocationExpressionSyntax last, List<InvocationExpressionSyntax> steps, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (RootOf(last))
        {
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: InvocationExpressionSyntax inner }, ..] }:
                AddBefore(inner, steps, model, cancellationToken);
                break;
            case IdentifierNameSyntax name when LocalOf(name, model, cancellationToken) is { } local && local.SpanStart < last.SpanStart:
                if (local.Initializer is { Value: InvocationExpressionSyntax first })
                    AddBefore(first, steps, model, cancellationToken);
                if (IsBuilder(model.GetTypeInfo(name, cancellationToken).Type))
                    AddStatements(local, last, steps);
                break;
        }

        steps.AddRange(StepsBefore(last).Reverse());
        steps.Add(last);
    }

    /// <summary>Adds the unconditional calls on a builder between its declaration and a call.</summary>
    private static void AddStatements(VariableDeclaratorSyntax local, InvocationExpressionSyntax last, List<InvocationExpressionSyntax> steps)
    {
        var block = StatementOf(local)?.Parent;
        foreach (var call in StatementsOf(block).OfType<ExpressionStatementSyntax>().Select(static statement => statement.Expression).OfType<InvocationExpressionSyntax>())
        {
            if (call.SpanStart > local.SpanStart
                && call.Span.End <= last.SpanStart
                && RootOf(call) is IdentifierNameSyntax root
                && root.Identifier.ValueText == local.Identifier.ValueText)
            {
                steps.AddRange(StepsBefore(call).Reverse());
                steps.Add(call);
            }
        }
    }

    private static IEnumerable<StatementSyntax> StatementsOf(SyntaxNode? block) => block switch
    {
        BlockSyntax { Statements: var statements } => statements,
        CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>().Select(static global => global.Statement),
        _ => [],
    };

    private static SyntaxNode? StatementOf(VariableDeclaratorSyntax local)
        => local.Parent?.Parent is LocalDeclarationStatementSyntax { Parent: GlobalStatementSyntax global } ? global : local.Parent?.Parent;

    private static VariableDeclaratorSyntax? LocalOf(IdentifierNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
        => model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol local
            ? local.DeclarationIn(model.Compilation, cancellationToken) as VariableDeclaratorSyntax
            : null;
}
