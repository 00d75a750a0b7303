using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;

internal static partial class Values
{
    public static IEvaluator Evaluator => new Coherence();

    public static CompositeEvaluator Evaluators => new(new Coherence());

    public static ChatConfiguration Judge => new(Chat);

    public static ChatResponse Answer => new(new ChatMessage(ChatRole.Assistant, "Hello"));

    private sealed class Coherence : IEvaluator
    {
        public IReadOnlyCollection<string> EvaluationMetricNames => ["Coherence"];

        public ValueTask<EvaluationResult> EvaluateAsync(
            IEnumerable<ChatMessage> messages, ChatResponse modelResponse, ChatConfiguration? chatConfiguration = null, IEnumerable<EvaluationContext>? additionalContext = null, CancellationToken cancellationToken = default)
            => new(new EvaluationResult(new NumericMetric("Coherence", 5)));
    }
}
