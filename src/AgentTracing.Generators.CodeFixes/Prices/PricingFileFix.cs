using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.CodeFixes.Prices;

/// <summary>A fix that edits a pricing file instead of a source file.</summary>
/// <param name="Title">What the user reads.</param>
/// <param name="EquivalenceKey">What fixes of one kind have in common.</param>
/// <param name="Project">The project.</param>
/// <param name="File">Its file; null for the one that new entries go to, which is made where there is none.</param>
/// <param name="EditFile">Makes the edit in the file's text; null where it cannot.</param>
internal sealed record PricingFileFix(string Title, string EquivalenceKey, ProjectId Project, DocumentId? File, Func<string?, string?> EditFile)
    : PreparedFix(Title, EquivalenceKey, DocumentId.CreateNewId(Project), static _ => { });
