using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Content;

/// <summary>Tells how values of a type become content.</summary>
internal sealed class ContentForms(Compilation compilation)
{
    private static readonly HashSet<string> PlainTypes = new(StringComparer.Ordinal)
    {
        "System.Uri", "System.Version", "System.Text.Json.JsonDocument", "System.Text.Json.JsonElement",
    };

    private readonly Dictionary<ITypeSymbol, ContentForm> _known = new(SymbolEqualityComparer.Default);

    /// <summary>The form of a type.</summary>
    public ContentForm Of(ITypeSymbol type)
    {
        type = type.WithoutNullable();
        if (_known.TryGetValue(type, out var known))
            return known;

        // A type that holds itself is an object, whatever else it holds.
        _known[type] = ContentForm.Object;
        var form = Decide(type);
        _known[type] = form;
        return form;
    }

    /// <summary>Members of an object that become content: each name once, and only where nothing hides it or is called the same.</summary>
    public IReadOnlyList<ISymbol> MembersOf(ITypeSymbol type)
        => [.. type.ReadableMembers(compilation)
            .Where(IsContent)
            .GroupBy(static member => member.Name, StringComparer.Ordinal)
            .Where(members => IsWhatTheNameMeans(members, type))
            .Select(static members => members.First())];

    /// <summary>Type of the values of a dictionary; null where the type is none.</summary>
    public ITypeSymbol? ValueTypeOf(ITypeSymbol type)
        => type.ElementType() is INamedTypeSymbol { TypeArguments: [var key, var value] } entry
            && entry.Is("System.Collections.Generic", "KeyValuePair`2")
            && Of(key) == ContentForm.Plain
                ? value
                : null;

    private ContentForm Decide(ITypeSymbol type)
    {
        if (type.TypeKind is TypeKind.Dynamic or TypeKind.Enum || type is ITypeParameterSymbol { AllowsRefLikeType: false })
            return ContentForm.Plain;
        if (type.IsRefLikeType || type.TypeKind is TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Delegate or TypeKind.TypeParameter)
            return ContentForm.None;
        if (IsPlain(type))
            return ContentForm.Plain;
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
            return IsNameable(tuple) && tuple.TupleElements.Any(element => Of(element.Type) != ContentForm.None) ? ContentForm.Tuple : ContentForm.None;
        if (type is IArrayTypeSymbol { Rank: > 1 } grid)
            return Of(grid.ElementType) == ContentForm.Plain ? ContentForm.Plain : ContentForm.None;
        if (type.ElementType() is { } element)
            return Collection(type, element);

        return IsFrameworks(type) ? Frameworks(type) : Object(type);
    }

    private ContentForm Collection(ITypeSymbol type, ITypeSymbol element)
    {
        var value = ValueTypeOf(type);
        var form = Of(value ?? element);
        if (form is ContentForm.None or ContentForm.Plain)
            return form;

        return IsNameable(type) ? value is null ? ContentForm.List : ContentForm.Dictionary : ContentForm.None;
    }

    private ContentForm Frameworks(ITypeSymbol type)
        => type.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.", StringComparison.Ordinal)
            && type.FindReadable("Text", compilation)?.TypeOfMember().SpecialType == SpecialType.System_String
                ? ContentForm.Text
                : ContentForm.None;

    private ContentForm Object(ITypeSymbol type)
        => IsNameable(type) && MembersOf(type).Count > 0 ? ContentForm.Object : ContentForm.None;

    private static bool IsWhatTheNameMeans(IGrouping<string, ISymbol> members, ITypeSymbol type)
    {
        var member = members.First();
        var named = type.WithBaseTypes().SelectMany(declaring => declaring.GetMembers(members.Key)).First(static other => other.DeclaredAccessibility != Accessibility.Private);
        var isAmbiguous = type.TypeKind == TypeKind.Interface && members.Skip(1).Any() && !SymbolEqualityComparer.Default.Equals(member.ContainingType, type);
        return SymbolEqualityComparer.Default.Equals(named, member) && !isAmbiguous;
    }

    private bool IsContent(ISymbol member)
        => member.DeclaredAccessibility == Accessibility.Public
            && member.FindAttribute(OperationAttributes.Namespace, "NotCapturedAttribute") is null
            && member.FindAttribute("System.Text.Json.Serialization", "JsonIgnoreAttribute") is null
            && Of(member.TypeOfMember()) != ContentForm.None;

    /// <summary>Whether a method of generated code can take it: it names no type parameters, and stands under no extern alias.</summary>
    private bool IsNameable(ITypeSymbol type)
        => !type.TypeParametersIn().Any()
            && (type as INamedTypeSymbol)?.ContainingTypesAndSelf().Any(static outer => outer.IsFileLocal) is not true
            && type.IsNamedFromGlobal(compilation);

    private static bool IsPlain(ITypeSymbol type)
        => type.SpecialType is SpecialType.System_Object or SpecialType.System_String or (>= SpecialType.System_Boolean and <= SpecialType.System_Double)
            || (type.IsValueType && type is INamedTypeSymbol { Arity: 0 } && type.ContainingNamespace is { } space
                && (space.Is("System") || space.Is("System.Numerics")) && type.Name is not ("CancellationToken" or "RuntimeTypeHandle"))
            || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }
            || (type is INamedTypeSymbol named && (PlainTypes.Contains(named.MetadataNameOf()) || named.ContainingNamespace.Is("System.Text.Json.Nodes")));

    private static bool IsFrameworks(ITypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space?.Name is "System" or "Microsoft";
    }
}
