using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>
/// The values and implementations of members, and the arguments of parameters, anywhere in a compilation. Candidates are found by name and
/// confirmed by symbol; unrelated members of the same name only cost a lookup.
/// </summary>
internal sealed class ClientFlow(SemanticModels models, NamedTokens tokens)
{
    /// <summary>The values that are assigned to a field or property, inside its type and outside.</summary>
    public IEnumerable<ExpressionSyntax> Assigned(ISymbol member, CancellationToken cancellationToken)
    {
        foreach (var token in tokens.Of(member.Name, cancellationToken))
        {
            if (token.Parent is SimpleNameSyntax name
                && ValueFor(Whole(name)) is { } value
                && value is not LiteralExpressionSyntax
                && !TracingSyntax.IsNothing(value)
                && IsSame(models.SymbolOf(name, cancellationToken), member))
            {
                yield return value;
            }
        }
    }

    /// <summary>The overrides and implementations of a member.</summary>
    public IEnumerable<(ISymbol Member, SyntaxNode Declaration)> Implementations(ISymbol member, CancellationToken cancellationToken)
    {
        if (!(member.IsAbstract || member.IsVirtual || member.IsOverride))
            yield break;

        foreach (var token in tokens.Of(member.Name, cancellationToken))
        {
            if (token.Parent is (MethodDeclarationSyntax or PropertyDeclarationSyntax) and var declaration
                && models.Of(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellationToken) is { } other
                && IsImplementation(other, member))
            {
                yield return (other, declaration);
            }
        }
    }

    /// <summary>The arguments of a parameter in all calls of its method or constructor.</summary>
    public IEnumerable<ExpressionSyntax> Given(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            yield break;

        var calls = method.MethodKind == MethodKind.Constructor
            ? tokens.Of(method.ContainingType.Name, cancellationToken).SelectMany(ConstructorCalls.At)
            : tokens.Of(method.Name, cancellationToken).Select(CallAt).OfType<SyntaxNode>();
        foreach (var call in calls)
        {
            if (models.SymbolOf(call, cancellationToken) is IMethodSymbol called
                && IsSame((called.ReducedFrom ?? called).OriginalDefinition, method.OriginalDefinition)
                && ArgumentFor(parameter, call, called) is { } argument)
            {
                yield return argument;
            }
        }
    }

    private static InvocationExpressionSyntax? CallAt(SyntaxToken token)
        => token.Parent is SimpleNameSyntax name && Whole(name) is { Parent: InvocationExpressionSyntax call } called && call.Expression == called ? call : null;

    /// <summary>The whole expression that ends with a name: <c>this.Client</c> of <c>Client</c>.</summary>
    private static ExpressionSyntax Whole(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access,
        MemberBindingExpressionSyntax binding => binding,
        _ => name,
    };

    /// <summary>The value that is assigned to a target; for a tuple, by position: <c>(_chat, _log) = (chat, log)</c>.</summary>
    private static ExpressionSyntax? ValueFor(ExpressionSyntax target) => target.Parent switch
    {
        AssignmentExpressionSyntax assignment when assignment.Left == target => assignment.Right,
        ArgumentSyntax { Parent: TupleExpressionSyntax targets } argument when ValueFor(targets) is TupleExpressionSyntax values && values.Arguments.Count == targets.Arguments.Count
            => values.Arguments[targets.Arguments.IndexOf(argument)].Expression,
        _ => null,
    };

    private static bool IsSame(ISymbol? found, ISymbol sought) => SymbolEqualityComparer.Default.Equals(found?.OriginalDefinition, sought.OriginalDefinition);

    private static bool IsImplementation(ISymbol symbol, ISymbol member)
    {
        for (var current = symbol; current is not null; current = (current as IMethodSymbol)?.OverriddenMethod ?? (ISymbol?)(current as IPropertySymbol)?.OverriddenProperty)
        {
            if ((!ReferenceEquals(current, symbol) && IsSame(current, member)) || Implements(symbol.ContainingType, current, member))
                return true;
        }

        return false;
    }

    private static bool Implements(INamedTypeSymbol type, ISymbol symbol, ISymbol member)
        => member.ContainingType.TypeKind == TypeKind.Interface
            && type.AllInterfaces
                .Where(contract => IsSame(contract, member.ContainingType))
                .SelectMany(contract => contract.GetMembers(member.Name))
                .Any(candidate => IsSame(candidate, member) && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(candidate), symbol));

    private static ExpressionSyntax? ArgumentFor(IParameterSymbol parameter, SyntaxNode call, IMethodSymbol called)
    {
        int place = parameter.Ordinal;
        if (called.ReducedFrom is not null && place-- == 0)
            return ((call as InvocationExpressionSyntax)?.Expression as MemberAccessExpressionSyntax)?.Expression;

        var arguments = call switch
        {
            InvocationExpressionSyntax invocation => invocation.ArgumentList.Arguments,
            BaseObjectCreationExpressionSyntax { ArgumentList: { } list } => list.Arguments,
            PrimaryConstructorBaseTypeSyntax @base => @base.ArgumentList.Arguments,
            ConstructorInitializerSyntax initializer => initializer.ArgumentList.Arguments,
            _ => [],
        };
        var named = arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name);
        return (named ?? (place < arguments.Count && arguments[place] is { NameColon: null } inOrder ? inOrder : null))?.Expression;
    }
}
