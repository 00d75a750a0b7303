using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AgentTracing.IntegrationTests.Packages;

/// <summary>
/// Runs the commands of all walks and builds them together: with one package cache, and in one build that uses every core.
/// </summary>
public sealed class Walks(PackedPackages packages)
{
    private readonly SemaphoreSlim _gate = new(1);
    private string? _root;

    /// <summary>Builds all walks, unless that was done already.</summary>
    /// <returns>The folder of the walk.</returns>
    internal async Task<string> BuildAsync(Walk walk)
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _root ??= await BuildAllAsync();
            return Path.Combine(_root, walk.Name);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<string> BuildAllAsync()
    {
        var root = await packages.CreateNewcomerFolderAsync("Walks");
        await File.WriteAllTextAsync(Path.Combine(root, "Directory.Build.props"), "<Project><PropertyGroup><UseSharedCompilation>false</UseSharedCompilation></PropertyGroup></Project>");
        foreach (var walk in WalkPage.Walks)
            await WriteAsync(walk, Directory.CreateDirectory(Path.Combine(root, walk.Name)).FullName);

        var projects = Directory.GetFiles(root, "*.csproj", SearchOption.AllDirectories).Select(path => new XElement("Project", new XAttribute("Path", Path.GetRelativePath(root, path))));
        await File.WriteAllTextAsync(Path.Combine(root, "Walks.slnx"), new XElement("Solution", projects).ToString());
        var output = await DotNet.RunAsync(root, "build", "Walks.slnx", "-m");
        Assert.DoesNotMatch("warning (AGT|CS)", output);
        return root;
    }

    private async Task WriteAsync(Walk walk, string folder)
    {
        foreach (var command in walk.Commands)
        {
            string[] words = command.Split(' ');
            switch (words)
            {
                case ["dotnet", "new", ..]:
                    await DotNet.RunAsync(folder, [.. words[1..], "--no-restore"]);
                    break;
                case ["dotnet", "add", "package", var package]:
                    Edit(folder, project => AddPackage(project, package));
                    break;
                case ["dotnet", "add", var project, "package", var package]:
                    Edit(Path.Combine(folder, project), document => AddPackage(document, package));
                    break;
                case ["dotnet", "add", var project, "reference", var other]:
                    Edit(Path.Combine(folder, project), document => Add(document, new XElement("ProjectReference", new XAttribute("Include", $"../{other}/{other}.csproj"))));
                    break;
                default:
                    Assert.Matches("dotnet (run|test)|^curl |^func start$", command);
                    break;
            }
        }

        foreach (var file in walk.Files)
            await File.WriteAllTextAsync(Path.Combine(folder, file.Path), file.Text);
        if (walk.Property.Length > 0)
            Edit(folder, project => project.Root!.Element("PropertyGroup")!.Add(XElement.Parse(Regex.Replace(walk.Property, "<!--.*?-->", ""))));
    }

    // Same as dotnet add package, without a restore for each package.
    private void AddPackage(XDocument project, string package)
    {
        project.Descendants("PackageReference").Where(reference => (string?)reference.Attribute("Include") == package).Remove();
        Add(project, new XElement("PackageReference", new XAttribute("Include", package), new XAttribute("Version", packages.VersionOf(package))));
    }

    private static void Add(XDocument project, XElement item) => project.Root!.Add(new XElement("ItemGroup", item));

    private static void Edit(string folder, Action<XDocument> edit)
    {
        var path = Assert.Single(Directory.GetFiles(folder, "*.csproj"));
        var project = XDocument.Load(path);
        edit(project);
        project.Save(path);
    }
}
