using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// Determines whether <c>global::A.B.T</c> is unambiguous. Two libraries can declare types with the same full name, a project can declare a
/// type with a library's name, and a type can have the name of a namespace. Generated code must not use such names. Computed once for a
/// compilation.
/// </summary>
internal sealed class GlobalNames
{
    private static readonly CompilationFact<GlobalNames> Known = new(static compilation => new GlobalNames(compilation));

    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _types = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<string, INamespaceSymbol?> _namespaces = new(StringComparer.Ordinal);

    private GlobalNames(Compilation compilation)
    {
        _compilation = compilation;
        HaveAliases = compilation.References.Any(static reference => !reference.Properties.Aliases.IsDefaultOrEmpty);
    }

    /// <summary>Whether any reference has an extern alias.</summary>
    public bool HaveAliases { get; }

    /// <summary>The names of <paramref name="compilation"/>.</summary>
    public static GlobalNames Of(Compilation compilation) => Known.Of(compilation);

    /// <summary>
    /// Whether the full name of a type, without its type arguments, means that type. True for a missing type, which the compiler reports.
    /// </summary>
    public bool Mean(INamedTypeSymbol type)
    {
        var outermost = type.OriginalDefinition;
        while (outermost.ContainingType is { } outer)
            outermost = outer;

        return outermost.TypeKind == TypeKind.Error
            || outermost.SpecialType != SpecialType.None
            || outermost.ContainingNamespace is null
            || _types.GetOrAdd(outermost, _ => IsMeant(outermost));
    }

    /// <summary>Whether every full name in a type means the intended type.</summary>
    public bool MeanAllOf(ITypeSymbol type) => type.NamedTypesIn().All(Mean);

    /// <summary>The type with that metadata name, if its full name means it and generated code may use it; else null.</summary>
    public INamedTypeSymbol? Find(string metadataName)
        => _compilation.GetTypeByMetadataName(metadataName) is { } type && Mean(type) && _compilation.IsSymbolAccessibleWithin(type, _compilation.Assembly) && !type.IsObsoleteError()
            ? type
            : null;

    private bool IsMeant(INamedTypeSymbol type)
    {
        if (type.IsFileLocal || Merged(type.ContainingNamespace) is not { } space)
            return false;

        INamedTypeSymbol[] candidates = [.. space.GetTypeMembers(type.Name, type.Arity).Where(IsVisible)];

        // A type of the project takes precedence over those of its references.
        return candidates.Length == 1 ? Is(candidates[0], type) : candidates.Any(candidate => IsOfProject(candidate) && Is(candidate, type));
    }

    /// <summary>
    /// The merged namespace with the types of every assembly; null when a type has its name or that of an outer namespace. The namespace of
    /// one assembly contains only namespaces of that assembly, so the walk starts at the compilation's.
    /// </summary>
    private INamespaceSymbol? Merged(INamespaceSymbol space)
    {
        if (space.IsGlobalNamespace)
            return _compilation.GlobalNamespace;

        return _namespaces.GetOrAdd(space.ToDisplayString(), _ =>
            Merged(space.ContainingNamespace) is { } outer && !outer.GetTypeMembers(space.Name, 0).Any(IsVisible)
                ? outer.GetMembers(space.Name).OfType<INamespaceSymbol>().FirstOrDefault()
                : null);
    }

    private bool IsVisible(INamedTypeSymbol type) => !type.IsFileLocal && _compilation.IsSymbolAccessibleWithin(type, _compilation.Assembly);

    private bool IsOfProject(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly);

    private static bool Is(INamedTypeSymbol left, INamedTypeSymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}

/// <summary>Extensions that use <see cref="GlobalNames"/>.</summary>
internal static class GlobalNamesExtensions
{
    /// <summary>Like <c>GetTypeByMetadataName</c>, but also null when generated code cannot name the type.</summary>
    public static INamedTypeSymbol? FindNameable(this Compilation compilation, string metadataName) => GlobalNames.Of(compilation).Find(metadataName);
}
