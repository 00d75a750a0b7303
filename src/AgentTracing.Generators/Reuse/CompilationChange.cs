using System.Collections.Immutable;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Reuse;

/// <summary>
/// Determines which files may have a different meaning in one compilation than in another. C# looks up everything by name. So a file has
/// the same meaning in both if its text is unchanged, and it mentions no name that a changed file declares, nor, transitively, a name
/// that is declared in a file that mentions such a name. Method bodies do not count as declarations, because the meaning of other files
/// does not depend on them (<see cref="DeclarationComparison"/>).
/// </summary>
internal sealed class CompilationChange
{
    private static readonly CompilationChange Everything = new(isEverything: true);

    private readonly HashSet<SyntaxTree> _changed = [];
    private readonly HashSet<int> _lengths = [];
    private readonly HashSet<SyntaxTree> _touched = [];

    private CompilationChange(bool isEverything) => IsEverything = isEverything;

    /// <summary>Whether every file, and so every fact about the compilation, may have changed its meaning.</summary>
    public bool IsEverything { get; }

    /// <summary>
    /// Whether a file of both compilations may have changed its meaning: through its names, or because another file has got, or lost, the
    /// same text.
    /// </summary>
    public bool Touches(SyntaxTree tree) => IsEverything || _lengths.Contains(tree.Length) || _touched.Contains(tree);

    /// <summary>Whether a file of the earlier compilation was changed or removed.</summary>
    public bool Changes(SyntaxTree tree) => IsEverything || _changed.Contains(tree);

    /// <summary>Compares two compilations.</summary>
    public static CompilationChange Between(CompilationParts before, CompilationParts after, Compilation compilation)
    {
        if (!before.HasSameReferencesAndOptions(after) || TreeEdit.Between(before.Trees, after.Trees) is not { } edits)
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

    /// <summary>Whether both look the same to other projects.</summary>
    public static bool HaveSameDeclarations(ImmutableArray<SyntaxTree> before, ImmutableArray<SyntaxTree> after)
        => TreeEdit.Between(before, after) is { } edits && edits.All(static edit => edit is { HasSameDeclarations: true, PrivateMethods.Count: 0 });
}
