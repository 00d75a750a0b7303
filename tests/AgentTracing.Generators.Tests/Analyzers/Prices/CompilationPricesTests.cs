using System.Collections.Immutable;
using AgentTracing.Generators.Analyzers;
using AgentTracing.Generators.Analyzers.Prices;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Tests.Pricing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Tests.Analyzers.Prices;

/// <summary>Facts about a compilation are computed once for all analyzers.</summary>
public sealed class CompilationPricesTests
{
    [Fact]
    public async Task The_prices_of_a_compilation_are_resolved_once()
    {
        var compilation = PriceAnalysis.Options.Create("""
            using OpenAI.Chat;

            public static class Program
            {
                public static ChatClient First() => new("gpt-4o", "key");

                public static ChatClient Second() => new("gpt-4o-super", "key");
            }
            """);
        ImmutableArray<DiagnosticAnalyzer> analyzers =
            [.. typeof(AgentTracingAnalyzer).Assembly.GetTypes()
                .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(AgentTracingAnalyzer)))
                .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
        var files = ImmutableArray.Create<AdditionalText>(new PricingText("/project/llm-pricing.json", PriceAnalysis.File(PriceAnalysis.Entry("gpt-4o-super"))));
        var probe = new Probe();
        await compilation.WithAnalyzers(analyzers.Add(probe), new AnalyzerOptions(files)).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        var prices = Assert.Single(CompilationPrices.AllOf(probe.Compilation!));
        Assert.Same(prices, CompilationPrices.Of(probe.Compilation!, files));
        Assert.True(prices.IsResolved);
    }

    [Fact]
    public void A_fact_is_found_once_a_compilation()
    {
        var times = 0;
        var fact = new CompilationFact<int>(_ => Interlocked.Increment(ref times));
        var compilation = PriceAnalysis.Options.Create("");
        Parallel.For(0, 100, _ => fact.Of(compilation));
        Assert.Equal(1, fact.Of(compilation));
        Assert.Equal(2, fact.Of(PriceAnalysis.Options.Create("")));
    }

    [Fact]
    public void Generators_and_analyzers_share_catalogue_and_operations()
    {
        var compilation = PriceAnalysis.Options.Create("");
        Assert.Same(LlmApiCatalogue.Of(compilation), LlmApiCatalogue.Of(compilation));
        Assert.Same(OperationSymbols.Of(compilation), InterceptionSymbols.Of(compilation).Operations);
        Assert.Same(LlmApiCatalogue.Of(compilation), InterceptionSymbols.Of(compilation).Catalogue);
    }

    /// <summary>Records the compilation that analyzers get: a clone.</summary>
#pragma warning disable RS1001, RS1036, RS1038
    private sealed class Probe : DiagnosticAnalyzer
#pragma warning restore RS1001, RS1036, RS1038
    {
        public Compilation? Compilation { get; private set; }

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [new("TEST0001", "Probe", "Probe", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationAction(end => Compilation = end.Compilation);
        }
    }
}
