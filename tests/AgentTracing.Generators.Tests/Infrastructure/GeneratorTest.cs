using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>
/// Runs the generator as a build does. Every case asserts: the output compiles without warnings, nothing is reported, an unrelated edit
/// re-runs no output, and the text equals the snapshot.
/// </summary>
internal sealed class GeneratorTest
{
    private static readonly GeneratorDriverOptions Tracking = new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true);

    private GeneratorTest(TestCompilation options, CSharpCompilation output, ImmutableDictionary<string, string> files)
    {
        Options = options;
        Output = output;
        Files = files;
    }

    public TestCompilation Options { get; }

    /// <summary>The user's code and the generated code.</summary>
    public CSharpCompilation Output { get; }

    /// <summary>Generated files by hint name.</summary>
    public ImmutableDictionary<string, string> Files { get; }

    /// <summary>Generates code for <paramref name="source"/>, asserts everything, and compares with the snapshots.</summary>
    public static GeneratorTest Run(
        string source, TestCompilation? options = null, [CallerMemberName] string test = "", [CallerFilePath] string path = "")
    {
        GeneratorTest result = RunWithoutSnapshot([source], options);
        Snapshots.Compare(result.Files, test, path);
        return result;
    }

    /// <summary>
    /// Generates code for <paramref name="sources"/> and asserts everything except the text: for generated sources, and for code that is
    /// only run.
    /// </summary>
    public static GeneratorTest RunWithoutSnapshot(IEnumerable<string> sources, TestCompilation? options = null)
    {
        options ??= new TestCompilation();
        CSharpCompilation compilation = options.Create(sources);
        GeneratorDriver driver = Driver(options).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();

        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        AssertCompiles((CSharpCompilation)output);
        AssertCached(driver, compilation.AddSyntaxTrees(options.Parse("internal static class Unrelated;", "Unrelated.cs")));
        return new GeneratorTest(
            options,
            (CSharpCompilation)output,
            result.GeneratedSources.Where(static file => file.HintName.EndsWith(".g.cs", StringComparison.Ordinal)).ToImmutableDictionary(file => file.HintName, file => file.SourceText.ToString()));
    }

    /// <summary>A driver that tracks the steps it ran.</summary>
    public static GeneratorDriver Driver(TestCompilation options)
        => CSharpGeneratorDriver.Create([PartOfGenerator.Operations], parseOptions: options.ParseOptions, driverOptions: Tracking);

    /// <summary>Emits and loads the code.</summary>
    public TracedProgram Load() => TracedProgram.Load(Output);

    private static void AssertCompiles(CSharpCompilation output)
    {
        using var stream = new MemoryStream();
        IEnumerable<Diagnostic> diagnostics = output.Emit(stream, xmlDocumentationStream: Stream.Null).Diagnostics
            .Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden && !IsMissingCommentOfUser(diagnostic));
        Assert.True(!diagnostics.Any(), Describe(diagnostics));
    }

    /// <summary>Test sources need no doc comments, but generated code must not cause warnings about missing ones.</summary>
    private static bool IsMissingCommentOfUser(Diagnostic diagnostic)
        => diagnostic.Id == "CS1591" && diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == false;

    private static string Describe(IEnumerable<Diagnostic> diagnostics)
        => string.Join("\n", diagnostics.Take(10).Select(static diagnostic => $"{diagnostic}\n    {Line(diagnostic)}"));

    private static string Line(Diagnostic diagnostic)
        => diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim() ?? "";

    private static void AssertCached(GeneratorDriver driver, CSharpCompilation edited)
        => Assert.All(ChangedOutputs(driver.RunGenerators(edited)), static output => Assert.Fail($"An unrelated edit re-ran {output}."));

    /// <summary>The hint names of files that the last run wrote again.</summary>
    public static IEnumerable<string> ChangedOutputs(GeneratorDriver driver)
        => driver.GetRunResult().Results.Single().TrackedOutputSteps
            .SelectMany(static step => step.Value)
            .SelectMany(static step => step.Outputs.Select(output => (step.Inputs, output.Reason)))
            .Where(static output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged))
            .SelectMany(static output => output.Inputs)
            .Select(static input => input.Source.Outputs[input.OutputIndex].Value)
            .Select(static input => input switch
            {
                OperationFile file => file.HintName,
                ReadersFile { Readers.IsEmpty: false } => ReadersFile.HintName,
                _ => null,
            })
            .OfType<string>();
}
