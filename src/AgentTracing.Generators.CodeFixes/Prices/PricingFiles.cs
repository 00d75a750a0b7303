using System.Text;
using AgentTracing.Generators.Pricing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AgentTracing.Generators.CodeFixes.Prices;

/// <summary>The pricing files of projects in a workspace.</summary>
internal static class PricingFiles
{
    private const string Name = "llm-pricing.json";

    /// <summary>The file that new entries go to: <c>llm-pricing.json</c>, else the one that overrides the others; null when there is none.</summary>
    public static TextDocument? Target(Project project)
    {
        var files = project.AdditionalDocuments.Where(static file => PricingTable.IsPricingFile(PathOf(file))).OrderBy(PathOf, StringComparer.Ordinal).ToList();
        return files.LastOrDefault(static file => file.Name.Equals(Name, StringComparison.OrdinalIgnoreCase)) ?? files.LastOrDefault();
    }

    /// <summary>The text that an edit starts from; null when there is no file.</summary>
    public static async Task<string?> ReadAsync(TextDocument? file, CancellationToken cancellationToken) =>
        file is null ? null : (await file.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString();

    /// <summary>Makes the edits of fixes, all those of one file one after another. The file keeps its encoding, byte order mark included.</summary>
    public static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<AdditionalFileFix> fixes, CancellationToken cancellationToken)
    {
        foreach (var edits in fixes.GroupBy(static fix => (fix.Project, fix.File)))
        {
            var project = solution.GetProject(edits.Key.Project)!;
            var file = edits.Key.File is { } id ? project.GetAdditionalDocument(id) : Target(project);
            string? text = await ReadAsync(file, cancellationToken).ConfigureAwait(false);
            foreach (var edit in edits)
                text = edit.EditFile(text) ?? text;

            if (text is null)
                continue;

            solution = file is null
                ? solution.AddAdditionalDocument(DocumentId.CreateNewId(project.Id), Name, SourceText.From(text, new UTF8Encoding(false)), filePath: NewPath(project))
                : solution.WithAdditionalDocumentText(file.Id, await EditedAsync(file, text, cancellationToken).ConfigureAwait(false));
        }

        return solution;
    }

    private static async Task<SourceText> EditedAsync(TextDocument file, string text, CancellationToken cancellationToken)
    {
        var before = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return SourceText.From(text, before.Encoding, before.ChecksumAlgorithm);
    }

    private static string? NewPath(Project project) => Path.GetDirectoryName(project.FilePath) is { Length: > 0 } folder ? Path.Combine(folder, Name) : Name;

    private static string PathOf(TextDocument file) => file.FilePath ?? file.Name;
}
