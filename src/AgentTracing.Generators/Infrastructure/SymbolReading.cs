using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>Members and facts of a type that generated code can read.</summary>
internal static class SymbolReading
{
    /// <summary>The type inside <see cref="Nullable{T}"/>, or the type itself.</summary>
    public static ITypeSymbol WithoutNullable(this ITypeSymbol type) => type.IsNullable() ? ((INamedTypeSymbol)type).TypeArguments[0] : type;

    /// <summary>Whether the type is <see cref="Nullable{T}"/>.</summary>
    public static bool IsNullable(this ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>The type and its base types or, for a type parameter, its constraints.</summary>
    public static IEnumerable<ITypeSymbol> WithBaseTypes(this ITypeSymbol type)
        => type is ITypeParameterSymbol parameter ? parameter.Constraints().SelectMany(WithBaseTypes) : TypeAndBaseTypes(type);

    /// <summary>
    /// The types that constrain a type parameter, directly or as constraints of its constraints, in the order of the declaration. Each type
    /// parameter counts once: two that both name the next two, and so on, lead to as many ways as they have powers.
    /// </summary>
    private static IEnumerable<ITypeSymbol> Constraints(this ITypeParameterSymbol parameter)
    {
        var seen = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default) { parameter };
        var pending = new Stack<ITypeSymbol>(parameter.ConstraintTypes.Reverse());
        while (pending.Count > 0)
        {
            var constraint = pending.Pop();
            if (constraint is not ITypeParameterSymbol other)
            {
                yield return constraint;
            }
            else if (seen.Add(other))
            {
                foreach (var next in other.ConstraintTypes.Reverse())
                    pending.Push(next);
            }
        }
    }

    private static IEnumerable<ITypeSymbol> TypeAndBaseTypes(ITypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;

        if (type.TypeKind == TypeKind.Interface)
        {
            foreach (var inherited in type.AllInterfaces)
                yield return inherited;
        }
    }

    /// <summary>Properties and fields that generated code of the compilation can read, those of derived types first.</summary>
    public static IEnumerable<ISymbol> ReadableMembers(this ITypeSymbol type, Compilation compilation)
        => type.WithBaseTypes().SelectMany(t => t.GetMembers()).Where(m => m.IsReadable(compilation));

    /// <summary>The property or field of that name, or null.</summary>
    public static ISymbol? FindReadable(this ITypeSymbol type, string name, Compilation compilation)
        => type.WithBaseTypes().SelectMany(t => t.GetMembers(name)).FirstOrDefault(m => m.IsReadable(compilation));

    /// <summary>Type of a property or field.</summary>
    public static ITypeSymbol TypeOfMember(this ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    /// <summary>Whether the property only reads its field: it is automatic, and in the source of the compilation.</summary>
    public static bool IsAutomatic(this IPropertySymbol property, Compilation compilation)
        => property is { IsAbstract: false, IsPartialDefinition: false } && property.DeclarationIn(compilation, CancellationToken.None) switch
        {
            ParameterSyntax => true,
            PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: var accessors }
                => accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration)) is { Body: null, ExpressionBody: null },
            _ => false,
        };

    /// <summary>Whether to read the member can throw: code of the user runs, or may.</summary>
    public static bool MayThrow(this ISymbol member, Compilation compilation)
        => member is IPropertySymbol property
            && (property.IsVirtual || (property is { IsOverride: true, IsSealed: false } && !property.ContainingType.IsSealed) || !property.IsAutomatic(compilation));

    /// <summary>The type as a dictionary entry with a key and a value; null when it is not one.</summary>
    public static INamedTypeSymbol? AsEntry(this ITypeSymbol? type)
        => type is INamedTypeSymbol entry && entry.Is("System.Collections.Generic", "KeyValuePair`2") ? entry : null;

    /// <summary>Type of the elements of a collection, or null.</summary>
    public static ITypeSymbol? ElementType(this ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        { SpecialType: SpecialType.System_String } => null,
        INamedTypeSymbol named => new[] { named }.Concat(named.AllInterfaces)
            .FirstOrDefault(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0],
        _ => null,
    };

    /// <summary>Whether the type is <paramref name="metadataName"/>, for example <c>System.ClientModel.ClientResult`1</c>.</summary>
    public static bool HasMetadataName(this ITypeSymbol type, string metadataName)
        => type is INamedTypeSymbol named && metadataName.EndsWith(named.MetadataName, StringComparison.Ordinal) && named.MetadataNameOf() == metadataName;

    /// <summary>Full metadata name of a type: namespace, containing types, arity.</summary>
    public static string MetadataNameOf(this INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
            return outer.MetadataNameOf() + "+" + type.MetadataName;

        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName : type.MetadataName;
    }

    /// <summary>Whether code outside of the containing types, in the same assembly, can name the type.</summary>
    public static bool IsReachable(this ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.IsReachable(),
        INamedTypeSymbol named => named.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            && (named.ContainingType is null || named.ContainingType.IsReachable())
            && named.TypeArguments.All(IsReachable),
        _ => true,
    };

    /// <summary>
    /// Whether the type can be named with <c>global::</c>: not if its assembly only has an extern alias, or its name means another type.
    /// </summary>
    public static bool IsNamedFromGlobal(this ITypeSymbol type, Compilation compilation)
    {
        var printer = new TypePrinter(compilation);
        _ = printer.Print(type);
        return !printer.HasAmbiguousNames && !printer.ExternAliases.Any() && !type.NamedTypesIn().Any(IsObsoleteError);
    }

    /// <summary>Type parameters in the type.</summary>
    public static IEnumerable<ITypeParameterSymbol> TypeParametersIn(this ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => [parameter],
        IArrayTypeSymbol array => array.ElementType.TypeParametersIn(),
        INamedTypeSymbol named => (named.ContainingType?.TypeParametersIn() ?? []).Concat(named.TypeArguments.SelectMany(TypeParametersIn)),
        _ => [],
    };

    private static bool IsReadable(this ISymbol member, Compilation compilation)
    {
        if (member.IsStatic || !member.CanBeReferencedByName || !IsVisible(member, compilation) || member.IsObsoleteError())
            return false;

        return member switch
        {
            IPropertySymbol property => property is { IsIndexer: false, ReturnsByRef: false, ReturnsByRefReadonly: false, GetMethod: { } getter }
                && IsVisible(getter, compilation),
            IFieldSymbol => true,
            _ => false,
        };
    }

    private static bool IsVisible(ISymbol member, Compilation compilation) => member.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Internal or Accessibility.ProtectedOrInternal
            => member.ContainingAssembly is { } assembly
                && (SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly) || assembly.GivesAccessTo(compilation.Assembly)),
        _ => false,
    };

    /// <summary>Whether using the symbol is an error (CS0619), which a <c>#pragma</c> cannot disable.</summary>
    public static bool IsObsoleteError(this ISymbol symbol)
        => symbol.GetAttributes().Any(a => a is { AttributeClass.Name: "ObsoleteAttribute", ConstructorArguments: [_, { Value: true }] });
}
