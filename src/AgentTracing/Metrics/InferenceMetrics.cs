using System.Diagnostics;
using System.Diagnostics.Metrics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>Metrics of the calls of models. Each call is recorded once, whether its span is sampled or not.</summary>
internal static class InferenceMetrics
{
    internal static bool TimePerOutputChunkEnabled => Chosen(MetricSets.GenAI) && GenAIInstruments.TimePerOutputChunk.Enabled;

    /// <summary>The attributes that the metrics of a call have in common.</summary>
    internal static Tag[] TagsOf(LlmCall call) => [.. GenAITags(call)];

    internal static void RecordChunk(ReadOnlySpan<Tag> tags, TimeSpan gap) => GenAIInstruments.TimePerOutputChunk.Record(gap.TotalSeconds, tags);

    internal static void Record(Operation operation, LlmCall call, in LlmCallAccount account, TimeSpan elapsed)
    {
        var errorType = OperationRecorder.ErrorType(operation);
        if (Chosen(MetricSets.GenAI))
            RecordGenAI(call, account.Usage, elapsed, errorType);
        if (Chosen(MetricSets.V1_41))
            RecordV141(call, account.Usage, elapsed, errorType);
        if (Chosen(MetricSets.Llm))
            RecordLlm(operation.AgentName, call.RequestModel ?? call.Response.Model, call.Operation, in account, elapsed);
    }

    /// <summary>Records a usage that has no call around it: no duration.</summary>
    internal static void RecordWithoutCall(string? agentName, LlmCall call, in LlmCallAccount account)
    {
        if (account.Usage is { IsValid: true } usage && Chosen(MetricSets.GenAI))
            RecordUsage(GenAITags(call), usage);
        if (Chosen(MetricSets.Llm))
            RecordLlm(agentName, call.RequestModel, call.Operation, in account, null);
    }

    /// <summary>Records what a usage comes to in the set <see cref="MetricSets.Llm"/>; no duration where it was recorded without a call.</summary>
    private static void RecordLlm(string? agentName, string? model, LlmOperation operation, in LlmCallAccount account, TimeSpan? elapsed)
    {
        if (!LlmInstruments.Enabled)
            return;

        model = Label.Model.Cap(model);
        agentName = Label.Agent.Cap(agentName);
        var tags = default(TagList);
        Add(ref tags, MetricNames.Labels.Model, model);
        Add(ref tags, MetricNames.Labels.AgentName, agentName);
        if (elapsed is { } duration)
            LlmInstruments.RequestDuration.Record(duration.TotalSeconds, tags);

        tags.Add(MetricNames.Labels.Operation, OperationNames.Of(operation));
        if (account.Usd is { } usd)
            LlmInstruments.Cost.Add((double)usd, tags);
        if (account.Usage is { IsValid: true } usage)
        {
            AddTokens(tags, "input", usage.TotalInput);
            AddTokens(tags, "output", usage.TotalOutput);
            AddTokens(tags, "cache_read", usage.CacheReadTotal());
            AddTokens(tags, "cache_write", usage.CacheWriteTotal());
            AddTokens(tags, "reasoning", usage.Reasoning);
        }

        if (account.IsUnpriced)
            LlmInstruments.UnpricedCalls.Add(1, new KeyValuePair<string, object?>(MetricNames.Labels.Model, model));
    }

    /// <summary>Records what a usage comes to in the set <see cref="MetricSets.GenAI"/>.</summary>
    private static void RecordUsage(in TagList tags, in TokenUsage usage)
    {
        GenAIInstruments.OperationInputTokens.Record(usage.TotalInput, tags);
        GenAIInstruments.OperationOutputTokens.Record(usage.TotalOutput, tags);
        AddByModality(GenAIInstruments.InputTokens, tags, usage.TotalInput, usage.InputAudio + usage.CacheReadAudio, usage);
        AddByModality(GenAIInstruments.OutputTokens, tags, usage.TotalOutput, usage.OutputAudio, usage);
        AddByModality(GenAIInstruments.CacheReadTokens, tags, usage.CacheReadTotal(), usage.CacheReadAudio, usage);
        AddByModality(GenAIInstruments.CacheWriteTokens, tags, usage.CacheWriteTotal(), 0, usage);
        AddByModality(GenAIInstruments.ReasoningTokens, tags, usage.Reasoning, 0, usage);
    }

    private static void RecordGenAI(LlmCall call, TokenUsage? usage, TimeSpan elapsed, string? errorType)
    {
        if (!GenAIInstruments.Enabled)
            return;

        var tags = GenAITags(call);
        if (call.TimeToFirstChunk is { } first)
            GenAIInstruments.TimeToFirstChunk.Record(first.TotalSeconds, tags);
        if (usage is { IsValid: true } figures)
            RecordUsage(in tags, figures);

        Add(ref tags, GenAIAttributes.ErrorType, errorType);
        var duration = call.Operation == LlmOperation.Embeddings ? GenAIInstruments.OperationDuration : GenAIInstruments.InferenceDuration;
        duration.Record(elapsed.TotalSeconds, tags);
    }

    private static void RecordV141(LlmCall call, TokenUsage? usage, TimeSpan elapsed, string? errorType)
    {
        var tags = GenAITags(call);
        if (usage is { IsValid: true } figures)
        {
            RecordTokens(tags, "input", figures.TotalInput);
            RecordTokens(tags, "output", figures.TotalOutput);
        }

        // The duration of embeddings has the same name in both sets.
        if (call.Operation == LlmOperation.Embeddings && Chosen(MetricSets.GenAI))
            return;

        Add(ref tags, GenAIAttributes.ErrorType, errorType);
        GenAIInstruments.OperationDuration.Record(elapsed.TotalSeconds, tags);
    }

    private static bool Chosen(MetricSets set) => (AgentTracingOptions.Current.Metrics & set) != 0;

    private static TagList GenAITags(LlmCall call)
    {
        var tags = default(TagList);
        tags.Add(GenAIAttributes.OperationName, OperationNames.Of(call.Operation));
        Add(ref tags, GenAIAttributes.ProviderName, call.Provider);
        Add(ref tags, GenAIAttributes.RequestModel, Label.Model.Cap(call.RequestModel));
        Add(ref tags, GenAIAttributes.ResponseModel, Label.Model.Cap(call.Response.Model));
        if (call.Server is { } server)
        {
            tags.Add(GenAIAttributes.ServerAddress, server.IdnHost);
            tags.Add(GenAIAttributes.ServerPort, (long)server.Port);
        }

        return tags;
    }

    private static void Add(ref TagList tags, string key, string? value)
    {
        if (value is not null)
            tags.Add(key, value);
    }

    private static void AddTokens(TagList tags, string type, long count)
    {
        if (count == 0)
            return;

        tags.Add(MetricNames.Labels.TokenType, type);
        LlmInstruments.Tokens.Add(count, tags);
    }

    private static void RecordTokens(TagList tags, string type, long count)
    {
        tags.Add(GenAIAttributes.TokenType, type);
        GenAIInstruments.TokenUsage.Record(count, tags);
    }

    /// <summary>Modality is unknown unless the usage tells audio apart.</summary>
    private static void AddByModality(Counter<long> counter, in TagList tags, long total, long audio, in TokenUsage usage)
    {
        var told = usage.InputAudio + usage.CacheReadAudio + usage.OutputAudio > 0;
        AddModality(counter, tags, told ? "text" : "unknown", total - audio);
        AddModality(counter, tags, "audio", audio);
    }

    private static void AddModality(Counter<long> counter, TagList tags, string modality, long count)
    {
        if (count == 0)
            return;

        tags.Add(GenAIAttributes.TokenModality, modality);
        counter.Add(count, tags);
    }
}
