using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Finds types by metadata name in the compilation and its references, including those that only have an extern alias. Unlike
/// <c>GetTypeByMetadataName</c> it finds names that two assemblies share (<c>Microsoft.Extensions.AI.ChatClientExtensions</c>), and it
/// looks up a missing namespace only once.
/// </summary>
internal sealed class NamespaceLookup(Compilation compilation)
{
    private readonly Dictionary<string, INamespaceSymbol[]> _namespaces = new(StringComparer.Ordinal);
    private readonly INamespaceSymbol[] _roots = [compilation.GlobalNamespace, .. RootsUnderAliases(compilation)];

    /// <summary>The types of that name; none when it is not referenced.</summary>
    public IEnumerable<INamedTypeSymbol> Find(string metadataName)
    {
        var dot = metadataName.LastIndexOf('.');
        if (dot < 0)
            return [];

        var name = metadataName.Substring(dot + 1);
        var arity = name.IndexOf('`');
        return Namespaces(metadataName.Substring(0, dot)).SelectMany(space => arity < 0
            ? space.GetTypeMembers(name, 0)
            : space.GetTypeMembers(name.Substring(0, arity)).Where(type => type.MetadataName == name));
    }

    private INamespaceSymbol[] Namespaces(string name)
    {
        if (_namespaces.TryGetValue(name, out var known))
            return known;

        var dot = name.LastIndexOf('.');
        var outer = dot < 0 ? _roots : Namespaces(name.Substring(0, dot));
        INamespaceSymbol[] found = [.. outer.SelectMany(space => space.GetMembers(name.Substring(dot + 1)).OfType<INamespaceSymbol>())];
        _namespaces.Add(name, found);
        return found;
    }

    // The compilation's global namespace omits assemblies that only have an extern alias.
    private static IEnumerable<INamespaceSymbol> RootsUnderAliases(Compilation compilation)
        => compilation.References
            .Where(static reference => reference.Properties.Aliases is { IsDefaultOrEmpty: false } aliases && !aliases.Contains(MetadataReferenceProperties.GlobalAlias))
            .Select(compilation.GetAssemblyOrModuleSymbol)
            .OfType<IAssemblySymbol>()
            .Select(static assembly => assembly.GlobalNamespace);
}
