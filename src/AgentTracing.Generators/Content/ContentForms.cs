using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Content;

/// <summary>Determines how values of a type become content.</summary>
internal sealed class ContentForms(Compilation compilation)
{
    private static readonly HashSet<string> PlainTypes = new(StringComparer.Ordinal)
    {
        "System.Uri", "System.Version", "System.Text.Json.JsonDocument", "System.Text.Json.JsonElement",
    };

    private readonly Dictionary<ITypeSymbol, ContentForm> _known = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, ContentForm> _atFirstSight = new(SymbolEqualityComparer.Default);

    /// <summary>The form of a type. It examines the members of the type but not their members, so no graph of types is walked.</summary>
    public ContentForm Of(ITypeSymbol type) => Of(type, looksInside: true);

    private ContentForm Of(ITypeSymbol type, bool looksInside)
    {
        type = type.WithoutNullable();
        var known = looksInside ? _known : _atFirstSight;
        if (known.TryGetValue(type, out var form))
            return form;

        // A type that contains itself, such as a dictionary that is its own key, is written shallowly.
        known[type] = ContentForm.Plain;
        return known[type] = Decide(type, looksInside);
    }

    /// <summary>The expression of a value's JSON, for the form <see cref="ContentForm.Json"/>.</summary>
    public string JsonOf(ITypeSymbol type) => JsonTrees.TextOf(type, compilation)!;

    /// <summary>
    /// Whether the type is a collection whose name does not contain its element type, which may be the type itself: it needs a separate
    /// method.
    /// </summary>
    public static bool HasElementsOfItsOwn(ITypeSymbol type)
        => type is INamedTypeSymbol { IsTupleType: false } named && (!IsFrameworks(named) || named.ElementType() is not { } element || !MentionsElement(named, element));

    /// <summary>Whether a type argument is the element, or its key or value.</summary>
    private static bool MentionsElement(INamedTypeSymbol type, ITypeSymbol element)
        => type.TypeArguments.Contains(element, SymbolEqualityComparer.Default)
            || (element is INamedTypeSymbol { TypeArguments.IsEmpty: false } entry && entry.TypeArguments.All(part => type.TypeArguments.Contains(part, SymbolEqualityComparer.Default)));

    /// <summary>Members of an object that become content: each name once, and only if it is not hidden or ambiguous.</summary>
    public IReadOnlyList<ISymbol> MembersOf(ITypeSymbol type)
        => [.. type.ReadableMembers(compilation)
            .Where(IsContent)
            .GroupBy(static member => member.Name, StringComparer.Ordinal)
            .Where(members => IsWhatTheNameMeans(members, type))
            .Select(static members => members.First())
            .Take(WalkBounds.Members)];

    /// <summary>Type of the values of a dictionary; null when the type is not a dictionary.</summary>
    public ITypeSymbol? ValueTypeOf(ITypeSymbol type)
        => type.ElementType().AsEntry() is { TypeArguments: [var key, var value] } && Of(key, looksInside: false) == ContentForm.Plain ? value : null;

    private ContentForm Decide(ITypeSymbol type, bool looksInside)
    {
        if (type.TypeKind is TypeKind.Dynamic or TypeKind.Enum || type is ITypeParameterSymbol { AllowsRefLikeType: false })
            return ContentForm.Plain;
        if (type.IsRefLikeType || type.TypeKind is TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Delegate or TypeKind.TypeParameter)
            return ContentForm.None;
        if (IsPlain(type) || !type.IsBounded() || !type.CanBeTypeArgument())
            return ContentForm.Plain;
        if (JsonTrees.TextOf(type, compilation) is not null)
            return IsNameable(type) ? ContentForm.Json : ContentForm.None;
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
            return IsNameable(tuple) && tuple.TupleElements.Any(element => Of(element.Type, looksInside) != ContentForm.None) ? ContentForm.Tuple : ContentForm.None;
        if (type is IArrayTypeSymbol { Rank: > 1 } grid)
            return Of(grid.ElementType, looksInside) == ContentForm.Plain ? ContentForm.Plain : ContentForm.None;
        if (type.ElementType() is { } element)
            return Collection(type, element, looksInside);

        return IsFrameworks(type) ? Frameworks(type) : Object(type, looksInside);
    }

    private ContentForm Collection(ITypeSymbol type, ITypeSymbol element, bool looksInside)
    {
        var value = ValueTypeOf(type);
        // JSON has only text keys, so other dictionaries are written shallowly.
        if (value is null && element.AsEntry() is not null)
            return ContentForm.Plain;

        var isOwn = HasElementsOfItsOwn(type);
        var inside = isOwn && !looksInside ? ContentForm.Object : Of(value ?? element, looksInside && !isOwn);
        return inside is ContentForm.None or ContentForm.Plain ? inside : NameableAs(type, value is null ? ContentForm.List : ContentForm.Dictionary);
    }

    private ContentForm Frameworks(ITypeSymbol type)
        => type.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.", StringComparison.Ordinal)
            && type.FindReadable("Text", compilation)?.TypeOfMember().SpecialType == SpecialType.System_String
                ? ContentForm.Text
                : ContentForm.None;

    private ContentForm Object(ITypeSymbol type, bool looksInside)
    {
        var members = type.ReadableMembers(compilation).Where(IsCaptured);
        var hasContent = looksInside ? members.Any(member => Of(member.TypeOfMember(), looksInside: false) != ContentForm.None) : members.Any();
        return hasContent ? NameableAs(type, ContentForm.Object) : ContentForm.None;
    }

    private ContentForm NameableAs(ITypeSymbol type, ContentForm form) => IsNameable(type) ? form : ContentForm.None;

    private static bool IsWhatTheNameMeans(IGrouping<string, ISymbol> members, ITypeSymbol type)
    {
        var member = members.First();
        var named = type.WithBaseTypes().SelectMany(declaring => declaring.GetMembers(members.Key)).First(static other => other.DeclaredAccessibility != Accessibility.Private);
        var isAmbiguous = type.TypeKind == TypeKind.Interface && members.Skip(1).Any() && !SymbolEqualityComparer.Default.Equals(member.ContainingType, type);
        return SymbolEqualityComparer.Default.Equals(named, member) && !isAmbiguous;
    }

    private bool IsContent(ISymbol member) => IsCaptured(member) && Of(member.TypeOfMember()) != ContentForm.None;

    private static bool IsCaptured(ISymbol member)
        => member.DeclaredAccessibility == Accessibility.Public
            && member.FindAttribute(OperationAttributes.Namespace, "NotCapturedAttribute") is null
            && member.FindAttribute("System.Text.Json.Serialization", "JsonIgnoreAttribute") is null;

    /// <summary>Whether it can be a parameter of generated code: without type parameters and extern aliases.</summary>
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
