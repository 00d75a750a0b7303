using System.Collections.Immutable;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Reuse;

/// <summary>Follows the names of what has changed through the files that mention them.</summary>
/// <param name="edits">What has changed.</param>
/// <param name="trees">All files after it.</param>
/// <param name="compilation">The compilation after it.</param>
internal sealed class ChangeSpread(IReadOnlyList<TreeEdit> edits, ImmutableArray<SyntaxTree> trees, Compilation compilation)
{
    private const string Attribute = nameof(Attribute);
    private const string Operations = nameof(Operations);

    /// <summary>Attributes by which a method takes the place of a call.</summary>
    private static readonly HashSet<int> Interceptors = [TreeWords.HashOf("InterceptsLocation"), TreeWords.HashOf("InterceptsLocationAttribute")];

    /// <summary>Roots of the namespaces in which the generator looks for types by their names.</summary>
    private static readonly HashSet<string> LibraryRoots = new(
        Sdk.All.SelectMany(static sdk => sdk.Namespaces).Select(static space => space.Split('.')[0]).Concat(["AgentTracing", "Microsoft", "MongoDB", "Newtonsoft", "System"]),
        StringComparer.Ordinal);

    /// <summary>Adds the files that may mean something else.</summary>
    /// <returns>False where these are all of them.</returns>
    public bool Run(HashSet<SyntaxTree> touched)
    {
        var edited = edits.Where(edit => !edit.DeclaresTheSame || IsMentionedBeside(edit)).ToList();
        if (edited.Count == 0)
            return true;

        if (edited.SelectMany(static edit => edit.Trees).Any(static tree => TreeDeclarations.Of(tree).ReachesAll || TreeWords.Of(tree).MentionAny(Interceptors)) || edited.Any(MeetsLibraries))
            return false;

        var names = Hashes(edited.SelectMany(static edit => edit.Trees).SelectMany(static tree => TreeDeclarations.Of(tree).Names).Concat(edited.SelectMany(ChangedNamespaces)));
        var changed = new HashSet<SyntaxTree>(edited.Select(static edit => edit.After).OfType<SyntaxTree>());
        var others = trees.Where(tree => !changed.Contains(tree)).ToList();
        for (var latest = names; latest.Count > 0;)
        {
            HashSet<int> next = [];
            foreach (var tree in others.Where(tree => !touched.Contains(tree) && TreeWords.Of(tree).MentionAny(latest)).ToList())
            {
                if (TreeDeclarations.Of(tree).ReachesAll)
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

    /// <summary>Whether another file mentions one of the private methods that are not the same.</summary>
    private bool IsMentionedBeside(TreeEdit edit)
    {
        var hashes = Hashes(edit.PrivateMethods);
        return hashes.Count > 0 && trees.Any(tree => tree != edit.After && TreeWords.Of(tree).MentionAny(hashes));
    }

    /// <summary>
    /// Whether a type or namespace is or was one that the generator may look for by its name, or has the full name of a library's: generated code names types that no file
    /// mentions.
    /// </summary>
    private bool MeetsLibraries(TreeEdit edit)
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

    /// <summary>The names of namespaces that exist on one side of the edit only, as far as no other file declares them.</summary>
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
    /// Names as words of a file. An attribute is mentioned without its suffix, and the class that holds the operations of a type has the type's name, with a number where that
    /// is taken.
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
