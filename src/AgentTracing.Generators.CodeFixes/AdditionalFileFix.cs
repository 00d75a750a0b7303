using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.CodeFixes;

/// <summary>A fix that edits an additional file, a pricing file or the project file, instead of a source file.</summary>
/// <param name="Title">What the user reads.</param>
/// <param name="EquivalenceKey">What fixes of one kind have in common.</param>
/// <param name="Project">The project.</param>
/// <param name="File">Its file; null where the project has none yet.</param>
/// <param name="FileName">The name of that file, which is made where there is none.</param>
/// <param name="EditFile">Makes the edit in the file's text; null when it cannot, or need not.</param>
internal sealed record AdditionalFileFix(string Title, string EquivalenceKey, ProjectId Project, DocumentId? File, string FileName, Func<string?, string?> EditFile)
    : PreparedFix(Title, EquivalenceKey, DocumentId.CreateNewId(Project), static _ => { });
