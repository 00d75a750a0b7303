using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Interception;

/// <summary>
/// Runs both generators over code that calls the real SDKs. What holds for every case is asserted for every case: the output compiles
/// without a warning, nothing is reported, and an unrelated edit re-runs no output.
/// </summary>
internal sealed class InterceptionTest
{
    private const string Usings = """
        global using System.Linq;
        global using Microsoft.Extensions.AI;

        """;

    private static readonly GeneratorDriverOptions Tracking = new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true);

    private InterceptionTest(CSharpCompilation output, ImmutableArray<GeneratedSourceResult> files)
    {
        Output = output;
        Files = files.ToImmutableDictionary(static file => file.HintName, static file => file.SourceText.ToString());
    }

    /// <summary>Every SDK beside the tests, interception on.</summary>
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

    /// <summary>The user's code and ours.</summary>
    public CSharpCompilation Output { get; }

    /// <summary>Files of interceptors by their hint names.</summary>
    public ImmutableDictionary<string, string> Files { get; }

    /// <summary>The calls that are intercepted, as the generated comments name them.</summary>
    public IEnumerable<string> Intercepted
        => Files.OrderBy(static file => file.Key, StringComparer.Ordinal)
            .SelectMany(static file => file.Value.Split('\n'))
            .Select(static line => line.Trim())
            .Where(static line => line.StartsWith("// intercepts ", StringComparison.Ordinal))
            .Select(static line => line["// intercepts ".Length..]);

    /// <summary>Generates for <paramref name="sources"/> and asserts what always holds.</summary>
    public static InterceptionTest Run(params string[] sources)
    {
        var compilation = Create(sources);
        var driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        Assert.All(driver.GetRunResult().Results, static result =>
        {
            Assert.Null(result.Exception);
            Assert.Empty(result.Diagnostics);
        });
        AssertCompiles((CSharpCompilation)output);
        Assert.Empty(ChangedOutputs(driver.RunGenerators(compilation.AddSyntaxTrees(Options.Parse("internal static class Unrelated;", "Unrelated.cs")))));
        return new InterceptionTest((CSharpCompilation)output, driver.GetRunResult().Results[0].GeneratedSources);
    }

    /// <summary>As <see cref="Run"/>, and compares with the snapshots.</summary>
    public static InterceptionTest Verify(string source, [CallerMemberName] string test = "", [CallerFilePath] string path = "")
    {
        var result = Run(source);
        Snapshots.Compare(result.Files, test, path);
        return result;
    }

    /// <summary>Asserts that no call in <paramref name="source"/> is intercepted.</summary>
    public static void LeavesAlone(string source) => Assert.Empty(Run(source).Intercepted);

    public static CSharpCompilation Create(params string[] sources) => Options.Create([.. sources, Usings]);

    /// <summary>A driver that tells which steps it ran; interception first.</summary>
    public static GeneratorDriver Driver(string property = "true")
        => CSharpGeneratorDriver.Create(
            [new InterceptionGenerator().AsSourceGenerator(), new OperationsGenerator().AsSourceGenerator()],
            parseOptions: Options.ParseOptions,
            optionsProvider: new TestConfigOptions(new() { ["build_property.AgentTracingInterceptLlmCalls"] = property }),
            driverOptions: Tracking);

    /// <summary>Hint names of the files that the last run wrote again.</summary>
    public static IEnumerable<string> ChangedOutputs(GeneratorDriver driver)
        => driver.GetRunResult().Results[0].TrackedOutputSteps
            .SelectMany(static step => step.Value)
            .SelectMany(static step => step.Outputs.Select(output => (step.Inputs, output.Reason)))
            .Where(static output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Removed))
            .SelectMany(static output => output.Inputs)
            .Select(static input => input.Source.Outputs[input.OutputIndex].Value)
            .OfType<InterceptionFile>()
            .Select(static file => file.HintName);

    /// <summary>Emits the code and loads it.</summary>
    public TracedProgram Load() => TracedProgram.Load(Output);

    private static void AssertCompiles(CSharpCompilation output)
    {
        using var stream = new MemoryStream();
        var problems = output.Emit(stream, xmlDocumentationStream: Stream.Null).Diagnostics
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591");
        Assert.Empty(problems.Take(5).Select(static problem => problem.ToString()));
    }
}
