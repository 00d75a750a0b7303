using System.Runtime.CompilerServices;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>Recognizes code that makes a client trace its calls.</summary>
internal static class TracingSyntax
{
    /// <summary>AgentTracing's own method that traces the lower part of a pipeline; <c>PipelineGenerator</c> writes it.</summary>
    public const string AgentTracingMethod = "UseAgentTracing";

    private static readonly ConditionalWeakTable<SyntaxNode, ILookup<string, AssignmentExpressionSyntax>> Assignments = new();

    /// <summary>Whether a method of that name makes its receiver trace.</summary>
    public static bool IsTracingMethod(string name, ClientTracing tracing = ClientTracing.Any)
        => name is "UseOpenTelemetry" or "WithOpenTelemetry" || (tracing == ClientTracing.Any && name == AgentTracingMethod);

    /// <summary>Whether a type of that name is the tracing layer of a client.</summary>
    public static bool IsTracingType(string name) => name.StartsWith("OpenTelemetry", StringComparison.Ordinal) && IsClientName(name);

    /// <summary>Whether a type of that name is a client of models, or an agent.</summary>
    public static bool IsClientName(string name)
        => name.EndsWith("Client", StringComparison.Ordinal) || name.EndsWith("Generator", StringComparison.Ordinal) || name.EndsWith("Agent", StringComparison.Ordinal);

    /// <summary>Whether a type is a client or an agent of Microsoft.Extensions.AI or the Agent Framework, or implements one.</summary>
    public static bool IsClient(ITypeSymbol type)
        => Pipeline.IsBuilderNamespace(type.ContainingNamespace) || type.AllInterfaces.Any(static contract => Pipeline.IsBuilderNamespace(contract.ContainingNamespace));

    /// <summary>Whether a value is not a client: <c>null</c>, <c>null!</c>, <c>default</c>.</summary>
    public static bool IsNothing(ExpressionSyntax value)
        => value is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression } or DefaultExpressionSyntax
            || (value is PostfixUnaryExpressionSyntax { Operand: var operand } && IsNothing(operand));

    /// <summary>Whether the code calls such a method or creates such a type.</summary>
    public static bool IsMentionedIn(SyntaxNode node, ClientTracing tracing = ClientTracing.Any) => node.DescendantNodesAndSelf().Any(part => part switch
    {
        InvocationExpressionSyntax call => LlmCallSite.NameOf(call.Expression) is { } name && IsTracingMethod(name.Identifier.ValueText, tracing),
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax type } => IsTracingType(type.Identifier.ValueText.Split('<')[0]),
        ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax { Right: var type } } => IsTracingType(type.Identifier.ValueText),
        _ => false,
    });

    /// <summary>Whether a separate statement makes a local trace: <c>builder.UseOpenTelemetry();</c>.</summary>
    public static bool IsMadeToTrace(VariableDeclaratorSyntax local, ClientTracing tracing = ClientTracing.Any)
        => ScopeOf(local).DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => LlmCallSite.NameOf(call.Expression) is { } name
            && IsTracingMethod(name.Identifier.ValueText, tracing)
            && Pipeline.EndOf(call).Parent is ExpressionStatementSyntax
            && Pipeline.RootOf(call) is IdentifierNameSyntax root
            && root.Identifier.ValueText == local.Identifier.ValueText);

    /// <summary>The assignments to simple names in a scope, by the name. A scope is walked once, however many locals it has.</summary>
    public static ILookup<string, AssignmentExpressionSyntax> AssignmentsIn(SyntaxNode scope) => Assignments.GetValue(scope, static scope => scope.DescendantNodes()
        .OfType<AssignmentExpressionSyntax>()
        .Where(static assignment => assignment.Left is IdentifierNameSyntax)
        .ToLookup(static assignment => ((IdentifierNameSyntax)assignment.Left).Identifier.ValueText, StringComparer.Ordinal));

    /// <summary>The scope of a local.</summary>
    public static SyntaxNode ScopeOf(VariableDeclaratorSyntax local)
        => local.FirstAncestorOrSelf<BlockSyntax>() ?? local.SyntaxTree.GetRoot();
}

/// <summary>The kind of tracing layer.</summary>
internal enum ClientTracing
{
    /// <summary>Any layer: the SDK's or ours.</summary>
    Any,

    /// <summary>The SDK's layer, with spans of its own source.</summary>
    OpenTelemetry,
}
