using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers;

/// <summary>
/// What members are set to and implemented by, and parameters are given, anywhere in a compilation. Names find the places, symbols decide: only what has the
/// right name is bound, so that a namesake costs time and nothing else.
/// </summary>
internal sealed class ClientFlow(SemanticModels models)
{
    private readonly Dictionary<string, List<(ExpressionSyntax Target, ExpressionSyntax Value)>> _assignments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SyntaxNode>> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MemberDeclarationSyntax>> _members = new(StringComparer.Ordinal);

    /// <summary>Notes what a node says.</summary>
    public void Read(SyntaxNode node)
    {
        switch (node)
        {
            case AssignmentExpressionSyntax assignment:
                AddAssignment(assignment.Left, assignment.Right);
                break;
            case MethodDeclarationSyntax method:
                Add(_members, method.Identifier.ValueText, method);
                break;
            case PropertyDeclarationSyntax property:
                Add(_members, property.Identifier.ValueText, property);
                break;
            case InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } call when LlmCallSite.NameOf(call.Expression) is { } name:
                Add(_calls, name.Identifier.ValueText, call);
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call:
                Add(_calls, access.Name.Identifier.ValueText, call);
                break;
            case ObjectCreationExpressionSyntax { ArgumentList: not null } creation:
                AddCreation(creation.Type, creation);
                break;
            case ImplicitObjectCreationExpressionSyntax creation when DeclaredType(creation) is { } type:
                AddCreation(type, creation);
                break;
            case PrimaryConstructorBaseTypeSyntax @base:
                AddCreation(@base.Type, @base);
                break;
            case ConstructorInitializerSyntax { RawKind: (int)SyntaxKind.BaseConstructorInitializer, Parent.Parent: TypeDeclarationSyntax { BaseList.Types: [var @base, ..] } } initializer:
                AddCreation(@base.Type, initializer);
                break;
        }
    }

    /// <summary>What a field or property is set to, inside its type and outside.</summary>
    public IEnumerable<ExpressionSyntax> Assigned(ISymbol member, CancellationToken cancellationToken) =>
        _assignments.TryGetValue(member.Name, out var assignments)
            ? assignments.Where(assignment => IsSame(models.SymbolOf(assignment.Target, cancellationToken), member)).Select(static assignment => assignment.Value)
            : [];

    /// <summary>What overrides a member, or implements that of an interface.</summary>
    public IEnumerable<(ISymbol Member, SyntaxNode Declaration)> Implementations(ISymbol member, CancellationToken cancellationToken)
    {
        if (!(member.IsAbstract || member.IsVirtual || member.IsOverride) || !_members.TryGetValue(member.Name, out var declarations))
            yield break;

        foreach (var declaration in declarations)
        {
            if (models.Of(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellationToken) is { } other && IsImplementation(other, member))
                yield return (other, declaration);
        }
    }

    /// <summary>What a parameter is given by everybody who calls its method or constructor.</summary>
    public IEnumerable<ExpressionSyntax> Given(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            yield break;

        string name = method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name;
        foreach (SyntaxNode call in _calls.TryGetValue(name, out var calls) ? calls : [])
        {
            if (models.SymbolOf(call, cancellationToken) is IMethodSymbol called
                && IsSame((called.ReducedFrom ?? called).OriginalDefinition, method.OriginalDefinition)
                && ArgumentFor(parameter, call, called) is { } argument)
            {
                yield return argument;
            }
        }
    }

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

    // (_chat, _log) = (chat, log)
    private void AddAssignment(ExpressionSyntax target, ExpressionSyntax value)
    {
        if (target is TupleExpressionSyntax { Arguments: var targets } && value is TupleExpressionSyntax { Arguments: var values } && targets.Count == values.Count)
        {
            for (int i = 0; i < targets.Count; i++)
                AddAssignment(targets[i].Expression, values[i].Expression);
        }
        else if (value is not LiteralExpressionSyntax && !TracingSyntax.IsNothing(value) && LlmCallSite.NameOf(target) is { } name)
        {
            Add(_assignments, name.Identifier.ValueText, (target, value));
        }
    }

    private void AddCreation(TypeSyntax type, SyntaxNode creation)
    {
        if (NameOf(type) is { } name)
            Add(_calls, name, creation);
    }

    private static void Add<T>(Dictionary<string, List<T>> lists, string name, T item)
    {
        if (!lists.TryGetValue(name, out var list))
            lists.Add(name, list = []);
        list.Add(item);
    }

    /// <summary>The type that a declaration gives to <c>new(...)</c>.</summary>
    private static TypeSyntax? DeclaredType(ImplicitObjectCreationExpressionSyntax creation) => creation.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax variables } } => variables.Type,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
        ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } => method.ReturnType,
        ReturnStatementSyntax statement => statement.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.ReturnType,
        _ => null,
    };

    private static string? NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax { Right: var name } => name.Identifier.ValueText,
        AliasQualifiedNameSyntax { Name: var name } => name.Identifier.ValueText,
        NullableTypeSyntax { ElementType: var inner } => NameOf(inner),
        _ => null,
    };

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
