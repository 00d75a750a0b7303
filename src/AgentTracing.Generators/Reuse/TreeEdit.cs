using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Reuse;

/// <summary>A file before and after an edit; one of them is null where it was added or removed.</summary>
internal sealed class TreeEdit
{
    /// <summary>More are another build or another branch: comparing them takes longer than it saves.</summary>
    private const int MostEdits = 50;

    private readonly HashSet<string> _privateMethods = new(StringComparer.Ordinal);

    private TreeEdit(SyntaxTree? before, SyntaxTree? after)
    {
        (Before, After) = (before, after);
        DeclaresTheSame = before is not null && after is not null && IsSame(before, after);
    }

    /// <summary>The file before.</summary>
    public SyntaxTree? Before { get; }

    /// <summary>The file after.</summary>
    public SyntaxTree? After { get; }

    /// <summary>Both.</summary>
    public IEnumerable<SyntaxTree> Trees => new[] { Before, After }.OfType<SyntaxTree>();

    /// <summary>Whether other files see the same of it.</summary>
    public bool DeclaresTheSame { get; }

    /// <summary>Names of private methods that are not the same.</summary>
    public IReadOnlyCollection<string> PrivateMethods => _privateMethods;

    /// <summary>The edits between two lists of files; null where they are too many, or not in the same order.</summary>
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
        if (added.Count - kept.Count > MostEdits || removed.Count - kept.Count > MostEdits)
            return null;

        var partners = removed.Where(tree => !kept.Contains(tree)).ToLookup(static tree => tree.FilePath, StringComparer.Ordinal);
        SyntaxTree?[] partnersOfAdded = [.. added.Select(tree => kept.Contains(tree) ? tree : partners[tree.FilePath].Take(2).ToArray() is [var only] ? only : null)];

        // The order of files is that of the parts of a type.
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

    /// <summary>Where a file says <c>#nullable</c> itself, it decides what the types in its declarations mean.</summary>
    private static bool HaveSameNullability(CompilationUnitSyntax before, CompilationUnitSyntax after)
        => !(SaysNullable(before) || SaysNullable(after)) || SyntaxFactory.AreEquivalent(before, after, topLevel: true);

    private static bool SaysNullable(CompilationUnitSyntax unit) => unit.GetFirstDirective(static directive => directive is NullableDirectiveTriviaSyntax) is not null;
}
