using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>Span attributes of the calls of models.</summary>
internal static class LlmTags
{
    /// <summary>What is known before the call: for samplers, at the span's creation.</summary>
    internal static void AddRequest(List<Tag> tags, LlmCall call, PromptLink? prompt)
    {
        CreationTags.Set(tags, GenAIAttributes.ProviderName, call.Provider);
        CreationTags.Set(tags, GenAIAttributes.RequestModel, call.RequestModel);
        if (call.Server is { } server)
        {
            tags.Add(new(GenAIAttributes.ServerAddress, server.IdnHost));
            tags.Add(new(GenAIAttributes.ServerPort, (long)server.Port));
        }

        AddIfAny(tags, GenAIAttributes.PromptName, prompt?.Name);
        AddIfAny(tags, GenAIAttributes.PromptVersion, prompt?.Version);
        if (call.Request is { } request)
            AddParameters(tags, request);
    }

    /// <summary>What is known after the call. Ids, usage and cost first: exporters cut long lists of attributes at the end.</summary>
    internal static void SetResponse(Activity activity, LlmCall call, in LlmCallAccount account)
    {
        var response = call.Response;
        SetIfAny(activity, GenAIAttributes.ResponseId, response.Id);
        SetIfAny(activity, GenAIAttributes.ResponseModel, response.Model);
        if (account.Usage is { } usage)
            SetUsage(activity, usage);
        if (account.Cost is { } cost)
            SetCost(activity, account.Usd, cost.Status);

        if (call.RequestModel is { } model && activity.GetTagItem(GenAIAttributes.RequestModel) is null)
            activity.SetTag(GenAIAttributes.RequestModel, model);
        if (call.Provider is { } provider && activity.GetTagItem(GenAIAttributes.ProviderName) is null)
            activity.SetTag(GenAIAttributes.ProviderName, provider);
        if (response.FinishReasons.Length > 0)
            activity.SetTag(GenAIAttributes.ResponseFinishReasons, response.FinishReasons);
        if (call.IsStreaming)
            activity.SetTag(GenAIAttributes.RequestStream, true);
        if (call.TimeToFirstChunk is { } first)
            activity.SetTag(GenAIAttributes.ResponseTimeToFirstChunk, first.TotalSeconds);
    }

    private static void SetUsage(Activity activity, in TokenUsage usage)
    {
        activity.SetTag(GenAIAttributes.UsageInputTokens, usage.TotalInput);
        activity.SetTag(GenAIAttributes.UsageOutputTokens, usage.TotalOutput);
        SetIfPositive(activity, GenAIAttributes.UsageCacheReadInputTokens, usage.CacheReadTotal());
        SetIfPositive(activity, GenAIAttributes.UsageCacheWriteInputTokens, usage.CacheWriteTotal());
        SetIfPositive(activity, GenAIAttributes.UsageReasoningOutputTokens, usage.Reasoning);
    }

    internal static void SetCost(Activity activity, decimal? usd, CostStatus status)
    {
        if (usd is { } amount)
            activity.SetTag(GenAIAttributes.UsageCost, (double)amount);
        activity.SetTag(AgentTracingAttributes.CostStatus, NameOf(status));
    }

    internal static string NameOf(CostStatus status) => status switch
    {
        CostStatus.Priced => "priced",
        CostStatus.Dated => "dated",
        CostStatus.Fallback => "fallback",
        CostStatus.Free => "free",
        CostStatus.Invalid => "invalid",
        _ => "unpriced",
    };

    private static void AddParameters(List<Tag> tags, LlmRequest request)
    {
        AddIfAny(tags, GenAIAttributes.RequestMaxTokens, request.MaxTokens);
        AddIfAny(tags, GenAIAttributes.RequestTemperature, request.Temperature);
        AddIfAny(tags, GenAIAttributes.RequestTopP, request.TopP);
        AddIfAny(tags, GenAIAttributes.RequestTopK, request.TopK);
        if (request.StopSequences?.ToArray() is { Length: > 0 } stop)
            tags.Add(new(GenAIAttributes.RequestStopSequences, stop));
        AddIfAny(tags, GenAIAttributes.RequestSeed, request.Seed);
        AddIfAny(tags, GenAIAttributes.RequestFrequencyPenalty, request.FrequencyPenalty);
        AddIfAny(tags, GenAIAttributes.RequestPresencePenalty, request.PresencePenalty);
        AddIfAny(tags, GenAIAttributes.RequestChoiceCount, request.ChoiceCount is 1 ? null : request.ChoiceCount);
        AddIfAny(tags, GenAIAttributes.RequestStream, request.Stream is true ? true : null);
        AddIfAny(tags, GenAIAttributes.OutputType, request.OutputType);
        AddIfAny(tags, GenAIAttributes.RequestReasoningLevel, request.ReasoningLevel);
        AddIfAny(tags, GenAIAttributes.EmbeddingsDimensionCount, request.Dimensions);
    }

    private static void AddIfAny(List<Tag> tags, string key, object? value)
    {
        if (value is not null)
            tags.Add(new(key, value));
    }

    private static void SetIfAny(Activity activity, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            activity.SetTag(key, value);
    }

    private static void SetIfPositive(Activity activity, string key, long value)
    {
        if (value > 0)
            activity.SetTag(key, value);
    }
}
