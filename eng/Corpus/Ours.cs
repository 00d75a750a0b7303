using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AgentTracing.Generators;
using AgentTracing.Generators.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

/// <summary>The generator, the analyzers and the code fixes.</summary>
internal static class Ours
{
    public static ImmutableArray<AgentTracingCodeFix> Fixes { get; } = All<AgentTracingCodeFix>();

    private static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = All<DiagnosticAnalyzer>(typeof(AgentTracingGenerator));

    public static (CSharpCompilation Output, GeneratorRunResult Run) Generate(CSharpCompilation compilation, bool intercepts)
    {
        var run = CSharpGeneratorDriver.Create([new AgentTracingGenerator().AsSourceGenerator()], optionsProvider: new Config(intercepts), parseOptions: SourceProject.Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _)
            .GetRunResult().Results.Single();
        return ((CSharpCompilation)output, run);
    }

    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation output, bool intercepts, string? projectFile, Action<string> fail)
    {
        // AgentTracing.Generators.targets passes the project file to the analyzers only while interception is off.
        ImmutableArray<AdditionalText> files = projectFile is null || intercepts ? [] : [new OnDisk(projectFile)];
        return await output
            .WithAnalyzers(
                Analyzers,
                new CompilationWithAnalyzersOptions(
                    new AnalyzerOptions(files, new Config(intercepts)), (failure, analyzer, _) => fail($"{analyzer.GetType().Name} throws {failure}"), concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync();
    }

    private static ImmutableArray<T> All<T>(Type? inAssemblyOf = null)
        => [.. (inAssemblyOf ?? typeof(T)).Assembly.GetTypes().Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(T))).Select(static type => (T)Activator.CreateInstance(type)!)];

    private sealed class OnDisk(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(File.ReadAllText(path));
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
            value = key is "build_property.AgentTracingInterceptLlmCalls" or "build_property.AgentTracingInterceptionSummary" && intercepts ? "true" : null;
            return value is not null;
        }
    }
}
