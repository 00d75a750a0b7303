using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;

namespace AgentTracing.Generators.Sdks;

/// <summary>Microsoft.Extensions.AI.Evaluation: its evaluators and their results. Its metrics are scores.</summary>
internal static class MicrosoftExtensionsAIEvaluation
{
    /// <summary>The result of an evaluator: several metrics.</summary>
    public const string Result = Namespace + ".EvaluationResult";

    /// <summary>A metric, with or without a value.</summary>
    public const string Metric = Namespace + ".EvaluationMetric";

    /// <summary>A metric with a value: a number, a boolean, a string or another.</summary>
    public const string ValueMetric = Namespace + ".EvaluationMetric`1";

    /// <summary>Path of the metrics of a result.</summary>
    public const string Metrics = "Metrics";

    private const string Namespace = "Microsoft.Extensions.AI.Evaluation";

    /// <summary>The SDK. An evaluator calls models through the client of its configuration.</summary>
    public static Sdk Sdk { get; } = new(Namespace)
    {
        Property = "MicrosoftExtensionsAI",
        Named = [(Namespace + ".IEvaluator", static named => $"{named}.GetType().Name")],
        Calls =
        [
            new(Namespace + ".IEvaluator", ["EvaluateAsync"], Evaluation, null, Traits: Judges),
            new(Namespace + ".EvaluatorExtensions", ["EvaluateAsync"], Evaluation, null, Traits: Judges),
        ],
    };
}
