using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AgentTracing.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

// Runs the generator and every analyzer over the C# projects below the folders that are given, as far as they compile with the packages that Corpus.csproj names,
// with interception and without. Ends with 1 where one of ours throws, or what is generated does not parse or bind.
if (args.Length == 0)
{
    Console.Error.WriteLine("usage: dotnet run --project eng/Corpus -- folder...");
    return 2;
}

var failures = 0;
var counts = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
var times = new List<(TimeSpan Time, string Project)>();
int files = 0, generated = 0;
foreach (var project in args.SelectMany(SourceProject.Below))
{
    foreach (var intercepts in new[] { false, true })
    {
        var watch = Stopwatch.StartNew();
        var result = await project.RunAsync(intercepts);
        times.Add((watch.Elapsed, $"{project.Name} ({project.Files.Count} files)"));
        foreach (var failure in result.Failures)
        {
            failures++;
            Console.WriteLine($"{project.Name}: {failure}");
        }

        foreach (var id in result.Reported)
            counts.AddOrUpdate(id, 1, static (_, count) => count + 1);
        generated += result.Generated;
    }

    files += project.Files.Count;
}

Console.WriteLine($"{times.Count / 2} projects, {files} files, {generated} generated files, {failures} failures");
Console.WriteLine(string.Join(", ", counts.OrderBy(static count => count.Key, StringComparer.Ordinal).Select(static count => $"{count.Key} {count.Value}")));
foreach (var (time, name) in times.OrderDescending().Take(5))
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s {name}"));
return failures == 0 ? 0 : 1;

/// <summary>A project file, and the sources that belong to it.</summary>
internal sealed class SourceProject(string name, IReadOnlyList<string> files)
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var file
                && (!file.StartsWith("AgentTracing", StringComparison.Ordinal) || file == "AgentTracing.dll")
                && !file.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && file != "Corpus.dll")
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(AgentTracingGenerator).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public string Name => name;

    public IReadOnlyList<string> Files => files;

    /// <summary>The projects below a folder. A source belongs to the nearest project above it; those of no project are one by themselves.</summary>
    public static IEnumerable<SourceProject> Below(string folder)
        => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
            .GroupBy(file => ProjectOf(file, folder))
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(group => new SourceProject(Path.GetRelativePath(folder, group.Key), [.. group.Order(StringComparer.Ordinal)]));

    public async Task<(IReadOnlyList<string> Failures, IReadOnlyList<string> Reported, int Generated)> RunAsync(bool intercepts)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview).WithFeatures([new("InterceptorsNamespaces", "AgentTracing.Generated")]);
        var compilation = CSharpCompilation.Create(
            "Corpus",
            [CSharpSyntaxTree.ParseText(Usings, options, "Usings.cs"), .. files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        var config = new Config(intercepts);
        List<string> failures = [];
        var run = CSharpGeneratorDriver.Create([new AgentTracingGenerator().AsSourceGenerator()], optionsProvider: config, parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _)
            .GetRunResult().Results.Single();
        if (run.Exception is { } exception)
            failures.Add($"the generator throws {exception}");

        foreach (var source in run.GeneratedSources)
        {
            // What the project's own errors bring about is not ours.
            failures.AddRange(output.GetSemanticModel(source.SyntaxTree).GetDiagnostics()
                .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Take(2)
                .Select(diagnostic => $"{source.HintName}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}: {diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}"));
        }

        var reported = await output.WithAnalyzers(
            Analyzers,
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([], config), (failure, analyzer, _) => failures.Add($"{analyzer.GetType().Name} throws {failure}"), concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync();
        return (failures, [.. reported.Select(static diagnostic => diagnostic.Id)], run.GeneratedSources.Length);
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

    private sealed class Config(bool intercepts) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(intercepts);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Options(bool intercepts) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.AgentTracingInterceptLlmCalls" && intercepts ? "true" : null;
            return value is not null;
        }
    }
}
