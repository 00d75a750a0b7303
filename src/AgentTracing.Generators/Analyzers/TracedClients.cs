using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers;

/// <summary>
/// Follows a client back to where it is made: initialisers and assignments of locals, fields and properties, factories, injection. It traces
/// if all that is seen of it does.
/// </summary>
internal sealed class TracedClients(TelemetrySetup setup)
{
    private const int Depth = 12;

    /// <summary>Whether the client of a call visibly traces it.</summary>
    public bool Trace(LlmCallSite site, SemanticModel model, CancellationToken cancellationToken)
        => site.Receiver is { } receiver && Traces(receiver, model, Depth, cancellationToken);

    private bool Traces(ExpressionSyntax value, SemanticModel model, int depth, CancellationToken cancellationToken)
    {
        // A value that comes from another file cannot be bound here.
        if (depth == 0 || value.SyntaxTree != model.SyntaxTree)
            return TracingSyntax.IsMentionedIn(value);

        bool Next(ExpressionSyntax next) => Traces(next, model, depth - 1, cancellationToken);

        return value switch
        {
            ParenthesizedExpressionSyntax inner => Next(inner.Expression),
            CastExpressionSyntax cast => Next(cast.Expression),
            AwaitExpressionSyntax awaited => Next(awaited.Expression),
            PostfixUnaryExpressionSyntax suppressed => Next(suppressed.Operand),
            AssignmentExpressionSyntax assignment => Next(assignment.Right),
            ConditionalExpressionSyntax choice => Next(choice.WhenTrue) && Next(choice.WhenFalse),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: ThrowExpressionSyntax } checkedValue => Next(checkedValue.Left),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice => Next(choice.Left) && Next(choice.Right),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } cast => Next(cast.Left),
            SwitchExpressionSyntax choice => choice.Arms.All(arm => Next(arm.Expression)),
            ConditionalAccessExpressionSyntax access => Next(access.Expression),
            BaseObjectCreationExpressionSyntax creation => IsTracingLayer(creation, model, cancellationToken)
                || creation.ArgumentList?.Arguments.Any(argument => IsClientLike(argument.Expression, model, cancellationToken) && Next(argument.Expression)) == true,
            InvocationExpressionSyntax call => TracesResult(call, model, depth, cancellationToken),
            SimpleNameSyntax or MemberAccessExpressionSyntax => TracesSymbol(value, model, depth, cancellationToken),
            _ => false,
        };
    }

    private bool IsTracingLayer(BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken)
    {
        for (var type = model.GetTypeInfo(creation, cancellationToken).Type; type is not null; type = type.BaseType)
        {
            if ((TracingSyntax.IsTracingType(type.Name) && Pipeline.IsBuilderNamespace(type.ContainingNamespace)) || setup.Flow.IsTracingLayer(type.Name))
                return true;
        }

        return false;
    }

    private bool TracesResult(InvocationExpressionSyntax call, SemanticModel model, int depth, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
            return false;

        if (TracingSyntax.IsTracingMethod(method.Name))
            return true;

        if (method.Name.StartsWith("Get", StringComparison.Ordinal) && method.Name.Contains("Service") && IsInjected(method.ReturnType))
            return true;

        if (method.DeclaringSyntaxReferences is [var declaration])
            return ReturnsTraced(declaration.GetSyntax(cancellationToken), model, depth, cancellationToken);

        var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        if (receiver is not null && method.Name == "AsIChatClient" && NativeTelemetry.SourceOf(model.GetTypeInfo(receiver, cancellationToken).Type, setup) is not null)
            return true;

        return (receiver is not null && Traces(receiver, model, depth - 1, cancellationToken))
            || call.ArgumentList.Arguments.Any(argument => IsClientLike(argument.Expression, model, cancellationToken)
                && Traces(argument.Expression, model, depth - 1, cancellationToken))
            || call.ArgumentList.Arguments.Any(argument => argument.Expression is LambdaExpressionSyntax { ExpressionBody: { } made } && Traces(made, model, depth - 1, cancellationToken));
    }

    /// <summary>Whether a factory of the user's own returns nothing but clients that trace.</summary>
    private bool ReturnsTraced(SyntaxNode factory, SemanticModel model, int depth, CancellationToken cancellationToken)
    {
        if (factory.SyntaxTree != model.SyntaxTree)
            return TracingSyntax.IsMentionedIn(factory);

        var values = factory switch
        {
            MethodDeclarationSyntax { ExpressionBody.Expression: var result } => [result],
            LocalFunctionStatementSyntax { ExpressionBody.Expression: var result } => [result],
            _ => factory.DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax)
                .OfType<ReturnStatementSyntax>()
                .Select(static statement => statement.Expression)
                .OfType<ExpressionSyntax>()
                .ToList(),
        };
        return values.Count > 0 && values.All(value => Traces(value, model, depth - 1, cancellationToken));
    }

    private bool TracesSymbol(ExpressionSyntax name, SemanticModel model, int depth, CancellationToken cancellationToken)
    {
        switch (model.GetSymbolInfo(name, cancellationToken).Symbol)
        {
            case ILocalSymbol { DeclaringSyntaxReferences: [var declaration] } when declaration.GetSyntax(cancellationToken) is VariableDeclaratorSyntax local:
                return TracingSyntax.IsToldToTrace(local) || AllTrace(ValuesOf(local.Identifier.ValueText, local.Initializer?.Value, [TracingSyntax.ScopeOf(local)]));

            case IParameterSymbol parameter:
                return IsInjected(parameter.Type)
                    || (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && setup.Flow.IsGivenTraced(parameter));

            case IFieldSymbol or IPropertySymbol when model.GetSymbolInfo(name, cancellationToken).Symbol is { DeclaringSyntaxReferences: [var declaration] } member:
                var values = MemberValues(member, declaration.GetSyntax(cancellationToken), cancellationToken);
                return values.Count == 0 ? IsInjected(TypeOf(member)) : AllTrace(values, member);

            case IPropertySymbol when name is MemberAccessExpressionSyntax access:
                return Traces(access.Expression, model, depth - 1, cancellationToken);

            default:
                return false;
        }

        // A parameter of a constructor in another file has no symbol here, but the member's type.
        bool AllTrace(List<ExpressionSyntax> values, ISymbol? member = null) => values.Count > 0 && values.All(value =>
            Traces(value, model, depth - 1, cancellationToken)
            || (member is not null && value.SyntaxTree != model.SyntaxTree && value is IdentifierNameSyntax && IsInjected(TypeOf(member))));
    }

    private static List<ExpressionSyntax> MemberValues(ISymbol member, SyntaxNode declaration, CancellationToken cancellationToken)
    {
        var first = declaration switch
        {
            VariableDeclaratorSyntax field => field.Initializer?.Value,
            PropertyDeclarationSyntax property => property.ExpressionBody?.Expression ?? property.Initializer?.Value
                ?? property.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.ExpressionBody is not null && accessor.IsKind(SyntaxKind.GetAccessorDeclaration))?.ExpressionBody?.Expression,
            _ => null,
        };
        return ValuesOf(member.Name, first, member.ContainingType.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellationToken)));
    }

    /// <summary>What a name is set to: at first, and by assignments.</summary>
    private static List<ExpressionSyntax> ValuesOf(string name, ExpressionSyntax? first, IEnumerable<SyntaxNode> scopes)
    {
        var assigned = scopes
            .SelectMany(static scope => scope.DescendantNodes())
            .OfType<AssignmentExpressionSyntax>()
            .Where(assignment => LlmCallSite.NameOf(assignment.Left)?.Identifier.ValueText == name)
            .Select(static assignment => assignment.Right);
        return [.. first is null or LiteralExpressionSyntax ? [] : new[] { first }, .. assigned];
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;

    // Whoever makes a client for somebody else registers it under its interface.
    private bool IsInjected(ITypeSymbol? type)
        => type is { TypeKind: TypeKind.Interface } or { IsAbstract: true }
            && Pipeline.IsBuilderNamespace(type.ContainingNamespace)
            && setup.InjectsTraced(type.TypeKind == TypeKind.Interface ? type.Name.Substring(1) : type.Name);

    private static bool IsClientLike(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
        => model.GetTypeInfo(value, cancellationToken).Type is { } type
            && (Pipeline.IsBuilderNamespace(type.ContainingNamespace) || type.AllInterfaces.Any(static contract => Pipeline.IsBuilderNamespace(contract.ContainingNamespace)));
}
