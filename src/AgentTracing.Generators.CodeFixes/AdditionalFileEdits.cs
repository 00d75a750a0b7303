using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AgentTracing.Generators.CodeFixes;

/// <summary>
/// Applies the edits of fixes in additional files, those of one file in sequence. A file keeps its encoding, including the byte order mark.
/// </summary>
internal static class AdditionalFileEdits
{
    public static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<AdditionalFileFix> fixes, CancellationToken cancellationToken)
    {
        foreach (var edits in fixes.GroupBy(static fix => (fix.Project, fix.File, fix.FileName)))
        {
            var project = solution.GetProject(edits.Key.Project)!;
            var file = edits.Key.File is { } id ? project.GetAdditionalDocument(id) : null;
            var before = file is null ? null : await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
            string? text = before?.ToString();
            foreach (var edit in edits)
                text = edit.EditFile(text) ?? text;

            if (text is null)
                continue;

            solution = file is null
                ? solution.AddAdditionalDocument(
                    DocumentId.CreateNewId(project.Id), edits.Key.FileName, SourceText.From(text, new UTF8Encoding(false)), filePath: PathOf(project, edits.Key.FileName))
                : solution.WithAdditionalDocumentText(file.Id, SourceText.From(text, before!.Encoding, before.ChecksumAlgorithm));
        }

        return solution;
    }

    private static string PathOf(Project project, string name) => Path.GetDirectoryName(project.FilePath) is { Length: > 0 } folder ? Path.Combine(folder, name) : name;
}
