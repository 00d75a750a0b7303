using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// Tells whether <c>global::A.B.T</c> means one type and no other. Two libraries can declare a type of the same full name, a project can declare one of
/// its own over a library's, and a type can have the name of a namespace: generated code must then not use the name. Made once a compilation.
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

    /// <summary>Whether any reference has an alias, from which names may start instead.</summary>
    public bool HaveAliases { get; }

    /// <summary>The names of <paramref name="compilation"/>.</summary>
    public static GlobalNames Of(Compilation compilation) => Known.Of(compilation);

    /// <summary>Whether the full name of a type, without its type arguments, means that type. True for a type that does not exist: the compiler tells.</summary>
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

    /// <summary>Whether every full name in a type means the type that it stands for.</summary>
    public bool MeanAllOf(ITypeSymbol type) => type.NamedTypesIn().All(Mean);

    /// <summary>The type of that metadata name, where its full name means it and generated code may use it; else null.</summary>
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
    /// The namespace as its name reaches it, with the types of every assembly; null when a type has the name of it or of one around it. A namespace of
    /// one assembly knows the namespaces of that assembly only, so that the walk starts from the compilation's.
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

/// <summary>Extensions that ask <see cref="GlobalNames"/>.</summary>
internal static class GlobalNamesExtensions
{
    /// <summary>As <c>GetTypeByMetadataName</c>; null also where generated code cannot name the type.</summary>
    public static INamedTypeSymbol? FindNameable(this Compilation compilation, string metadataName) => GlobalNames.Of(compilation).Find(metadataName);
}
