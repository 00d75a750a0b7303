using System.Reflection;
using System.Xml.Linq;

[assembly: AssemblyFixture(typeof(AgentTracing.IntegrationTests.Packages.PackedPackages))]

namespace AgentTracing.IntegrationTests.Packages;

/// <summary>Packs the packages once, under a unique version, and creates projects outside the repository that use them.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private static readonly string[] Projects = ["AgentTracing", "AgentTracing.Prices", "AgentTracing.Generators", "AgentTracing.Backends", "AgentTracing.Console", "AgentTracing.Hosting"];
    private readonly string _root = Directory.CreateTempSubdirectory("agenttracing-").FullName;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly System.Collections.Concurrent.ConcurrentBag<string> _laterPrices = [];
    private bool _packed;

    /// <summary>A unique version, so that no cache contains older packages of this version.</summary>
    public string Version { get; } = $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}";

    public string Feed => Path.Combine(_root, "feed");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Creates a project that references only the package and the given items.</summary>
    internal async Task<string> CreateProjectAsync(
        string name, string program, string properties = "", string items = "", string package = "AgentTracing", string sdk = "Microsoft.NET.Sdk")
    {
        await PackAsync();
        var folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.csproj"), UserProject.File(
            $"""
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <WarningsNotAsErrors>AGT3006</WarningsNotAsErrors><!-- A model is retired by the calendar. -->
            <UseSharedCompilation>false</UseSharedCompilation>
            <NoWarn>$(NoWarn);AGT2007</NoWarn><!-- Most of these programs register nothing, on purpose. -->
            {properties}
            """,
            $"""
            <ItemGroup>
              <PackageReference Include="{package}" Version="{Version}" />
              {items}
            </ItemGroup>
            """,
            sdk));
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), program);
        return folder;
    }

    /// <summary>Creates a folder whose projects use the packed packages, with a package cache that is initially empty.</summary>
    internal async Task<string> CreateNewcomerFolderAsync(string name)
    {
        await PackAsync();
        var folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(_root, "cache")}" />
              </config>
              <packageSources>
                <add key="packed" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
        return folder;
    }

    /// <summary>The version of a package in a new project: the packed one for ours, the tested one for others.</summary>
    internal string VersionOf(string package)
        => Projects.Contains(package)
            ? Version
            : XDocument.Load(Path.Combine(RepositoryRoot.Folder, "Directory.Packages.props")).Descendants("PackageVersion")
                .Single(version => (string?)version.Attribute("Include") == package).Attribute("Version")!.Value;

    internal async Task PackAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_packed)
                return;

            foreach (var project in Projects)
            {
                await DotNet.RunAsync(
                    RepositoryRoot.Folder, "pack", $"src/{project}", "--output", Feed, "--nologo", $"-p:Version={Version}", "-p:UseSharedCompilation=false",
                    $"-p:ArtifactsPath={Path.Combine(_root, "artifacts")}", "-p:UseArtifactsOutput=true");
            }

            _packed = true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Packs a newer version of the price package, with another catalogue, as a release does.</summary>
    internal async Task PackPricesAsync(string catalogue, string version)
    {
        await PackAsync();
        _laterPrices.Add(version);
        var folder = Directory.CreateDirectory(Path.Combine(_root, $"prices-{version}")).FullName;
        var file = Path.Combine(folder, "llm-pricing.catalogue.json");
        await File.WriteAllTextAsync(file, catalogue);
        await DotNet.RunAsync(
            RepositoryRoot.Folder, "pack", "src/AgentTracing.Prices", "--output", Feed, "--nologo", $"-p:Version={version}", $"-p:CatalogueFile={file}", "-p:UseSharedCompilation=false",
            $"-p:ArtifactsPath={Path.Combine(folder, "artifacts")}", "-p:UseArtifactsOutput=true");
    }

    public ValueTask DisposeAsync()
    {
        _gate.Dispose();
        Directory.Delete(_root, recursive: true);
        var packed = Projects.Select(project => (Package: project, Version)).Concat(_laterPrices.Select(static version => ("AgentTracing.Prices", version)));
        foreach (var (package, version) in packed)
        {
            var cached = Path.Combine(PackageCache, package.ToLowerInvariant(), version);
            if (Directory.Exists(cached))
                Directory.Delete(cached, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private static string PackageCache => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
