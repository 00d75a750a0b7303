using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Razor;

/// <summary>
/// Code of a Razor file for the compiler: generated, with lines that are mapped to the file. Analyzers see it, and report at the file.
/// Generators do not see the Razor generator's output, so nothing there is intercepted, and no annotated method is implemented.
/// </summary>
internal static class RazorCode
{
    private static readonly string[] Extensions = [".razor", ".cshtml"];
    private static readonly string[] GeneratedExtensions = ["_razor.g.cs", ".razor.g.cs", "_cshtml.g.cs", ".cshtml.g.cs"];

    /// <summary>Whether a path is that of a Razor file.</summary>
    public static bool IsRazorFile(string? path) => path is not null && Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether a path is that of the Razor generator's C# file: <c>Chat_razor.g.cs</c>, and <c>Chat.razor.g.cs</c> on disk.
    /// </summary>
    public static bool IsGenerated(string path) => GeneratedExtensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a node is in a Razor file.</summary>
    public static bool Contains(SyntaxNode node) => Contains(node.GetLocation());

    /// <summary>Whether a location is in a Razor file.</summary>
    public static bool Contains(Location location) => FileOf(location) is not null;

    /// <summary>The Razor file of a location; null when it is not in one.</summary>
    public static string? FileOf(Location location)
        => location.SourceTree is not null && location.GetMappedLineSpan() is { HasMappedPath: true, Path: var path } && IsRazorFile(path) ? path : null;
}
