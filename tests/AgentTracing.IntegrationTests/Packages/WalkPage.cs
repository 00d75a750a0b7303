using System.Text.RegularExpressions;

namespace AgentTracing.IntegrationTests.Packages;

/// <summary>Reads docs/walks.md.</summary>
internal static partial class WalkPage
{
    private static readonly string[] Sections = Section().Split(File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "docs", "walks.md")))[1..];

    /// <summary>The files that several walks use, by name.</summary>
    private static readonly Dictionary<string, string> Shared = FilesOf(Sections[0]).ToDictionary(static file => file.Path, static file => file.Text);

    internal static IReadOnlyList<Walk> Walks { get; } = [.. Sections[1..].Select(Read)];

    internal static Walk Find(string title) => Walks.Single(walk => walk.Title == title);

    private static Walk Read(string section)
    {
        // "With `App/ScriptedClient.cs`" refers to a file of the first section, and to the folder it belongs in.
        var shared = With().Matches(section)
            .SelectMany(static sentence => Name().Matches(sentence.Value))
            .Select(static name => name.Groups[1].Value)
            .Where(static path => Shared.ContainsKey(Path.GetFileName(path)))
            .Select(static path => new WalkFile(path, Shared[Path.GetFileName(path)]));
        return new Walk(
            section[..section.IndexOf('\n', StringComparison.Ordinal)],
            [.. BlocksOf(section, "shell").SelectMany(static block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries))],
            [.. FilesOf(section), .. shared],
            BlocksOf(section, "xml").SingleOrDefault() ?? "",
            BlocksOf(section, "text").Single());
    }

    private static IEnumerable<WalkFile> FilesOf(string section)
        => NamedBlock().Matches(section).Select(static match => new WalkFile(match.Groups[1].Value, match.Groups[2].Value));

    private static IEnumerable<string> BlocksOf(string section, string language)
        => Regex.Matches(section, $"```{language}\n(.*?)```", RegexOptions.Singleline).Select(static match => match.Groups[1].Value);

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"With `.*?`\.(?= |$)", RegexOptions.Multiline)]
    private static partial Regex With();

    [GeneratedRegex(@"`([\w./]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"`([\w./]+)`:\n\n```\w+\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex NamedBlock();
}

/// <summary>A file that the reader of a walk writes.</summary>
internal sealed record WalkFile(string Path, string Text);

/// <summary>One walk: its commands, its files, the additions to the project file, and the printed tree.</summary>
internal sealed record Walk(string Title, IReadOnlyList<string> Commands, IReadOnlyList<WalkFile> Files, string Property, string Tree)
{
    /// <summary>The folder, which is also the project unless a command names another. The namespaces of the page begin with it.</summary>
    internal string Name => Title == "Blazor" ? "Shop" : $"{string.Concat(Title.Split(' ').Select(static word => char.ToUpperInvariant(word[0]) + word[1..]))}Walk";

    internal string LastCommand => Commands[^1];

    /// <summary>Every line that the reader writes, and whether it is there only for tracing (apart from annotations).</summary>
    internal IEnumerable<(string Text, bool IsAdded)> Lines
        => Files.Select(static file => file.Text).Append(Property).SelectMany(static text => text.Split('\n')).Select(static line => (line, line.EndsWith("// added", StringComparison.Ordinal) || line.EndsWith("<!-- added -->", StringComparison.Ordinal)));
}
