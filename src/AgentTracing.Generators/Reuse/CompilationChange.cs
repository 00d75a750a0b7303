using System.Collections.Immutable;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Reuse;

/// <summary>
/// Which files may mean something else in one compilation than in another. C# finds everything by its name. So a file means the same in both where its text is the same and
/// mentions no name that a changed file declares, and no name that a file declares which mentions one, and so on: from the names in it no way leads to what has changed.
/// Bodies of methods are no declarations: what other files say follows from none (<see cref="DeclarationComparison"/>).
/// </summary>
internal sealed class CompilationChange
{
    private static readonly CompilationChange Everything = new(isEverything: true);

    private readonly HashSet<SyntaxTree> _changed = [];
    private readonly HashSet<int> _lengths = [];
    private readonly HashSet<SyntaxTree> _touched = [];

    private CompilationChange(bool isEverything) => IsEverything = isEverything;

    /// <summary>Whether every file may mean something else, and so every fact of the compilation.</summary>
    public bool IsEverything { get; }

    /// <summary>Whether a file of both compilations may mean something else: its names do, or another file has become the same text, or is it no longer.</summary>
    public bool Touches(SyntaxTree tree) => IsEverything || _lengths.Contains(tree.Length) || _touched.Contains(tree);

    /// <summary>Whether a file of the compilation before is not the same in the other.</summary>
    public bool Changes(SyntaxTree tree) => IsEverything || _changed.Contains(tree);

    /// <summary>Compares two compilations.</summary>
    public static CompilationChange Between(CompilationParts before, CompilationParts after, Compilation compilation)
    {
        if (!before.HasTheSameBasis(after) || TreeEdit.Between(before.Trees, after.Trees) is not { } edits)
            return Everything;

        var change = new CompilationChange(isEverything: false);
        foreach (var tree in edits.SelectMany(static edit => edit.Trees))
        {
            change._changed.Add(tree);
            change._lengths.Add(tree.Length);
        }

        var spread = new ChangeSpread(edits, after.Trees, compilation);
        return spread.Run(change._touched) ? change : Everything;
    }

    /// <summary>Whether other projects see the same in both.</summary>
    public static bool HaveSameDeclarations(ImmutableArray<SyntaxTree> before, ImmutableArray<SyntaxTree> after)
        => TreeEdit.Between(before, after) is { } edits && edits.All(static edit => edit is { DeclaresTheSame: true, PrivateMethods.Count: 0 });
}
