using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

/// <summary>A project file with its sources.</summary>
internal sealed class SourceProject
{
    private static readonly ImmutableArray<(string Name, MetadataReference Reference)> Packages =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(static path => (Name: Path.GetFileNameWithoutExtension(path), Path: path))
            .Where(static file => (!file.Name.StartsWith("AgentTracing", StringComparison.Ordinal) || file.Name == "AgentTracing")
                && !file.Name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && file.Name != "Corpus")
            .Select(static file => (file.Name, (MetadataReference)MetadataReference.CreateFromFile(file.Path))),
    ];

    public static readonly CSharpParseOptions Options = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.Preview)
        .WithFeatures([new("InterceptorsNamespaces", "AgentTracing.Generated")])
        .WithPreprocessorSymbols((string[])["NET", "NETCOREAPP", .. Enumerable.Range(5, 6).SelectMany(static version => new[] { $"NET{version}_0_OR_GREATER" }), "NET10_0"]);

    private readonly Lazy<CSharpCompilation> _compilation;
    private readonly string _path;

    private SourceProject(string path, string root, IReadOnlyList<string> files, IReadOnlyDictionary<string, SourceProject> all)
    {
        _path = path;
        Name = Path.GetRelativePath(Path.GetDirectoryName(root)!, path);
        Files = files;
        File = new ProjectFile(path, root);
        _compilation = new Lazy<CSharpCompilation>(() => Compile(all));
    }

    public string Name { get; }

    public string? ProjectPath => ProjectFile.IsProject(_path) ? _path : null;

    public IReadOnlyList<string> Files { get; }

    /// <summary>The compilation, without generated code.</summary>
    public CSharpCompilation Compilation => _compilation.Value;

    private string AssemblyName => File.AssemblyName ?? Path.GetFileNameWithoutExtension(_path);

    private ProjectFile File { get; }

    /// <summary>
    /// The projects below a folder. A source belongs to the nearest project file above it; a source without one is a project by itself.
    /// </summary>
    public static IEnumerable<SourceProject> Below(string folder)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Dictionary<string, SourceProject> all = new(StringComparer.OrdinalIgnoreCase);
        SourceProject[] projects =
        [
            .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
                .GroupBy(file => ProjectOf(file, folder))
                .OrderBy(static group => group.Key, StringComparer.Ordinal)
                .Select(group => new SourceProject(group.Key, folder, [.. group.Order(StringComparer.Ordinal)], all)),
        ];
        foreach (var project in projects)
            all.TryAdd(Path.GetFileNameWithoutExtension(project._path), project);
        return projects;
    }

    /// <summary>
    /// Compiles the project with the packages of this tool and the referenced projects. A project that has the name of one of these
    /// packages is not compiled.
    /// </summary>
    private CSharpCompilation Compile(IReadOnlyDictionary<string, SourceProject> all)
    {
        HashSet<SourceProject> reached = [];
        Reach(this, all, reached);
        return CSharpCompilation.Create(
            AssemblyName,
            [CSharpSyntaxTree.ParseText(File.Usings, Options, Path.Combine(Path.GetDirectoryName(_path)!, "Usings.g.cs")), .. Files.Select(static file => CSharpSyntaxTree.ParseText(System.IO.File.ReadAllText(file), Options, file))],
            [
                .. Packages.Where(package => File.References(package.Name)).Select(static package => package.Reference),
                .. reached.Where(project => project != this).Select(static project => project.Compilation.ToMetadataReference()),
            ],
            new CSharpCompilationOptions(File.Output, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
    }

    private static void Reach(SourceProject project, IReadOnlyDictionary<string, SourceProject> all, HashSet<SourceProject> reached)
    {
        if (!reached.Add(project))
            return;

        foreach (var name in project.File.Projects)
        {
            if (all.TryGetValue(name, out var other) && Packages.All(package => !package.Name.Equals(other.AssemblyName, StringComparison.OrdinalIgnoreCase)))
                Reach(other, all, reached);
        }
    }

    private static string ProjectOf(string file, string root)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null && folder.Length >= root.Length; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.EnumerateFiles(folder, "*.csproj").FirstOrDefault() is { } project)
                return project;
        }

        return file;
    }
}
