using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.CodeFixes;

/// <summary>A fix that edits an additional file, a pricing file or the project file, instead of a source file.</summary>
/// <param name="Title">The displayed title.</param>
/// <param name="EquivalenceKey">The key that fixes of one kind share.</param>
/// <param name="Project">The project.</param>
/// <param name="File">Its file; null when the project has none yet.</param>
/// <param name="FileName">The name of that file, which is created if there is none.</param>
/// <param name="EditFile">Edits the file's text; returns null when the edit is impossible or unnecessary.</param>
internal sealed record AdditionalFileFix(string Title, string EquivalenceKey, ProjectId Project, DocumentId? File, string FileName, Func<string?, string?> EditFile)
    : PreparedFix(Title, EquivalenceKey, DocumentId.CreateNewId(Project), static _ => { });
