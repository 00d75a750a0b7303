using System.Text.RegularExpressions;
using AgentTracing.IntegrationTests.Packages;

namespace AgentTracing.IntegrationTests.Docs;

/// <summary>Every link to a file of the repository, relative or by URL, has a target that exists.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages =>
    [
        .. Directory.GetFiles(RepositoryRoot.Folder, "*.md")
            .Concat(((string[])["docs", "samples", "src"]).SelectMany(static folder => Directory.GetFiles(Path.Combine(RepositoryRoot.Folder, folder), "*.md", SearchOption.AllDirectories)))
            .Select(static page => Path.GetRelativePath(RepositoryRoot.Folder, page).Replace('\\', '/'))
            .Where(static page => !page.Split('/').Intersect(["bin", "obj", "node_modules"]).Any())
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Its_links_lead_to_something(string page)
    {
        var text = Fence().Replace(Read(page), "");
        foreach (var link in Link().Matches(text).Select(static match => match.Groups[1].Value).Where(static link => IsOurs(link)))
        {
            string[] parts = Ours().Replace(link, "").Split('#');
            var folder = Ours().IsMatch(link) ? "" : Path.GetDirectoryName(page)!;
            var target = parts[0].Length == 0 ? page : Path.Combine(folder, parts[0]);
            Assert.True(Path.Exists(Path.Combine(RepositoryRoot.Folder, target)), $"{page}: {link}");
            if (parts.Length > 1)
                Assert.True(Heading().Matches(Read(target)).Any(heading => Anchor(heading.Groups[1].Value) == parts[1]), $"{page}: {link} has no such heading");
        }
    }

    private static bool IsOurs(string link) => !link.Contains("://", StringComparison.Ordinal) || Ours().IsMatch(link);

    private static string Read(string page) => File.ReadAllText(Path.Combine(RepositoryRoot.Folder, page));

    /// <summary>The anchor that GitHub creates for a heading.</summary>
    private static string Anchor(string heading) => NoAnchor().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^https://github.com/agenttracing/agenttracing/(blob|tree)/main/")]
    private static partial Regex Ours();

    [GeneratedRegex("^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
