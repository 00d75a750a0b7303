using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Finds types by metadata name in whatever declares them, the compilation itself included. Unlike <c>GetTypeByMetadataName</c> it finds a
/// name that two assemblies
/// share (<c>Microsoft.Extensions.AI.ChatClientExtensions</c>), and a namespace that does not exist is looked up once.
/// </summary>
internal sealed class NamespaceLookup(Compilation compilation)
{
    private readonly Dictionary<string, INamespaceSymbol?> _namespaces = new(StringComparer.Ordinal);

    /// <summary>The types of that name; none where it is not referenced.</summary>
    public IEnumerable<INamedTypeSymbol> Find(string metadataName)
    {
        var dot = metadataName.LastIndexOf('.');
        if (dot < 0 || Namespace(metadataName.Substring(0, dot)) is not { } space)
            return [];

        var name = metadataName.Substring(dot + 1);
        var arity = name.IndexOf('`');
        return arity < 0 ? space.GetTypeMembers(name, 0) : space.GetTypeMembers(name.Substring(0, arity)).Where(type => type.MetadataName == name);
    }

    private INamespaceSymbol? Namespace(string name)
    {
        if (_namespaces.TryGetValue(name, out var known))
            return known;

        var dot = name.LastIndexOf('.');
        var outer = dot < 0 ? compilation.GlobalNamespace : Namespace(name.Substring(0, dot));
        var found = outer?.GetMembers(name.Substring(dot + 1)).OfType<INamespaceSymbol>().FirstOrDefault();
        _namespaces.Add(name, found);
        return found;
    }
}
