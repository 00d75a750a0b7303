using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace AgentTracing.Generators.CodeFixes;

/// <summary>A fix that is known to apply.</summary>
/// <param name="Title">The displayed title.</param>
/// <param name="EquivalenceKey">The key that fixes of one kind share, regardless of the names in their titles.</param>
/// <param name="Document">The edited file.</param>
/// <param name="Edit">Makes the edits. Its nodes are those of the file before any edit.</param>
internal record PreparedFix(string Title, string EquivalenceKey, DocumentId Document, Action<SyntaxEditor> Edit);
