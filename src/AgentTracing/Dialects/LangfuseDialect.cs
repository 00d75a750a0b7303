using System.Diagnostics;
using System.Globalization;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>
/// Langfuse's own attributes, which take precedence over all others. Langfuse stores each span as a separate row, so trace attributes are
/// set on every span.
/// </summary>
internal sealed class LangfuseDialect : Dialect
{
    protected override bool SumsUpUsage => true;

    protected override void WriteIdentity(Activity activity, Operation operation, in LlmCharge charge)
    {
        Set(activity, LangfuseAttributes.ObservationType, TypeOf(operation, in charge));
        Set(activity, LangfuseAttributes.TraceName, TraceName.Of(operation));

        // Langfuse estimates tokens and price of every generation without usage, except with level ERROR.
        if (operation.IsCancelled)
            Set(activity, LangfuseAttributes.ObservationLevel, "ERROR");
        else if (activity.GetTagItem(AgentTracingAttributes.GuardrailOutcome) is "block")
            Set(activity, LangfuseAttributes.ObservationLevel, "WARNING");
        if (operation.Descriptor.Kind == OperationKind.Tool && operation.ToolUsd is { } usd)
            Set(activity, LangfuseAttributes.ObservationCostDetails, CostDetails(usd, null));
    }

    /// <summary>
    /// Usage and cost as JSON: if it is set, Langfuse ignores all other usage attributes. Its parts are disjoint, because Langfuse adds
    /// them up. Without a price the cost is omitted: zero would prevent Langfuse from using its own price.
    /// </summary>
    protected override void WriteCharge(Activity activity, LlmCall call, in LlmCharge charge)
    {
        if (charge.HasValidUsage)
            Set(activity, LangfuseAttributes.ObservationUsageDetails, UsageDetails(charge.Usage));
        if (charge.Usd is { } usd)
            Set(activity, LangfuseAttributes.ObservationCostDetails, CostDetails(usd, charge.InputUsd));
    }

    protected override void WriteCall(Activity activity, LlmCall call)
    {
        if (call.TimeToFirstChunk is { } first)
        {
            var time = (activity.StartTimeUtc + first).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            Set(activity, LangfuseAttributes.ObservationCompletionStartTime, time);
        }
    }

    /// <summary>Sets both or neither: a version that is not Langfuse's would be a broken link.</summary>
    protected override void WritePrompt(Activity activity, PromptLink prompt)
    {
        if (prompt.Number is not { } version)
            return;

        Set(activity, LangfuseAttributes.ObservationPromptName, prompt.Name);
        Set(activity, LangfuseAttributes.ObservationPromptVersion, version);
    }

    /// <summary>
    /// The attributes that take precedence over all other inputs and outputs; messages in the form that Langfuse renders.
    /// </summary>
    protected override void WriteValues(Activity activity, Operation operation, CapturedContent content)
    {
        Set(activity, LangfuseAttributes.ObservationInput, content.InputValue?.Value);
        Set(activity, LangfuseAttributes.ObservationOutput, content.OutputValue?.Value);
    }

    protected override void WriteScope(Activity activity, TraceScope scope)
    {
        Set(activity, LangfuseAttributes.Version, scope.Version);
        Set(activity, LangfuseAttributes.Environment, scope.Environment);
        if (scope.Tags.Length > 0)
            Set(activity, LangfuseAttributes.TraceTags, scope.Tags);
        foreach (var (key, value) in scope.Metadata)
            Set(activity, LangfuseAttributes.TraceMetadataPrefix + key, value);
    }

    /// <summary>
    /// A call that an inner operation has counted, or that was left before its usage arrived, is not a generation: Langfuse would estimate
    /// its usage, and count it twice.
    /// </summary>
    private static string TypeOf(Operation operation, in LlmCharge charge) => operation.Descriptor.Kind switch
    {
        OperationKind.Workflow => "chain",
        OperationKind.Agent => "agent",
        OperationKind.Tool => "tool",
        OperationKind.LlmCall when !charge.Counts || (operation.IsIncomplete && !charge.HasUsage) => "span",
        OperationKind.LlmCall => operation.Descriptor.LlmOperation == LlmOperation.Embeddings ? "embedding" : "generation",
        OperationKind.Retrieval => "retriever",
        OperationKind.Guardrail => "guardrail",
        OperationKind.Evaluator => "evaluator",
        _ => "span",
    };

    private static string UsageDetails(in TokenUsage usage)
    {
        var reasoning = Math.Min(usage.Reasoning, usage.Output);
        var json = new JsonAttribute();
        json.Add("input", usage.Input);
        json.Add("output", usage.Output - reasoning);
        json.AddPositive("input_cached_tokens", usage.CacheReadTotal());
        json.AddPositive("input_cache_creation", usage.CacheWrite);
        json.AddPositive("input_cache_creation_5m", usage.CacheWrite5m);
        json.AddPositive("input_cache_creation_1h", usage.CacheWrite1h);
        json.AddPositive("input_audio_tokens", usage.InputAudio);
        json.AddPositive("input_image_tokens", usage.InputImage);
        json.AddPositive("output_reasoning_tokens", reasoning);
        json.AddPositive("output_audio_tokens", usage.OutputAudio);
        json.AddPositive("output_image_tokens", usage.OutputImage);
        json.Add("total", usage.TotalInput + usage.TotalOutput);
        return json.ToString();
    }

    private static string CostDetails(decimal total, decimal? input)
    {
        var json = new JsonAttribute();
        if (input is { } prompt)
        {
            json.Add("input", prompt);
            json.Add("output", total - prompt);
        }

        json.Add("total", total);
        return json.ToString();
    }
}
