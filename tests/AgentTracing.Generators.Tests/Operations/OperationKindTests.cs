using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>Each kind of operation, with the properties of its attribute.</summary>
public sealed class OperationKindTests
{
    [Fact]
    public void Every_kind() => GeneratorTest.Run(
        """
        namespace Shop;

        public partial class OrderAgent
        {
            [Workflow]
            public partial Task RunAsync();

            private Task RunCoreAsync() => Task.CompletedTask;

            [Agent("order-agent", Version = "2", Description = "Places \"orders\"")]
            public partial Task<string> PlaceOrderAsync(string request, CancellationToken cancellationToken = default);

            private async Task<string> PlaceOrderCoreAsync(string request, CancellationToken cancellationToken)
            {
                await Task.Delay(1, cancellationToken);
                return request;
            }

            [AgentTask]
            private partial void Prepare();

            private void PrepareCore()
            {
            }

            [Tool("validate_inventory", Description = "Checks stock for one SKU")]
            public partial bool ValidateItem(string sku);

            private bool ValidateItemCore(string sku) => sku.Length > 0;

            [LlmCall(Model = "gpt-4o-mini", Provider = "openai", Operation = LlmOperation.TextCompletion)]
            public static partial ValueTask<string> AskAsync(string question);

            private static ValueTask<string> AskCoreAsync(string question) => new(question);

            [Retrieval("docs")]
            internal partial IAsyncEnumerable<int> SearchAsync(string query);

            private async IAsyncEnumerable<int> SearchCoreAsync(string query)
            {
                await Task.Yield();
                yield return query.Length;
            }

            [Guardrail]
            public partial ValueTask CheckAsync();

            private ValueTask CheckCoreAsync() => default;

            [Evaluator(Implementation = nameof(ScoreIt))]
            public partial IEnumerable<double> Score();

            private double[] Scores { get; } = [1];

            private IEnumerable<double> ScoreIt() => Scores;
        }
        """);

    [Fact]
    public async Task Judgements_by_shape()
    {
        var (_, spans) = await GeneratorTest.Run(
            """
            public sealed record Grade(int Score, string? Reason);
            public readonly record struct Check(bool Passed, string Message);
            public sealed record Scan(bool IsFlagged);
            public sealed class Metric { public double? Value { get; init; } public string? Explanation { get; init; } }

            public static partial class Program
            {
                [Evaluator("grade")] public static partial Grade Grade();
                private static Grade GradeCore() => new(4, "good");

                [Evaluator("metric")] public static partial Task<Metric> MeasureAsync();
                private static async Task<Metric> MeasureCoreAsync() { await Task.Yield(); return new() { Value = 0.25, Explanation = "weak" }; }

                [Evaluator("nothing")] public static partial Metric Nothing();
                private static Metric NothingCore() => new();

                [Guardrail("check")] public static partial Check Check();
                private static Check CheckCore() => new(false, "no");

                [Guardrail("scan")] public static partial ValueTask<Scan> ScanAsync();
                private static ValueTask<Scan> ScanCoreAsync() => new(new Scan(false));

                public static async Task<object?> Run()
                {
                    using var agent = AgentTrace.StartAgent("judged");
                    Grade();
                    await MeasureAsync();
                    Nothing();
                    Check();
                    await ScanAsync();
                    return null;
                }
            }
            """).Load().Run();

        var scores = spans.Single(static span => span.DisplayName == "invoke_agent judged").Events.Where(static e => e.Name == "gen_ai.evaluation.result")
            .Select(static e => string.Join(' ', e.Tags.Where(static tag => tag.Key is "gen_ai.evaluation.name" or "gen_ai.evaluation.score.value" or "gen_ai.evaluation.explanation").Select(static tag => tag.Value)));
        Assert.Equal(["grade 4 good", "metric 0.25 weak"], scores);
        Assert.Equal("block", spans.Single(static span => span.DisplayName == "check").GetTagItem("agent_tracing.guardrail.outcome"));
        Assert.Equal("pass", spans.Single(static span => span.DisplayName == "scan").GetTagItem("agent_tracing.guardrail.outcome"));
    }
}
