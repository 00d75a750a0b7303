using System.Text.RegularExpressions;
using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Diagnostics;

/// <summary>A page of docs/rules.</summary>
internal sealed partial record RulePage(string Id, string Text)
{
    public static string Folder { get; } = Path.Combine(TestPaths.Repository, "docs", "rules");

    /// <summary>The ids of all pages.</summary>
    public static IEnumerable<string> Ids
        => Directory.EnumerateFiles(Folder, "AGT*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static RulePage Read(string id) => new(id, File.ReadAllText(Path.Combine(Folder, id + ".md")));

    /// <summary>The first line, without its Markdown mark.</summary>
    public string Heading => Text[..Text.IndexOf('\n', StringComparison.Ordinal)].TrimStart('#', ' ');

    public bool HasSection(string section) => Text.Contains($"\n## {section}\n", StringComparison.Ordinal);

    /// <summary>The code in a section: C# files, or JSON for pricing files.</summary>
    public string[] Code(string section, string language)
    {
        var start = Text.IndexOf($"\n## {section}\n", StringComparison.Ordinal) + 1;
        var end = Text.IndexOf("\n## ", start, StringComparison.Ordinal);
        return [.. Fence().Matches(Text[start..end]).Where(fence => fence.Groups["language"].Value == language).Select(fence => fence.Groups["code"].Value)];
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
