using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers;

/// <summary>Tells by names alone what makes a client trace its calls.</summary>
internal static class TracingSyntax
{
    /// <summary>Whether a method of that name makes what it is called on trace.</summary>
    public static bool IsTracingMethod(string name) => name is "UseOpenTelemetry" or "WithOpenTelemetry";

    /// <summary>Whether a type of that name is the tracing layer of a client.</summary>
    public static bool IsTracingType(string name) => name.StartsWith("OpenTelemetry", StringComparison.Ordinal) && IsClientName(name);

    /// <summary>Whether a type of that name is a client of models, or an agent.</summary>
    public static bool IsClientName(string name)
        => name.EndsWith("Client", StringComparison.Ordinal) || name.EndsWith("Generator", StringComparison.Ordinal) || name.EndsWith("Agent", StringComparison.Ordinal);

    /// <summary>Whether the code calls such a method or makes such a type.</summary>
    public static bool IsMentionedIn(SyntaxNode node) => node.DescendantNodesAndSelf().Any(static part => part switch
    {
        InvocationExpressionSyntax call => LlmCallSite.NameOf(call.Expression) is { } name && IsTracingMethod(name.Identifier.ValueText),
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax type } => IsTracingType(type.Identifier.ValueText.Split('<')[0]),
        ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax { Right: var type } } => IsTracingType(type.Identifier.ValueText),
        _ => false,
    });

    /// <summary>Whether a local is told to trace by a statement of its own: <c>builder.UseOpenTelemetry();</c>.</summary>
    public static bool IsToldToTrace(VariableDeclaratorSyntax local)
        => ScopeOf(local).DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => LlmCallSite.NameOf(call.Expression) is { } name
            && IsTracingMethod(name.Identifier.ValueText)
            && Pipeline.RootOf(call) is IdentifierNameSyntax root
            && root.Identifier.ValueText == local.Identifier.ValueText);

    /// <summary>Whether a name is that of a local around it whose value traces.</summary>
    public static bool IsDeclaredTracing(IdentifierNameSyntax name)
        => name.FirstAncestorOrSelf<SyntaxNode>(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax)?
            .DescendantNodes()
            .OfType<VariableDeclaratorSyntax>()
            .Any(local => local.Identifier.ValueText == name.Identifier.ValueText && local.Initializer is { Value: var value } && IsMentionedIn(value)) == true;

    /// <summary>The code that can name a local.</summary>
    public static SyntaxNode ScopeOf(VariableDeclaratorSyntax local)
        => local.FirstAncestorOrSelf<BlockSyntax>() ?? local.SyntaxTree.GetRoot();
}
