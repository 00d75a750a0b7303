using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>Each kind of operation, and what its attribute says.</summary>
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
}
