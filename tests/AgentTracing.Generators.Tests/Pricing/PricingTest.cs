using System.Collections.Immutable;
using System.Text;
using AgentTracing.Generators.Pricing;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AgentTracing.Generators.Tests.Pricing;

/// <summary>
/// Runs the pricing generator as a build does: its output compiles without warnings, nothing is reported, and an unrelated edit re-runs no
/// output.
/// </summary>
internal sealed record PricingTest(CSharpCompilation Output, ImmutableDictionary<string, string> Files)
{
    private static readonly GeneratorDriverOptions Tracking = new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true);

    /// <summary>A program that returns the price of a million tokens of a model in dollars, or the reason why there is none.</summary>
    public static string AskFor(string provider, string model) => $$"""
        public static class Program
        {
            public static object? Run()
                => PriceBook.Default.TryGetCost("{{provider}}", "{{model}}", new TokenUsage { Input = 1_000_000 }, out var cost) ? cost.Usd : cost.Status.ToString();
        }
        """;

    /// <summary>A pricing file with one provider and its models, by id and input price.</summary>
    public static string Prices(string provider, params (string Id, string Input)[] models) => $$"""
        {"schemaVersion": 1, "asOf": "2026-08-22", "currency": "USD", "unit": "per-1M-tokens", "providers": {"{{provider}}": {"usage": "inclusive"} },
         "models": [{{string.Join(", ", models.Select(model => Model(provider, model.Id, model.Input)))}}]}
        """;

    public static CSharpCompilation Compile(string source, string assembly, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, params MetadataReference[] references)
    {
        CSharpCompilation compilation = new TestCompilation().Create([source]);
        return compilation.WithAssemblyName(assembly).WithOptions(compilation.Options.WithOutputKind(kind)).AddReferences(references);
    }

    public static PricingTest Run(CSharpCompilation compilation, params (string Path, string Text)[] files)
    {
        GeneratorDriver driver = Driver(compilation, files).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        Assert.Empty(diagnostics);

        using var stream = new MemoryStream();
        var reported = output.Emit(stream).Diagnostics.Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden);
        Assert.DoesNotContain(reported, diagnostic => diagnostic.Id != "CS1591");
        Assert.Empty(ChangedOutputs(driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;", (CSharpParseOptions)compilation.SyntaxTrees[0].Options)))));
        return new PricingTest((CSharpCompilation)output, result.GeneratedSources.ToImmutableDictionary(file => file.HintName, file => file.SourceText.ToString()));
    }

    public static GeneratorDriver Driver(CSharpCompilation compilation, params (string Path, string Text)[] files) => CSharpGeneratorDriver.Create(
        [new PricingGenerator().AsSourceGenerator()],
        files.Select(file => new PricingText(file.Path, file.Text)),
        (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
        driverOptions: Tracking);

    /// <summary>The reasons why outputs of the last run were written.</summary>
    public static IEnumerable<IncrementalStepRunReason> ChangedOutputs(GeneratorDriver driver) => driver.GetRunResult().Results.Single().TrackedOutputSteps
        .SelectMany(step => step.Value)
        .SelectMany(step => step.Outputs)
        .Select(output => output.Reason)
        .Where(reason => reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));

    /// <summary>Emits the assembly, so that others can reference it and load it.</summary>
    public MetadataReference ToReference(out byte[] image)
    {
        using var stream = new MemoryStream();
        Assert.True(Output.Emit(stream).Success);
        image = stream.ToArray();
        return MetadataReference.CreateFromImage(image);
    }

    private static string Model(string provider, string id, string input) =>
        $$$"""{"provider": "{{{provider}}}", "id": "{{{id}}}", "prices": [{"rates": {"input": "{{{input}}}", "output": "9"}}]}""";
}

/// <summary>An additional file in memory.</summary>
internal sealed class PricingText(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
}
