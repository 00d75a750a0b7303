using System.Diagnostics;
using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>
/// Evaluators and guardrails that return results of Microsoft.Extensions.AI.Evaluation: one score per metric. Uses the real package.
/// </summary>
public sealed class EvaluatorTests
{
    private static readonly TestCompilation WithPackage = new() { References = SdkReferences.All };

    private const string Metrics = """
        using Microsoft.Extensions.AI.Evaluation;

        public static partial class Program
        {
            private static NumericMetric Coherence()
            {
                var metric = new NumericMetric("Coherence", 4, "It hangs together.")
                {
                    Interpretation = new(EvaluationRating.Good, failed: false, reason: "Above 3."),
                };
                metric.AddDiagnostics(EvaluationDiagnostic.Warning("The answer was cut."), EvaluationDiagnostic.Informational("Took 1 s."));
                return metric;
            }

            private static BooleanMetric Polite() => new("Polite", false) { Interpretation = new(EvaluationRating.Unacceptable, failed: true) };

            private static StringMetric Tone() => new("Tone", "warm");

            private static NumericMetric Unknown()
            {
                var metric = new NumericMetric("Relevance") { Interpretation = new(EvaluationRating.Inconclusive, failed: true, "No number in the answer.") };
                metric.AddDiagnostics(EvaluationDiagnostic.Error("The judge did not answer."));
                return metric;
            }

            private static EvaluationResult All() => new(Coherence(), Polite(), Tone(), Unknown());
        """;

    private static readonly string[] Expected =
    [
        "gen_ai.evaluation.name=Coherence gen_ai.evaluation.score.value=4 gen_ai.evaluation.score.label=Good agent_tracing.evaluation.rating=Good agent_tracing.evaluation.failed=False "
            + "agent_tracing.evaluation.diagnostics=Warning: The answer was cut.|Informational: Took 1 s. gen_ai.evaluation.explanation=It hangs together./Above 3.",
        "gen_ai.evaluation.name=Polite gen_ai.evaluation.score.value=0 gen_ai.evaluation.score.label=false agent_tracing.evaluation.rating=Unacceptable agent_tracing.evaluation.failed=True",
        "gen_ai.evaluation.name=Tone gen_ai.evaluation.score.label=warm",
        "gen_ai.evaluation.name=Relevance gen_ai.evaluation.score.label=Inconclusive error.type=evaluation_error agent_tracing.evaluation.rating=Inconclusive agent_tracing.evaluation.failed=True "
            + "agent_tracing.evaluation.diagnostics=Error: The judge did not answer. gen_ai.evaluation.explanation=No number in the answer.",
    ];

    public static TheoryData<string, string, string> Forms => new()
    {
        { "EvaluationResult", "Judge()", "=> All();" },
        { "EvaluationResult?", "Judge()", "=> All();" },
        { "Task<EvaluationResult>", "await Judge()", "=> Task.FromResult(All());" },
        { "Task<EvaluationResult?>", "await Judge()", "=> Task.FromResult<EvaluationResult?>(All());" },
        { "ValueTask<EvaluationResult>", "await Judge()", "=> new(All());" },
        { "List<EvaluationMetric>", "Judge()", "=> [.. All().Metrics.Values];" },
        { "EvaluationMetric[]", "Judge()", "=> [.. All().Metrics.Values];" },
        { "IDictionary<string, EvaluationMetric>", "Judge()", "=> All().Metrics;" },
        { "Task<IReadOnlyList<EvaluationResult>>", "await Judge()", "=> Task.FromResult<IReadOnlyList<EvaluationResult>>([new(Coherence(), Polite()), new(Tone(), Unknown())]);" },
        { "IEnumerable<EvaluationMetric>", "foreach (var _ in Judge()) { }", "{ foreach (var metric in All().Metrics.Values) yield return metric; }" },
        { "IAsyncEnumerable<EvaluationMetric>", "await foreach (var _ in Judge()) { }", "{ foreach (var metric in All().Metrics.Values) { await Task.Yield(); yield return metric; } }" },
        { "(EvaluationResult Result, TimeSpan Took)", "Judge()", "=> (All(), TimeSpan.Zero);" },
        { "Judged", "Judge()", "=> new(All(), \"why\"); public sealed record Judged(EvaluationResult Evaluation, string Comment);" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task One_score_a_metric(string returns, string call, string body)
    {
        var isStream = returns.StartsWith("IAsync", StringComparison.Ordinal);
        var events = await Events(
            $$"""
            [Evaluator("judge")] public static partial {{returns}} Judge();
            private static {{(isStream ? "async " : "")}}{{returns}} JudgeCore() {{body}}

            public static async Task<object?> Run()
            {
                using var agent = AgentTrace.StartAgent("judged");
                await Task.Yield();
                {{call}};
                return null;
            }
            """);

        Assert.Equal(Expected, events);
    }

    public static TheoryData<string, string> Single => new()
    {
        { "NumericMetric", "Coherence()" },
        { "BooleanMetric", "Polite()" },
        { "StringMetric", "Tone()" },
        { "EvaluationMetric", "Unknown()" },
    };

    [Theory]
    [MemberData(nameof(Single))]
    public async Task A_metric_by_itself(string type, string value)
    {
        var events = await Events(
            $$"""
            [Evaluator("judge")] public static partial ValueTask<{{type}}> JudgeAsync();
            private static ValueTask<{{type}}> JudgeCoreAsync() => new({{value}});

            public static async Task<object?> Run()
            {
                using var agent = AgentTrace.StartAgent("judged");
                await JudgeAsync();
                return null;
            }
            """);

        Assert.Equal(Expected.Where(expected => value.StartsWith(expected.Split('=', ' ')[1] is "Relevance" ? "Unknown" : expected.Split('=', ' ')[1], StringComparison.Ordinal)), events);
    }

    [Fact]
    public async Task Values_of_other_types_and_values_that_are_none()
    {
        var events = await Events(
            """
            public enum Grade { Pass }
            public sealed class GradeMetric() : EvaluationMetric<Grade>("Grade", default) { public GradeMetric Is(Grade grade) { Value = grade; return this; } }
            public sealed class CountMetric() : EvaluationMetric<int>("Count", 0) { public CountMetric Is(int count) { Value = count; return this; } }

            [Evaluator("judge")] public static partial EvaluationResult Judge();
            private static EvaluationResult JudgeCore() => new(new CountMetric().Is(3), new NumericMetric("NaN", double.NaN), new BooleanMetric("No answer"), new StringMetric("Empty", ""));

            [Evaluator("grade")] public static partial GradeMetric Graded();
            private static GradeMetric GradedCore() => new GradeMetric().Is(Grade.Pass);

            [Evaluator("nothing")] public static partial EvaluationResult? Nothing();
            private static EvaluationResult? NothingCore() => null;

            [Evaluator("empty")] public static partial EvaluationResult Empty();
            private static EvaluationResult EmptyCore() => new();

            public static object? Run()
            {
                using var agent = AgentTrace.StartAgent("judged");
                Judge();
                Graded();
                Nothing();
                Empty();
                return null;
            }
            """);

        Assert.Equal(
            [
                "gen_ai.evaluation.name=Count gen_ai.evaluation.score.value=3", "gen_ai.evaluation.name=NaN", "gen_ai.evaluation.name=No answer", "gen_ai.evaluation.name=Empty",
                "gen_ai.evaluation.name=Grade gen_ai.evaluation.score.label=Pass",
            ],
            events);
    }

    [Fact]
    public async Task A_metric_that_evaluators_hand_on_is_scored_once()
    {
        var events = await Events(
            """
            [Evaluator("outer")] public static partial EvaluationResult Outer();
            private static EvaluationResult OuterCore() => new([.. Inner().Metrics.Values, Tone()]);

            [Evaluator("inner")] public static partial EvaluationResult Inner();
            private static EvaluationResult InnerCore() => new(Coherence());

            public static object? Run()
            {
                using var agent = AgentTrace.StartAgent("judged");
                Outer();
                return null;
            }
            """);

        Assert.Equal([Expected[0], Expected[2]], events);
    }

    [Theory]
    [InlineData("new(Coherence(), Tone())", "pass")]
    [InlineData("new(Coherence(), Polite())", "block")]
    [InlineData("new(new BooleanMetric(\"Allowed\", false))", "block")]
    [InlineData("new(new BooleanMetric(\"Allowed\", true))", "pass")]
    [InlineData("new(new BooleanMetric(\"Hateful\", false) { Interpretation = new(EvaluationRating.Good, failed: false) })", "pass")]
    public async Task A_guardrail_blocks_by_what_its_metrics_amount_to(string result, string outcome)
    {
        var (_, spans) = await GeneratorTest.RunWithoutSnapshot(
            [
                $$"""
                {{Metrics}}
                    [Guardrail("guard")] public static partial EvaluationResult Guard();
                    private static EvaluationResult GuardCore() => {{result}};

                    public static object? Run() => Guard();
                }
                """,
            ],
            WithPackage).Load().Run();

        var span = Assert.Single(spans);
        Assert.Equal(outcome, span.GetTagItem("agent_tracing.guardrail.outcome"));
        Assert.Empty(span.Events);
    }

    [Fact]
    public async Task Judgements_of_nullable_structs_and_interfaces_by_shape()
    {
        var events = await Events(
            """
            public readonly record struct Grade(int Score, string Reason);
            public interface IVerdict { bool Passed { get; } string Message { get; } }
            private sealed record Verdict(bool Passed, string Message) : IVerdict;

            [Evaluator("grade")] public static partial Grade? Graded();
            private static Grade? GradedCore() => new Grade(3, "fair");

            [Evaluator("none")] public static partial Task<Grade?> NoneAsync();
            private static Task<Grade?> NoneCoreAsync() => Task.FromResult<Grade?>(null);

            [Evaluator("verdict")] public static partial IVerdict Judge();
            private static IVerdict JudgeCore() => new Verdict(true, "fine");

            [Evaluator("pair")] public static partial (double Score, string Comment) Pair();
            private static (double Score, string Comment) PairCore() => (0.5, "so-so");

            public static async Task<object?> Run()
            {
                using var agent = AgentTrace.StartAgent("judged");
                Graded();
                await NoneAsync();
                Judge();
                Pair();
                return null;
            }
            """);

        Assert.Equal(
            [
                "gen_ai.evaluation.name=grade gen_ai.evaluation.score.value=3 gen_ai.evaluation.explanation=fair",
                "gen_ai.evaluation.name=verdict gen_ai.evaluation.score.value=1 gen_ai.evaluation.score.label=true gen_ai.evaluation.explanation=fine",
                "gen_ai.evaluation.name=pair gen_ai.evaluation.score.value=0.5 gen_ai.evaluation.explanation=so-so",
            ],
            events);
    }

    private static async Task<IEnumerable<string>> Events(string members)
    {
        var (_, spans) = await GeneratorTest.RunWithoutSnapshot([Metrics + "\n" + members + "\n}"], WithPackage).Load().Run();
        return spans.Single(static span => span.DisplayName == "invoke_agent judged").Events.Where(static e => e.Name == "gen_ai.evaluation.result").Select(Text);
    }

    private static string Text(ActivityEvent score)
        => string.Join(
            ' ',
            score.Tags
                .Where(static tag => !tag.Key.StartsWith("agent_tracing.evaluation.target", StringComparison.Ordinal))
                .Select(static tag => $"{tag.Key}={(tag.Value is string[] texts ? string.Join('|', texts) : FormattableString.Invariant($"{tag.Value}").ReplaceLineEndings("/"))}"));
}
