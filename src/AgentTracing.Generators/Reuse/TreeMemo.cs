using System.Runtime.CompilerServices;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Reuse;

/// <summary>
/// Caches the result of reading each file of a project. A later compilation reuses it as long as the file is unchanged, and nothing that
/// its meaning depends on has changed (<see cref="CompilationChange"/>), so edits elsewhere do not bind it again. The result always equals
/// that of reading again. Values must not contain symbols.
/// </summary>
/// <param name="read">Reads a file, and adds to the set the other files whose bodies it has read.</param>
internal sealed class TreeMemo<T>(Func<SemanticModel, ISet<SyntaxTree>, CancellationToken, EquatableArray<T>> read)
    where T : class, IEquatable<T>
{
    private readonly ConditionalWeakTable<SyntaxTree, Slot> _slots = new();

    /// <summary>
    /// The values of all files, each once: the compiler (4.14) passes a file twice if others were added or removed in the same edit
    /// (<c>RandomEditTests</c>).
    /// </summary>
    public IncrementalValueProvider<EquatableArray<T>> Read(SyntaxValueProvider syntax)
        => syntax.CreateSyntaxProvider(static (node, _) => node is CompilationUnitSyntax, (context, cancellationToken) => Of(context.SemanticModel, cancellationToken))
            .Collect()
            .Select(static (files, _) => files.SelectMany(static file => file).Distinct().ToEquatableArray());

    private EquatableArray<T> Of(SemanticModel model, CancellationToken cancellationToken)
    {
        var slot = _slots.GetOrCreateValue(model.SyntaxTree);
        var parts = CompilationParts.Of(model.Compilation);
        if (slot.Entry is { } entry && (entry.Parts == parts || !entry.IsTouchedBy(parts.ChangeSince(entry.Parts, model.Compilation), model.SyntaxTree)))
        {
            if (entry.Parts != parts)
                slot.Entry = entry with { Parts = parts };
            return entry.Value;
        }

        var bodies = new HashSet<SyntaxTree>();
        var value = read(model, bodies, cancellationToken);
        slot.Entry = new Entry(parts, value, bodies);
        return value;
    }

    private sealed class Slot
    {
        /// <summary>The entry of the latest compilation. Several threads may set it, each to the entry of its own compilation.</summary>
        public volatile Entry? Entry;
    }

    /// <summary>A value, and the compilation that it is valid for.</summary>
    /// <param name="Parts">The compilation.</param>
    /// <param name="Value">The value.</param>
    /// <param name="Bodies">Other files whose bodies were read.</param>
    private sealed record Entry(CompilationParts Parts, EquatableArray<T> Value, HashSet<SyntaxTree> Bodies)
    {
        public bool IsTouchedBy(CompilationChange change, SyntaxTree tree) => change.Touches(tree) || Bodies.Any(change.Changes);
    }
}
