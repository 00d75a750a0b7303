using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Reuse;

/// <summary>A file before and after an edit; one of them is null when the file was added or removed.</summary>
internal sealed class TreeEdit
{
    /// <summary>
    /// Maximum number of edits. More of them are, for example, a switch to another branch: comparing them would take longer than it saves.
    /// </summary>
    private const int MaxEdits = 50;

    private readonly HashSet<string> _privateMethods = new(StringComparer.Ordinal);

    private TreeEdit(SyntaxTree? before, SyntaxTree? after)
    {
        (Before, After) = (before, after);
        HasSameDeclarations = before is not null && after is not null && IsSame(before, after);
    }

    /// <summary>The file before.</summary>
    public SyntaxTree? Before { get; }

    /// <summary>The file after.</summary>
    public SyntaxTree? After { get; }

    /// <summary>Both versions, if they exist.</summary>
    public IEnumerable<SyntaxTree> Trees => new[] { Before, After }.OfType<SyntaxTree>();

    /// <summary>Whether the file looks the same to other files.</summary>
    public bool HasSameDeclarations { get; }

    /// <summary>Names of changed private methods.</summary>
    public IReadOnlyCollection<string> PrivateMethods => _privateMethods;

    /// <summary>The edits between two lists of files; null when there are too many, or the order of the files differs.</summary>
    public static IReadOnlyList<TreeEdit>? Between(ImmutableArray<SyntaxTree> before, ImmutableArray<SyntaxTree> after)
    {
        int start = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start])
            start++;
        int end = 0;
        while (end < before.Length - start && end < after.Length - start && before[before.Length - 1 - end] == after[after.Length - 1 - end])
            end++;

        var removed = before.Skip(start).Take(before.Length - start - end).ToList();
        var added = after.Skip(start).Take(after.Length - start - end).ToList();
        var kept = new HashSet<SyntaxTree>(removed);
        kept.IntersectWith(added);
        if (added.Count - kept.Count > MaxEdits || removed.Count - kept.Count > MaxEdits)
            return null;

        var partners = removed.Where(tree => !kept.Contains(tree)).ToLookup(static tree => tree.FilePath, StringComparer.Ordinal);
        SyntaxTree?[] partnersOfAdded = [.. added.Select(tree => kept.Contains(tree) ? tree : partners[tree.FilePath].Take(2).ToArray() is [var only] ? only : null)];

        // The order of files determines the order of a type's parts.
        var paired = new HashSet<SyntaxTree>(partnersOfAdded.OfType<SyntaxTree>());
        if (partnersOfAdded.OfType<SyntaxTree>().Distinct().Count() != partnersOfAdded.Count(static tree => tree is not null) || !removed.Where(paired.Contains).SequenceEqual(partnersOfAdded.OfType<SyntaxTree>()))
            return null;

        return
        [
            .. added.Zip(partnersOfAdded, static (tree, partner) => (Before: partner, After: tree)).Where(static pair => pair.Before != pair.After).Select(static pair => new TreeEdit(pair.Before, pair.After)),
            .. removed.Where(tree => !paired.Contains(tree)).Select(static tree => new TreeEdit(tree, null)),
        ];
    }

    private bool IsSame(SyntaxTree before, SyntaxTree after)
    {
        if (!before.Options.Equals(after.Options))
            return false;
        if (SyntaxFactory.AreEquivalent(before, after, topLevel: false))
            return true;

        var (own, others) = (TreeDeclarations.Of(before), TreeDeclarations.Of(after));
        return !own.HasUnknownMembers && !others.HasUnknownMembers
            && HaveSameNullability(own.Unit, others.Unit)
            && SyntaxFactory.AreEquivalent(own.Unit.AttributeLists, others.Unit.AttributeLists)
            && SyntaxFactory.AreEquivalent(own.Unit.Externs, others.Unit.Externs)
            && own.Imports.Count == others.Imports.Count
            && own.Imports.Zip(others.Imports, static (left, right) => SyntaxFactory.AreEquivalent(left, right)).All(static same => same)
            && own.Types.Count == others.Types.Count
            && own.Namespaces.Count == others.Namespaces.Count
            && own.Types.Zip(others.Types, (left, right) => left.Key == right.Key && DeclarationComparison.AreSame(left.Node, right.Node, _privateMethods)).All(static same => same)
            && others.Namespaces.All(own.Namespaces.Contains);
    }

    /// <summary>Whether the types in declarations have the same nullability. A <c>#nullable</c> directive of the file affects them.</summary>
    private static bool HaveSameNullability(CompilationUnitSyntax before, CompilationUnitSyntax after)
        => !(HasNullableDirective(before) || HasNullableDirective(after)) || SyntaxFactory.AreEquivalent(before, after, topLevel: true);

    private static bool HasNullableDirective(CompilationUnitSyntax unit) => unit.GetFirstDirective(static directive => directive is NullableDirectiveTriviaSyntax) is not null;
}
