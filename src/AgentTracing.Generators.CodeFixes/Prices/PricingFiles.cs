using AgentTracing.Generators.Pricing;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.CodeFixes.Prices;

/// <summary>The pricing files of projects in a workspace.</summary>
internal static class PricingFiles
{
    /// <summary>The file that is created if a project has none.</summary>
    public const string Name = "llm-pricing.json";

    /// <summary>
    /// The file for new entries: <c>llm-pricing.json</c>, else the one that overrides the others; null when there is none.
    /// </summary>
    public static TextDocument? Target(Project project)
    {
        var files = project.AdditionalDocuments.Where(static file => PricingTable.IsPricingFile(PathOf(file))).OrderBy(PathOf, StringComparer.Ordinal).ToList();
        return files.LastOrDefault(static file => file.Name.Equals(Name, StringComparison.OrdinalIgnoreCase)) ?? files.LastOrDefault();
    }

    /// <summary>The current text; null when there is no file.</summary>
    public static async Task<string?> ReadAsync(TextDocument? file, CancellationToken cancellationToken) =>
        file is null ? null : (await file.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString();

    private static string PathOf(TextDocument file) => file.FilePath ?? file.Name;
}
