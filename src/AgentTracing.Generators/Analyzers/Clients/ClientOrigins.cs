using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>
/// Follows a client back to its creation, in any file: initializers and assignments of locals, fields and properties, factories,
/// arguments, injection. A client counts as traced only if every origin found is traced.
/// </summary>
internal sealed class ClientOrigins(
    TelemetrySetup setup, SemanticModel start, CancellationToken cancellationToken, bool followsInjection = true, ClientTracing tracing = ClientTracing.Any)
{
    private int _depth;

    // Memo of results. A value under evaluation is assumed to be traced, so that a cycle does not influence the result.
    private readonly Dictionary<SyntaxNode, bool> _known = [];

    /// <summary>Whether all origins of a value trace.</summary>
    public bool Trace(ExpressionSyntax value)
    {
        // Without a client there is no call.
        if (TracingSyntax.IsNothing(value))
            return true;
        if (_known.TryGetValue(value, out bool known))
            return known;

        // A longer way is not followed: it would end the stack of the compiler.
        if (_depth >= WalkBounds.Origins)
            return false;

        _known[value] = true;
        _depth++;
        bool traces = Follow(value);
        _depth--;
        return _known[value] = traces;
    }

    private bool Follow(ExpressionSyntax value) => value switch
    {
        ParenthesizedExpressionSyntax inner => Trace(inner.Expression),
        CastExpressionSyntax cast => Trace(cast.Expression),
        AwaitExpressionSyntax awaited => Trace(awaited.Expression),
        PostfixUnaryExpressionSyntax suppressed => Trace(suppressed.Operand),
        AssignmentExpressionSyntax assignment => Trace(assignment.Right),
        ConditionalExpressionSyntax choice => Trace(choice.WhenTrue) && Trace(choice.WhenFalse),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: ThrowExpressionSyntax } checkedValue => Trace(checkedValue.Left),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice => Trace(choice.Left) && Trace(choice.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } cast => Trace(cast.Left),
        SwitchExpressionSyntax choice => choice.Arms.All(arm => arm.Expression is ThrowExpressionSyntax || Trace(arm.Expression)),
        ConditionalAccessExpressionSyntax access => Trace(access.Expression),
        BaseObjectCreationExpressionSyntax creation => IsTracingLayer(creation) || TracesArgument(creation.ArgumentList),
        AnonymousFunctionExpressionSyntax made => TraceAll([.. Returned(made)]),
        InvocationExpressionSyntax call => TracesResult(call),
        SimpleNameSyntax or MemberAccessExpressionSyntax => TracesSymbol(value),
        _ => false,
    };

    private SemanticModel ModelOf(SyntaxNode node) => node.SyntaxTree == start.SyntaxTree ? start : setup.Models.Of(node.SyntaxTree);

    private SyntaxNode? DeclarationOf(ISymbol symbol) => symbol.DeclarationIn(start.Compilation, cancellationToken);

    private ISymbol? SymbolOf(SyntaxNode node) => ModelOf(node).GetSymbolInfo(node, cancellationToken).Symbol;

    private ITypeSymbol? TypeOf(SyntaxNode node) => ModelOf(node).GetTypeInfo(node, cancellationToken).Type;

    private bool TraceAll(List<ExpressionSyntax> values) => values.All(Trace) && !values.All(TracingSyntax.IsNothing);

    private bool TracesArgument(ArgumentListSyntax? arguments)
        => arguments?.Arguments.Any(argument => (argument.Expression is LambdaExpressionSyntax || IsClientLike(argument.Expression)) && Trace(argument.Expression)) == true;

    /// <summary>Whether a type is the tracing layer of an SDK, or a user's client with an <c>[LlmCall]</c>.</summary>
    private bool IsTracingLayer(BaseObjectCreationExpressionSyntax creation)
    {
        for (var type = TypeOf(creation); type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            if ((TracingSyntax.IsTracingType(type.Name) && Pipeline.IsBuilderNamespace(type.ContainingNamespace)) || (TracingSyntax.IsClient(type) && HasLlmCall(type)))
                return true;
        }

        return false;
    }

    private bool HasLlmCall(ITypeSymbol type)
        => type.IsDeclaredIn(start.Compilation) && type.GetMembers().Any(static member => member.FindAttribute(OperationAttributes.Namespace, "LlmCallAttribute") is not null);

    private bool TracesResult(InvocationExpressionSyntax call)
    {
        if (LlmCallSite.NameOf(call.Expression) is { } name && TracingSyntax.IsTracingMethod(name.Identifier.ValueText, tracing))
            return true;

        if (SymbolOf(call) is not IMethodSymbol method)
            return false;

        if (method.Name.StartsWith("Get", StringComparison.Ordinal) && method.Name.Contains("Service") && IsInjected(method.ReturnType, ServiceKeys.Of(call, method, ModelOf(call), cancellationToken)))
            return true;

        var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return Trace(receiver is not null && LlmCallSite.NameOf(call.Expression)?.Identifier.ValueText == "Invoke" ? receiver : call.Expression);

        if (DeclarationOf(method) is { } declaration)
            return ReturnsTraced(method, declaration) || (receiver is not null && IsStep(method) && Trace(receiver));

        if (receiver is not null && method.Name == "AsIChatClient" && NativeTelemetry.SourceOf(TypeOf(receiver), setup) is not null)
            return true;

        return (receiver is not null && Trace(receiver)) || TracesArgument(call.ArgumentList);
    }

    /// <summary>Whether a user's method adds to its builder and returns it, so earlier steps remain.</summary>
    private static bool IsStep(IMethodSymbol method)
        => method.ReducedFrom is not null && Pipeline.IsBuilder(method.ReturnType) && SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ReceiverType);

    /// <summary>Whether a user's method, and its overrides and implementations, return only clients that trace.</summary>
    private bool ReturnsTraced(IMethodSymbol method, SyntaxNode declaration)
        => TraceAll([.. setup.Flow.Implementations(method, cancellationToken).Select(static other => other.Declaration).Prepend(declaration).SelectMany(Returned)]);

    /// <summary>The return values of a user's factory.</summary>
    private static IEnumerable<ExpressionSyntax> Returned(SyntaxNode factory) => factory switch
    {
        MethodDeclarationSyntax { ExpressionBody.Expression: var result } => [result],
        LocalFunctionStatementSyntax { ExpressionBody.Expression: var result } => [result],
        LambdaExpressionSyntax { ExpressionBody: { } result } => [result],
        _ => [.. factory.DescendantNodes(node => node == factory || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>()
            .Select(static statement => statement.Expression)
            .OfType<ExpressionSyntax>()],
    };

    private bool TracesSymbol(ExpressionSyntax name)
    {
        switch (SymbolOf(name))
        {
            case ILocalSymbol symbol when DeclarationOf(symbol) is VariableDeclaratorSyntax local:
                return (Pipeline.IsBuilder(symbol.Type) && TracingSyntax.IsMadeToTrace(local, tracing)) || TraceAll(ValuesOf(local, name.SpanStart));

            // if (services.GetService<IChatClient>() is { } chat)
            case ILocalSymbol symbol when DeclarationOf(symbol) is SingleVariableDesignationSyntax { Parent: { Parent: IsPatternExpressionSyntax test } pattern } && test.Pattern == pattern:
                return Trace(test.Expression);

            case IParameterSymbol parameter:
                return IsInjected(parameter.Type, ServiceKeys.Of(parameter)) || TraceAll([.. setup.Flow.Given(parameter, cancellationToken)]);

            case (IFieldSymbol or IPropertySymbol) and var member when DeclarationOf(member) is { } declaration:
                return TracesMember(member, declaration);

            case IMethodSymbol factory when DeclarationOf(factory) is { } declaration:
                return ReturnsTraced(factory, declaration);

            case IPropertySymbol when name is MemberAccessExpressionSyntax access:
                return Trace(access.Expression);

            default:
                return false;
        }
    }

    /// <summary>
    /// Whether a field or property, and its overrides and implementations, contain only clients that trace. A property of a record may also
    /// be a parameter.
    /// </summary>
    private bool TracesMember(ISymbol member, SyntaxNode declaration)
    {
        var injected = declaration is ParameterSyntax ? ModelOf(declaration).GetDeclaredSymbol(declaration, cancellationToken) ?? member : member;
        var values = setup.Flow.Implementations(member, cancellationToken).Prepend((Member: member, Declaration: declaration))
            .SelectMany(part => InitialValues(part.Declaration).Concat(setup.Flow.Assigned(part.Member, cancellationToken)))
            .Concat(injected is IParameterSymbol parameter ? setup.Flow.Given(parameter, cancellationToken) : [])
            .ToList();
        return values.Count == 0 ? IsInjected((member as IFieldSymbol)?.Type ?? ((IPropertySymbol)member).Type, ServiceKeys.Of(injected)) : TraceAll(values);
    }

    /// <summary>
    /// The possible values of a local at a use: its initial value and assignments, beginning with the last assignment on every path.
    /// </summary>
    private static List<ExpressionSyntax> ValuesOf(VariableDeclaratorSyntax local, int use)
    {
        List<AssignmentExpressionSyntax> assignments = [.. TracingSyntax.AssignmentsIn(TracingSyntax.ScopeOf(local))[local.Identifier.ValueText]];
        int last = assignments.FindLastIndex(assignment => assignment.Span.End <= use
            && assignment.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement
            && (statement.Parent is GlobalStatementSyntax || statement.Parent!.Span.Contains(use)));
        return [.. last < 0 ? Something(local.Initializer?.Value) : [], .. assignments.Skip(last).Select(static assignment => assignment.Right)];
    }

    /// <summary>The initial value of a field or property, or the return value of its getter.</summary>
    private static IEnumerable<ExpressionSyntax> InitialValues(SyntaxNode declaration)
    {
        if (declaration is VariableDeclaratorSyntax field)
            return Something(field.Initializer?.Value);
        if (declaration is not PropertyDeclarationSyntax property)
            return [];
        if (property.ExpressionBody is { } arrow)
            return [arrow.Expression];

        var getter = property.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        var returned = getter?.ExpressionBody is { } body ? [body.Expression] : getter?.Body?.DescendantNodes().OfType<ReturnStatementSyntax>().Select(static statement => statement.Expression).OfType<ExpressionSyntax>() ?? [];
        return Something(property.Initializer?.Value).Concat(returned);
    }

    private static IEnumerable<ExpressionSyntax> Something(ExpressionSyntax? value) => value is null || TracingSyntax.IsNothing(value) ? [] : [value];

    // Only interfaces and abstract types are resolved from dependency injection.
    private bool IsInjected(ITypeSymbol? type, string? key)
        => followsInjection
            && type is { TypeKind: TypeKind.Interface } or { IsAbstract: true }
            && Pipeline.IsBuilderNamespace(type.ContainingNamespace)
            && setup.InjectsTraced(type.TypeKind == TypeKind.Interface ? type.Name.Substring(1) : type.Name, key, tracing, cancellationToken);

    private bool IsClientLike(ExpressionSyntax value) => TypeOf(value) is { } type && TracingSyntax.IsClient(type);
}
