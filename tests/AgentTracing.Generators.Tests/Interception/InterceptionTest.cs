using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Interception;

/// <summary>
/// Runs both generators on code that calls the real SDKs. Every case asserts: the output compiles without warnings, nothing is reported,
/// and an unrelated edit re-runs no output.
/// </summary>
internal sealed class InterceptionTest
{
    private const string Usings = """
        global using System.Linq;
        global using Microsoft.Extensions.AI;

        """;

    private const string UsingsWithoutAI = "global using System.Linq;";

    private static readonly GeneratorDriverOptions Tracking = new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true);

    private InterceptionTest(CSharpCompilation output, ImmutableArray<GeneratedSourceResult> files)
    {
        Output = output;
        Files = files.ToImmutableDictionary(static file => file.HintName, static file => file.SourceText.ToString());
    }

    /// <summary>Options with every SDK of the tests, and with interception.</summary>
    public static TestCompilation Options { get; } = new()
    {
        Intercepts = true,
        References =
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(static path => Path.GetDirectoryName(path) == AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))
                .Where(static path => !Path.GetFileName(path).StartsWith("AgentTracing", StringComparison.Ordinal))
                .Select(static path => MetadataReference.CreateFromFile(path)),
        ],
    };

    /// <summary>The user's code and the generated code.</summary>
    public CSharpCompilation Output { get; }

    /// <summary>Files of interceptors by hint name.</summary>
    public ImmutableDictionary<string, string> Files { get; }

    /// <summary>The intercepted calls, as named in the generated comments.</summary>
    public IEnumerable<string> Intercepted
        => Files.OrderBy(static file => file.Key, StringComparer.Ordinal)
            .SelectMany(static file => file.Value.Split('\n'))
            .Select(static line => line.Split("// intercepts "))
            .Where(static line => line.Length == 2)
            .Select(static line => line[1]);

    /// <summary>The build summary, without comment marks; empty if the project does not enable it.</summary>
    public IEnumerable<string> Summary { get; private init; } = [];

    /// <summary>Generates code for <paramref name="sources"/>, and asserts what holds for every case.</summary>
    public static InterceptionTest Run(params string[] sources) => Run(Create(sources));

    /// <summary>Generates code for a compilation with build properties, and asserts what holds for every case.</summary>
    public static InterceptionTest Run(CSharpCompilation compilation, params (string Name, string Value)[] properties)
    {
        var options = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        var driver = Driver(options, properties).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        Assert.All(driver.GetRunResult().Results, static result =>
        {
            Assert.Null(result.Exception);
            Assert.Empty(result.Diagnostics);
        });
        AssertCompiles((CSharpCompilation)output);
        Assert.Empty(ChangedOutputs(driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("internal static class Unrelated;", options, "Unrelated.cs")))));
        var files = driver.GetRunResult().Results[0].GeneratedSources;
        return new InterceptionTest((CSharpCompilation)output, [.. files.Where(static file => IsOfCalls(file.HintName))])
        {
            Summary = files.Where(static file => file.HintName == InterceptionSummary.HintName)
                .SelectMany(static file => file.SourceText.Lines)
                .Select(static line => line.ToString())
                .Where(static line => line.StartsWith("// AgentTracing: ", StringComparison.Ordinal))
                .Select(static line => line["// ".Length..])
                .ToList(),
        };
    }

    /// <summary>Same as <see cref="Run"/>, and compares with the snapshots.</summary>
    /// <param name="source">The code.</param>
    /// <param name="sdk">The only SDK assembly of the project, with its dependencies; null for all SDKs.</param>
    /// <param name="test">Name of the test.</param>
    /// <param name="path">Its file.</param>
    public static InterceptionTest Verify(string source, string? sdk = null, [CallerMemberName] string test = "", [CallerFilePath] string path = "")
    {
        var result = Run(sdk is null ? Create(source) : CreateAlone(source, sdk));
        Snapshots.Compare(result.Files, test, path);
        return result;
    }

    /// <summary>Asserts that no call in <paramref name="source"/> is intercepted.</summary>
    public static void LeavesAlone(string source) => Assert.Empty(Run(source).Intercepted);

    public static CSharpCompilation Create(params string[] sources) => Options.Create([.. sources, Usings]);

    /// <summary>A project that references only these SDK assemblies and their dependencies.</summary>
    public static CSharpCompilation CreateAlone(string source, params IEnumerable<string> sdks)
    {
        var references = SdkReferences.Of(sdks);
        var hasAI = references.Any(static reference => Path.GetFileName(reference.Display) == "Microsoft.Extensions.AI.Abstractions.dll");
        return (Options with { References = references }).Create(source, hasAI ? Usings : UsingsWithoutAI);
    }

    /// <summary>
    /// A driver that tracks the steps it ran. Interception is its first generator, and is enabled unless the properties disable it.
    /// </summary>
    public static GeneratorDriver Driver(params (string Name, string Value)[] properties) => Driver(Options.ParseOptions, properties);

    private static GeneratorDriver Driver(CSharpParseOptions options, (string Name, string Value)[] properties)
        => CSharpGeneratorDriver.Create(
            [PartOfGenerator.Calls],
            parseOptions: options,
            optionsProvider: TestConfigOptions.Of([("AgentTracingInterceptLlmCalls", "true"), .. properties]),
            driverOptions: Tracking);

    /// <summary>The hint names of files that the last run wrote again.</summary>
    public static IEnumerable<string> ChangedOutputs(GeneratorDriver driver)
        => driver.GetRunResult().Results[0].TrackedOutputSteps
            .SelectMany(static step => step.Value)
            .SelectMany(static step => step.Outputs.Select(output => (step.Inputs, output.Reason)))
            .Where(static output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Removed))
            .SelectMany(static output => output.Inputs)
            .Select(static input => input.Source.Outputs[input.OutputIndex].Value)
            .Select(static input => input switch
            {
                InterceptionFile file => file.HintName,
                ReadersFile { Readers.IsEmpty: false } => ReadersFile.InterceptedHintName,
                _ => null,
            })
            .OfType<string>();

    /// <summary>Whether a file contains interceptors, or code that only interceptors call.</summary>
    private static bool IsOfCalls(string hintName) => hintName.EndsWith(".Interceptors.g.cs", StringComparison.Ordinal) || hintName == ReadersFile.InterceptedHintName;

    /// <summary>Emits and loads the code.</summary>
    public TracedProgram Load() => TracedProgram.Load(Output);

    private static void AssertCompiles(CSharpCompilation output)
    {
        using var stream = new MemoryStream();
        var problems = output.Emit(stream, xmlDocumentationStream: Stream.Null).Diagnostics
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591");
        Assert.Empty(problems.Take(5).Select(static problem => problem.ToString()));
    }
}
