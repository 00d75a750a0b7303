using System.Collections.Immutable;
using AgentTracing.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>
/// Runs all analyzers on the code with the generator's output, as a build does, so that every case also shows that no other rule reports
/// anything.
/// </summary>
internal static class AnalyzerTest
{
    /// <summary>All analyzers of the assembly.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(AgentTracingAnalyzer).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>
    /// Asserts that exactly the diagnostics marked in <paramref name="marked"/> are reported, each at the marked position.
    /// </summary>
    /// <returns>The diagnostics in source order.</returns>
    public static async Task<ImmutableArray<Diagnostic>> Run(string marked, TestCompilation? options = null, string? editorConfig = null, bool intercepts = false, string? switchedOff = null)
    {
        var source = MarkedSource.Parse(marked);
        options ??= new TestCompilation();
        var diagnostics = await Analyze(options.Create(source.Text), options, editorConfig, intercepts, switchedOff);

        Assert.Equal(source.Expected, diagnostics.Select(static diagnostic => $"{diagnostic.Id} {TextOf(diagnostic)}"));
        return diagnostics;
    }

    /// <summary>The compilation with the generated code.</summary>
    public static Compilation Generate(CSharpCompilation compilation, TestCompilation options)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new AgentTracingGenerator().AsSourceGenerator()], parseOptions: options.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        Assert.All(driver.GetRunResult().Results, static result => Assert.Null(result.Exception));
        return output;
    }

    /// <summary>Runs generator and analyzers, and asserts that neither throws.</summary>
    /// <returns>The diagnostics that are not suppressed, in source order.</returns>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(
        CSharpCompilation compilation,
        TestCompilation options,
        string? editorConfig = null,
        bool intercepts = false,
        string? switchedOff = null,
        params ImmutableArray<AdditionalText> additionalFiles)
    {
        var output = Generate(compilation, options);
        var config = new TestEditorConfig(editorConfig ?? "");
        output = output.WithOptions(output.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default).WithSyntaxTreeOptionsProvider(config));
        var properties = TestConfigOptions.Of([("AgentTracingInterceptLlmCalls", intercepts ? "true" : ""), ("AgentTracingIntercept" + switchedOff, "false")], config);
        List<Exception> failures = [];
        var analysis = output.WithAnalyzers(
            Analyzers,
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions(additionalFiles.IsEmpty ? [MadeUpModels.File] : additionalFiles, properties), (failure, _, _) => failures.Add(failure), concurrentAnalysis: true, logAnalyzerExecutionTime: false));

        var diagnostics = await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(failures);
        return
        [
            .. diagnostics
                .Where(static diagnostic => !diagnostic.IsSuppressed)
                .OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static diagnostic => diagnostic.Location.SourceSpan)
                .ThenBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Asserts that no analyzer throws.</summary>
    public static async Task AssertSafe(CSharpCompilation compilation)
    {
        List<Exception> failures = [];
        var analysis = compilation.WithAnalyzers(
            Analyzers,
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([MadeUpModels.File]), (failure, _, _) => failures.Add(failure), concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(failures);
    }

    private static string TextOf(Diagnostic diagnostic)
        => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
