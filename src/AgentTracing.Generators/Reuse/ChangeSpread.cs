using System.Collections.Immutable;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Reuse;

/// <summary>
/// Finds the files whose meaning may have changed, by following the names of changed declarations through the files that mention them.
/// </summary>
/// <param name="edits">The edits.</param>
/// <param name="trees">All files after the edits.</param>
/// <param name="compilation">The compilation after the edits.</param>
internal sealed class ChangeSpread(IReadOnlyList<TreeEdit> edits, ImmutableArray<SyntaxTree> trees, Compilation compilation)
{
    private const string Attribute = nameof(Attribute);
    private const string Operations = nameof(Operations);

    /// <summary>Attributes of methods that replace calls in other files.</summary>
    private static readonly HashSet<int> Interceptors = [TreeWords.HashOf("InterceptsLocation"), TreeWords.HashOf("InterceptsLocationAttribute")];

    /// <summary>Root namespaces in which the generator looks up types by name.</summary>
    private static readonly HashSet<string> LibraryRoots = new(
        Sdk.All.SelectMany(static sdk => sdk.Namespaces).Select(static space => space.Split('.')[0]).Concat(["AgentTracing", "Microsoft", "MongoDB", "Newtonsoft", "System"]),
        StringComparer.Ordinal);

    /// <summary>Adds the files whose meaning may have changed.</summary>
    /// <returns>False when all files may have changed.</returns>
    public bool Run(HashSet<SyntaxTree> touched)
    {
        var edited = edits.Where(edit => !edit.HasSameDeclarations || IsMentionedElsewhere(edit)).ToList();
        if (edited.Count == 0)
            return true;

        if (edited.SelectMany(static edit => edit.Trees).Any(static tree => TreeDeclarations.Of(tree).AffectsAllFiles || TreeWords.Of(tree).MentionAny(Interceptors)) || edited.Any(AffectsLibraryNames))
            return false;

        var names = Hashes(edited.SelectMany(static edit => edit.Trees).SelectMany(static tree => TreeDeclarations.Of(tree).Names).Concat(edited.SelectMany(ChangedNamespaces)));
        var changed = new HashSet<SyntaxTree>(edited.Select(static edit => edit.After).OfType<SyntaxTree>());
        var others = trees.Where(tree => !changed.Contains(tree)).ToList();
        for (var latest = names; latest.Count > 0;)
        {
            HashSet<int> next = [];
            foreach (var tree in others.Where(tree => !touched.Contains(tree) && TreeWords.Of(tree).MentionAny(latest)).ToList())
            {
                if (TreeDeclarations.Of(tree).AffectsAllFiles)
                    return false;

                touched.Add(tree);
                next.UnionWith(Hashes(TreeDeclarations.Of(tree).Names));
            }

            next.ExceptWith(names);
            names.UnionWith(next);
            latest = next;
        }

        return true;
    }

    /// <summary>Whether another file mentions one of the changed private methods.</summary>
    private bool IsMentionedElsewhere(TreeEdit edit)
    {
        var hashes = Hashes(edit.PrivateMethods);
        return hashes.Count > 0 && trees.Any(tree => tree != edit.After && TreeWords.Of(tree).MentionAny(hashes));
    }

    /// <summary>
    /// Whether the edit affects a type or namespace that the generator may look up by name, or that has the full name of a library's type:
    /// generated code names types that no file of the project mentions.
    /// </summary>
    private bool AffectsLibraryNames(TreeEdit edit)
    {
        var declared = edit.Trees.Select(TreeDeclarations.Of).ToList();
        return declared.SelectMany(static tree => tree.Namespaces.Concat(tree.Types.Select(static type => type.Name))).Any(static name => LibraryRoots.Contains(name.Split('.')[0]))
            || declared.SelectMany(static tree => tree.Types).Any(type => Find(type.Namespace)?.GetMembers(type.Name).Any(IsOfReference) == true)
            || declared.SelectMany(static tree => tree.Namespaces).Any(name => Find(Around(name))?.GetTypeMembers(Last(name)).Any(IsOfReference) == true);
    }

    private static string Around(string name) => name.Substring(0, Math.Max(0, name.LastIndexOf('.')));

    private static string Last(string name) => name.Substring(name.LastIndexOf('.') + 1);

    private INamespaceSymbol? Find(string name)
    {
        var space = compilation.GlobalNamespace;
        foreach (string part in name.Length == 0 ? [] : name.Split('.'))
        {
            if (space.GetMembers(part).OfType<INamespaceSymbol>().FirstOrDefault() is not { } inner)
                return null;
            space = inner;
        }

        return space;
    }

    private bool IsOfReference(ISymbol symbol)
        => symbol is INamespaceSymbol space
            ? space.ConstituentNamespaces.Any(part => !SymbolEqualityComparer.Default.Equals(part.ContainingAssembly, compilation.Assembly))
            : !SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    /// <summary>The names of namespaces that exist only before or only after the edit, and that no other file declares.</summary>
    private IEnumerable<string> ChangedNamespaces(TreeEdit edit)
    {
        var before = edit.Before is null ? [] : TreeDeclarations.Of(edit.Before).Namespaces;
        var after = edit.After is null ? [] : TreeDeclarations.Of(edit.After).Namespaces;
        var different = before.Except(after).Concat(after.Except(before)).ToList();
        if (different.Count == 0)
            return [];

        var changed = new HashSet<SyntaxTree>(edits.SelectMany(static other => other.Trees));
        var known = new HashSet<string>(trees.Where(tree => !changed.Contains(tree)).SelectMany(static tree => TreeDeclarations.Of(tree).Namespaces), StringComparer.Ordinal);
        return different.Where(name => !known.Contains(name)).Select(Last);
    }

    /// <summary>
    /// Hashes of the names as they appear in files. Attributes may appear without their suffix. The generated class with a type's
    /// operations is named after the type, with a number if that name is taken.
    /// </summary>
    private static HashSet<int> Hashes(IEnumerable<string> names)
    {
        HashSet<int> hashes = [];
        foreach (string name in names)
        {
            hashes.Add(TreeWords.HashOf(name));
            if (name.EndsWith(Attribute, StringComparison.Ordinal))
                hashes.Add(TreeWords.HashOf(name.Substring(0, name.Length - Attribute.Length)));
            if (name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') is var stem && stem.EndsWith(Operations, StringComparison.Ordinal))
                hashes.Add(TreeWords.HashOf(stem.Substring(0, stem.Length - Operations.Length)));
        }

        return hashes;
    }
}
