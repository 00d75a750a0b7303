using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace AgentTracing.Generators.CodeFixes;

/// <summary>A fix that is known to apply.</summary>
/// <param name="Title">What the user reads.</param>
/// <param name="EquivalenceKey">What fixes of one kind have in common, whatever the names in their titles.</param>
/// <param name="Document">The file that is edited.</param>
/// <param name="Edit">Makes the edits. Nodes it names are those of the file before any edit.</param>
internal record PreparedFix(string Title, string EquivalenceKey, DocumentId Document, Action<SyntaxEditor> Edit);
