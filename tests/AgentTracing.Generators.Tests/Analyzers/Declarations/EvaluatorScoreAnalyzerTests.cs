using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Analyzers.Declarations;

/// <summary>AGT1014.</summary>
public sealed class EvaluatorScoreAnalyzerTests
{
    private static readonly TestCompilation WithPackage = new() { References = SdkReferences.All };

    [Fact]
    public async Task Returns_that_hold_no_score()
    {
        var diagnostics = await AnalyzerTest.Run("""
            public sealed record Judgement(double Relevance, double Coherence);

            public partial class Judge
            {
                [Evaluator] public partial Judgement {|AGT1014:Rate|}();
                private Judgement RateCore() => new(1, 1);

                [Evaluator] public partial Task {|AGT1014:RunAsync|}();
                private Task RunCoreAsync() => Task.CompletedTask;

                [Evaluator] public partial void {|AGT1014:Run|}();
                private void RunCore() { }

                [Evaluator] public partial Task<Judgement?> {|AGT1014:TryAsync|}();
                private Task<Judgement?> TryCoreAsync() => Task.FromResult<Judgement?>(null);

                [Evaluator] public partial IReadOnlyList<string> {|AGT1014:Words|}();
                private IReadOnlyList<string> WordsCore() => [];

                [Evaluator] public partial DateTime {|AGT1014:When|}();
                private DateTime WhenCore() => default;

                [Evaluator] public partial IAsyncEnumerable<Judgement> {|AGT1014:StreamAsync|}();
                private async IAsyncEnumerable<Judgement> StreamCoreAsync()
                {
                    await Task.Yield();
                    yield return new(1, 1);
                }
            }
            """);

        Assert.Equal(
            "[Evaluator] 'Rate' returns 'Judgement', which contains no score; return a number, a boolean, a label, an IEvaluationResult or an EvaluationResult of Microsoft.Extensions.AI.Evaluation, or call AgentTrace.Score",
            diagnostics[0].GetMessage());
    }

    [Fact]
    public Task Scores_that_are_returned_or_recorded() => AnalyzerTest.Run(
        """
        using Microsoft.Extensions.AI.Evaluation;

        public enum Grade { Good }
        public sealed record Mine(double Value) : IEvaluationResult { public ScoreValue? Score => Value; public string? Comment => null; }
        public sealed record Shaped(bool Passed);
        public readonly record struct Small(int Score);
        public sealed record Holder(EvaluationResult Evaluation);

        public partial class Judge<T>
        {
            [Evaluator] public partial double Number(); private double NumberCore() => 1;
            [Evaluator] public partial int? Maybe(); private int? MaybeCore() => null;
            [Evaluator] public partial Task<bool> FlagAsync(); private Task<bool> FlagCoreAsync() => Task.FromResult(true);
            [Evaluator] public partial ValueTask<string?> LabelAsync(); private ValueTask<string?> LabelCoreAsync() => default;
            [Evaluator] public partial Grade Enum(); private Grade EnumCore() => default;
            [Evaluator] public partial Mine Own(); private Mine OwnCore() => new(1);
            [Evaluator] public partial IEvaluationResult Contract(); private IEvaluationResult ContractCore() => new Mine(1);
            [Evaluator] public partial ScoreValue Value(); private ScoreValue ValueCore() => 1;
            [Evaluator] public partial Shaped ByShape(); private Shaped ByShapeCore() => new(true);
            [Evaluator] public partial Small? Struct(); private Small? StructCore() => null;
            [Evaluator] public partial object Anything(); private object AnythingCore() => 1;
            [Evaluator] public partial dynamic Dynamic(); private dynamic DynamicCore() => 1;
            [Evaluator] public partial T Open(); private T OpenCore() => default!;
            [Evaluator] public partial IAsyncEnumerable<double> StreamAsync();
            private async IAsyncEnumerable<double> StreamCoreAsync() { await Task.Yield(); yield return 1; }

            [Evaluator] public partial EvaluationResult Result(); private EvaluationResult ResultCore() => new();
            [Evaluator] public partial Task<NumericMetric> MetricAsync(); private Task<NumericMetric> MetricCoreAsync() => Task.FromResult(new NumericMetric("m"));
            [Evaluator] public partial List<EvaluationMetric> Metrics(); private List<EvaluationMetric> MetricsCore() => [];
            [Evaluator] public partial Holder Held(); private Holder HeldCore() => new(new EvaluationResult());

            [Evaluator] public partial void ByHand(); private void ByHandCore() => AgentTrace.Score("relevance", 1);
            [Evaluator] public partial Task OfAnotherAsync(); private async Task OfAnotherCoreAsync() => await FlagAsync();

            [Guardrail] public partial void Guard(); private void GuardCore() { }
            [Agent] public partial Holder Run(); private Holder RunCore() => new(new EvaluationResult());
        }
        """,
        WithPackage);
}
