using System.Diagnostics.Metrics;
using AgentTracing.CompilerServices;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>Metrics of model calls. Each call is recorded once, even if its span is not sampled.</summary>
internal static class InferenceMetrics
{
    internal static bool TimePerOutputChunkEnabled
        => (AgentTracingOptions.Current.Metrics & MetricSets.GenAI) != 0 && GenAIInstruments.TimePerOutputChunk.Enabled;

    internal static void RecordChunk(ReadOnlySpan<Tag> tags, TimeSpan gap) => GenAIInstruments.TimePerOutputChunk.Record(gap.TotalSeconds, tags);

    internal static void Record(Operation? inside, string? agentName, LlmCall call, in LlmCharge charge, TimeSpan elapsed, string? errorType)
    {
        var sets = AgentTracingOptions.Current.Metrics;
        var tags = call.MetricTags(agentName);
        if ((sets & MetricSets.GenAI) != 0 && GenAIInstruments.Enabled)
            RecordGenAI(tags, call, in charge, elapsed, errorType);
        if ((sets & MetricSets.V1_41) != 0)
            RecordV141(tags, call, in charge, elapsed, errorType);
        if ((sets & MetricSets.Llm) != 0 && LlmInstruments.Enabled)
        {
            LlmInstruments.RequestDuration.Record(elapsed.TotalSeconds, tags.Duration);
            RecordLlm(tags, in charge, MetricDimension.Of(inside));
        }
    }

    /// <summary>Records a usage without a call, so without a duration.</summary>
    internal static void RecordWithoutCall(Operation? around, string? agentName, LlmCall call, in LlmCharge charge)
    {
        var sets = AgentTracingOptions.Current.Metrics;
        var tags = call.MetricTags(agentName);
        if ((sets & MetricSets.GenAI) != 0 && charge.HasValidUsage && call.Operation != LlmOperation.Embeddings)
            RecordUsage(tags, in charge.Usage);
        if ((sets & MetricSets.Llm) != 0)
            RecordLlm(tags, in charge, MetricDimension.Of(around));
    }

    /// <summary>Records a usage in the set <see cref="MetricSets.Llm"/>.</summary>
    private static void RecordLlm(InferenceTags tags, in LlmCharge charge, Tag[] dimensions)
    {
        if (charge.Usd is { } usd)
            LlmInstruments.Cost.Add((double)usd, MetricDimension.With(tags.Cost, dimensions));
        if (charge.HasValidUsage)
        {
            ref readonly var usage = ref charge.Usage;
            AddTokens(usage.TotalInput, tags.InputTokens);
            AddTokens(usage.TotalOutput, tags.OutputTokens);
            AddTokens(usage.CacheReadTotal(), tags.CacheReadTokens);
            AddTokens(usage.CacheWriteTotal(), tags.CacheWriteTokens);
            AddTokens(usage.Reasoning, tags.ReasoningTokens);
        }

        if (charge.IsUnpriced)
            LlmInstruments.UnpricedCalls.Add(1, tags.Unpriced);

        void AddTokens(long count, Tag[] of) => Add(LlmInstruments.Tokens, count, MetricDimension.With(of, dimensions));
    }

    private static void RecordGenAI(InferenceTags tags, LlmCall call, in LlmCharge charge, TimeSpan elapsed, string? errorType)
    {
        if (call.TimeToFirstChunk is { } first)
            GenAIInstruments.TimeToFirstChunk.Record(first.TotalSeconds, tags.Call);
        // The conventions use gen_ai.client.inference.* only for inference, which excludes embeddings.
        if (charge.HasValidUsage && call.Operation != LlmOperation.Embeddings)
            RecordUsage(tags, in charge.Usage);

        var duration = call.Operation == LlmOperation.Embeddings ? GenAIInstruments.OperationDuration : GenAIInstruments.InferenceDuration;
        duration.Record(elapsed.TotalSeconds, MetricTags.WithError(tags.Call, errorType));
    }

    /// <summary>Records a usage in the set <see cref="MetricSets.GenAI"/>.</summary>
    private static void RecordUsage(InferenceTags tags, in TokenUsage usage)
    {
        GenAIInstruments.OperationInputTokens.Record(usage.TotalInput, tags.Call);
        GenAIInstruments.OperationOutputTokens.Record(usage.TotalOutput, tags.Call);

        // Modality is unknown unless the usage has separate audio or image counts.
        var inputAudio = usage.InputAudio + usage.CacheReadAudio;
        var text = inputAudio + usage.OutputAudio + usage.InputImage + usage.OutputImage > 0 ? tags.TextTokens : tags.TokensOfUnknownModality;
        Add(GenAIInstruments.InputTokens, usage.TotalInput - inputAudio - usage.InputImage, text);
        if (inputAudio != 0)
            Add(GenAIInstruments.InputTokens, inputAudio, tags.AudioTokens);
        if (usage.InputImage != 0)
            Add(GenAIInstruments.InputTokens, usage.InputImage, tags.ImageTokens);
        Add(GenAIInstruments.OutputTokens, usage.Output, text);
        if (usage.OutputAudio != 0)
            Add(GenAIInstruments.OutputTokens, usage.OutputAudio, tags.AudioTokens);
        if (usage.OutputImage != 0)
            Add(GenAIInstruments.OutputTokens, usage.OutputImage, tags.ImageTokens);
        Add(GenAIInstruments.CacheReadTokens, usage.CacheReadTotal() - usage.CacheReadAudio, text);
        if (usage.CacheReadAudio != 0)
            Add(GenAIInstruments.CacheReadTokens, usage.CacheReadAudio, tags.AudioTokens);
        Add(GenAIInstruments.CacheWriteTokens, usage.CacheWriteTotal(), text);
        Add(GenAIInstruments.ReasoningTokens, usage.Reasoning, text);
    }

    private static void RecordV141(InferenceTags tags, LlmCall call, in LlmCharge charge, TimeSpan elapsed, string? errorType)
    {
        if (charge.HasValidUsage)
        {
            GenAIInstruments.TokenUsage.Record(charge.Usage.TotalInput, tags.InputUsage);
            if (call.Operation != LlmOperation.Embeddings)
                GenAIInstruments.TokenUsage.Record(charge.Usage.TotalOutput, tags.OutputUsage);
        }

        // The duration of embeddings has the same name in both sets.
        if (call.Operation != LlmOperation.Embeddings || (AgentTracingOptions.Current.Metrics & MetricSets.GenAI) == 0)
            GenAIInstruments.OperationDuration.Record(elapsed.TotalSeconds, MetricTags.WithError(tags.Call, errorType));
    }

    private static void Add(Counter<long> counter, long count, Tag[] tags)
    {
        if (count != 0)
            counter.Add(count, tags);
    }
}
