using System.Text.Json;
using AgentTracing.Generators;
using AgentTracing.Eng;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

[assembly: AssemblyFixture(typeof(AgentTracing.MatrixTests.Matrix))]

namespace AgentTracing.MatrixTests;

/// <summary>Writes the projects, builds them together, and runs each.</summary>
public sealed class Matrix : IAsyncLifetime
{
    private static readonly string Assemblies = Path.GetDirectoryName(typeof(AgentTracingGenerator).Assembly.Location)!;

    private readonly string _root = Directory.CreateTempSubdirectory("agenttracing-matrix-").FullName;
    private readonly Dictionary<string, CallForms> _forms = [];
    private (int ExitCode, string Output) _build;

    private static string Sources => Path.Combine(RepositoryRoot.Folder, "tests", "AgentTracing.MatrixTests", "Forms");

    public async ValueTask InitializeAsync()
    {
        // The compiler server keeps assemblies loaded, so the generator is copied to a new path for each run.
        var ours = Directory.CreateDirectory(Path.Combine(_root, "assemblies")).FullName;
        foreach (var assembly in new[] { "AgentTracing.dll", "AgentTracing.Prices.dll", "AgentTracing.Generators.dll", "LoopbackLlm.dll" })
            File.Copy(Path.Combine(Assemblies, assembly), Path.Combine(ours, assembly));

        foreach (var project in MatrixProject.All)
        {
            var folder = Directory.CreateDirectory(FolderOf(project)).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, $"{project.Name}.csproj"), project.File(Path.Combine(RepositoryRoot.Folder, "src", "AgentTracing.Generators", "buildTransitive"), ours));
        }

        // A project that references the others builds faster than a solution.
        await File.WriteAllTextAsync(Path.Combine(_root, "all.proj"), """
            <Project>
              <ItemGroup><App Include="*/*.csproj" /></ItemGroup>
              <Target Name="Restore"><MSBuild Projects="@(App)" Targets="Restore" BuildInParallel="true" /></Target>
              <Target Name="Build"><MSBuild Projects="@(App)" Targets="Build" BuildInParallel="true" /></Target>
            </Project>
            """);
        await DotNet.RunAsync(_root, "msbuild", "all.proj", "-t:Restore", "-nologo", "-v:q", "-m");
        foreach (var project in MatrixProject.All)
            _forms.Add(project.Name, await WriteAsync(project));

        _build = await DotNet.TryRunAsync(_root, "msbuild", "all.proj", "-t:Build", "-nologo", "-v:q", "-m", "-clp:NoSummary");
    }

    internal CallForms FormsOf(string project) => _forms[project];

    /// <summary>Runs the program of a project.</summary>
    internal async Task<IReadOnlyList<CallResult>> RunAsync(string project)
    {
        Assert.True(_build.ExitCode == 0, _build.Output);
        var (exitCode, output) = await DotNet.TryRunAsync(_root, "exec", Path.Combine(_root, project, "bin", "Debug", "net10.0", "App.dll"));
        Assert.True(exitCode == 0, output);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => line.StartsWith('{')).Select(static line => JsonSerializer.Deserialize<CallResult>(line)!)];
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string FolderOf(MatrixProject project) => Path.Combine(_root, project.Name);

    private async Task<CallForms> WriteAsync(MatrixProject project)
    {
        var folder = FolderOf(project);
        string[] files = [Path.Combine(Sources, "Program.cs"), Path.Combine(Sources, "Values.cs"), .. project.Values.Split(' ').Select(static name => Path.Combine(Sources, "Values", name + ".cs"))];
        foreach (var file in files)
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));

        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            project.Name,
            [.. files.Skip(1).Prepend("").Select(file => CSharpSyntaxTree.ParseText(file.Length == 0 ? ImplicitUsings.File(ImplicitUsings.OfAll) : File.ReadAllText(file), options, file))],
            [.. Basic.Reference.Assemblies.Net100.References.All, .. References(folder)],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        var forms = CallForms.Of(compilation, project.Without);
        await File.WriteAllTextAsync(Path.Combine(folder, "Calls.cs"), forms.Source);
        return forms;
    }

    /// <summary>The references of the project: assemblies of its restored packages, and ours.</summary>
    private static IEnumerable<MetadataReference> References(string folder)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "obj", "project.assets.json")));
        var caches = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(static cache => cache.Name).ToList();
        var libraries = assets.RootElement.GetProperty("libraries");
        foreach (var library in assets.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject())
        {
            if (!library.Value.TryGetProperty("compile", out var compile))
                continue;

            foreach (var file in compile.EnumerateObject().Where(static file => file.Name.EndsWith(".dll", StringComparison.Ordinal)))
                yield return MetadataReference.CreateFromFile(caches.Select(cache => Path.Combine(cache, libraries.GetProperty(library.Name).GetProperty("path").GetString()!, file.Name)).First(File.Exists));
        }

        yield return MetadataReference.CreateFromFile(Path.Combine(Assemblies, "AgentTracing.dll"));
        yield return MetadataReference.CreateFromFile(Path.Combine(Assemblies, "LoopbackLlm.dll"));
    }
}
