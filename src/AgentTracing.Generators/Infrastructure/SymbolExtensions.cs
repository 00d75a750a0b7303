using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>Extensions of Roslyn symbols.</summary>
internal static class SymbolExtensions
{
    /// <summary>The priority that <c>[OverloadResolutionPriority]</c> gives a method among its overloads; 0 without it.</summary>
    public static int OverloadPriority(this IMethodSymbol method)
        => method.OriginalDefinition.FindAttribute("System.Runtime.CompilerServices", "OverloadResolutionPriorityAttribute") is { ConstructorArguments: [{ Value: int priority }] } ? priority : 0;

    /// <summary>Whether the type's definition has this namespace and metadata name (<c>Task`1</c>), and is not nested.</summary>
    public static bool Is(this ITypeSymbol? type, string @namespace, string metadataName)
        => type is { ContainingType: null } && type.MetadataName == metadataName && type.ContainingNamespace.Is(@namespace);

    /// <summary>Whether the namespace has this full name.</summary>
    public static bool Is(this INamespaceSymbol? symbol, string name)
    {
        var rest = name.AsSpan();
        for (; symbol is { IsGlobalNamespace: false }; symbol = symbol.ContainingNamespace)
        {
            if (!rest.EndsWith(symbol.Name.AsSpan(), StringComparison.Ordinal))
                return false;

            rest = rest[..^symbol.Name.Length];
            if (rest.IsEmpty)
                return symbol.ContainingNamespace is { IsGlobalNamespace: true };

            if (rest[^1] != '.')
                return false;

            rest = rest[..^1];
        }

        return false;
    }

    /// <summary>The attribute of this type in the namespace <c>AgentTracing</c>, or null.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, string @namespace, string metadataName)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.Is(@namespace, metadataName))
                return attribute;
        }

        return null;
    }

    /// <summary>The containing types and the type, the outermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> ContainingTypesAndSelf(this INamedTypeSymbol type)
    {
        var types = new Stack<INamedTypeSymbol>();
        for (var current = type; current is not null; current = current.ContainingType)
            types.Push(current);

        return types;
    }

    /// <summary>The type, its bases, and the interfaces of an interface: all types that can declare a member with a simple name.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndBaseTypes(this INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;

        if (type.TypeKind != TypeKind.Interface)
            yield break;

        foreach (var inherited in type.AllInterfaces)
            yield return inherited;
    }

    /// <summary>The named types in a type, except tuples.</summary>
    public static IEnumerable<INamedTypeSymbol> NamedTypesIn(this ITypeSymbol type)
        => type.PartsOf().OfType<INamedTypeSymbol>().Where(static part => !part.IsTupleType);

    /// <summary>The types in a type: itself, its elements, its type arguments, and those of its containing types.</summary>
    public static IEnumerable<ITypeSymbol> PartsOf(this ITypeSymbol type)
    {
        var pending = new Stack<ITypeSymbol>();
        pending.Push(type);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            yield return current;
            foreach (var part in Parts(current))
                pending.Push(part);
        }
    }

    /// <summary>The direct parts of a type.</summary>
    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => [array.ElementType],
        IPointerTypeSymbol pointer => [pointer.PointedAtType],
        IFunctionPointerTypeSymbol { Signature: var signature } => [signature.ReturnType, .. signature.Parameters.Select(static parameter => parameter.Type)],
        INamedTypeSymbol { ContainingType: { } outer } named => [.. named.TypeArguments, outer],
        INamedTypeSymbol named => named.TypeArguments,
        _ => [],
    };

    /// <summary>Whether the method implements a member of an interface.</summary>
    public static bool ImplementsInterface(this IMethodSymbol method)
        => method.ContainingType.AllInterfaces
            .SelectMany(contract => contract.GetMembers(method.Name))
            .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    /// <summary>
    /// Whether the type can be a type argument without <c>allows ref struct</c>: not a pointer, a ref struct, or an interface with static
    /// abstract members (CS8920).
    /// </summary>
    public static bool CanBeTypeArgument(this ITypeSymbol type)
        => !type.IsRefLikeType
            && type.TypeKind is not (TypeKind.Pointer or TypeKind.FunctionPointer)
            && type is not ITypeParameterSymbol { AllowsRefLikeType: true }
            && !(type.TypeKind == TypeKind.Interface && type.AllInterfaces.Add((INamedTypeSymbol)type).Any(HasStaticAbstracts));

    private static bool HasStaticAbstracts(INamedTypeSymbol contract) => contract.GetMembers().Any(static member => member is { IsStatic: true, IsAbstract: true });

    /// <summary>A named argument of the attribute, or the default when it is missing.</summary>
    public static T? NamedArgument<T>(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value.Value is T value ? value : default;
        }

        return default;
    }
}
