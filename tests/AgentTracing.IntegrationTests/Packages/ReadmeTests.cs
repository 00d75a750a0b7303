using System.Text.RegularExpressions;

namespace AgentTracing.IntegrationTests.Packages;

/// <summary>Follows the README's quick start like a new user: in an empty folder, with an empty package cache.</summary>
public sealed partial class ReadmeTests(PackedPackages packages)
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "README.md"));

    [Fact]
    public async Task The_quick_start_prints_the_tree_with_tokens_and_cost()
    {
        var folder = await packages.CreateNewcomerFolderAsync("QuickStart");
        var commands = Block("shell").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, commands.Count(static command => command.StartsWith("dotnet add package ", StringComparison.Ordinal)));
        foreach (var command in commands)
        {
            string[] arguments = command.Split(' ')[1..];
            if (arguments is ["add", "package", var package])
                arguments = [.. arguments, "--version", packages.VersionOf(package)];
            await DotNet.RunAsync(folder, arguments);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Block("csharp"), TestContext.Current.CancellationToken);
        var output = await DotNet.RunAsync(folder, "run");

        Assert.DoesNotContain("warning", output, StringComparison.Ordinal);
        Assert.Contains("It is an operation that took its time.", output, StringComparison.Ordinal);
        var tree = Times().Replace(Block("text"), "");
        Assert.Contains(tree, Times().Replace(output, ""), StringComparison.Ordinal);
        Assert.Matches(@"\nresearcher +gpt-4o-mini +1 +1,240 +61 +0 +\$0\.0002226 ", output);
    }

    [Fact]
    public void README_links_every_page_of_the_docs_and_nothing_that_is_not_there()
    {
        var linked = Links().Matches(Readme).Select(static match => match.Groups[1].Value).Where(static link => !link.StartsWith("http", StringComparison.Ordinal)).ToHashSet();
        var pages = Directory.GetFiles(Path.Combine(RepositoryRoot.Folder, "docs"), "*.md").Select(static page => $"docs/{Path.GetFileName(page)}");

        Assert.Empty(pages.Except(linked));
        Assert.All(linked, static link => Assert.True(Path.Exists(Path.Combine(RepositoryRoot.Folder, link)), link));
    }

    /// <summary>The first code block in a language.</summary>
    private static string Block(string language) => Regex.Match(Readme, $"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    [GeneratedRegex(@" +[\d,]+\.\d ms")]
    private static partial Regex Times();

    [GeneratedRegex(@"\]\(([^)#]+)")]
    private static partial Regex Links();
}
