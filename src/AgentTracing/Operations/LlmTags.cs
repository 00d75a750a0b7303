using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>Span attributes of the model calls.</summary>
internal static class LlmTags
{
    /// <summary>What one call asks for: for samplers, at the span's creation.</summary>
    internal static void AddRequest(List<Tag> tags, LlmRequest? request, PromptLink? prompt, string? provider)
    {
        // Langfuse takes every attribute below gen_ai.prompt for the input, and has the prompt from its own.
        if (prompt is not null && !AgentTracingOptions.Current.Dialects.HasFlag(Dialects.Langfuse))
        {
            AddIfAny(tags, GenAIAttributes.PromptName, prompt.Name);
            AddIfAny(tags, GenAIAttributes.PromptVersion, prompt.Version);
        }

        if (request is not null)
        {
            AddParameters(tags, request);
            if (ServiceTiers.RequestAttributeOf(provider) is { } tier)
                AddIfAny(tags, tier, request.ServiceTier is "auto" ? null : request.ServiceTier);
        }
    }

    /// <summary>What is known after the call. Ids, usage and cost first: exporters cut long lists of attributes at the end.</summary>
    internal static void SetResponse(Activity activity, LlmCall call, in LlmCharge charge)
    {
        var response = call.Response;
        var tags = new SpanTags(activity, call.CreationTagCount);
        tags.SetIfAny(GenAIAttributes.ResponseId, response.Id);
        tags.SetIfAny(GenAIAttributes.ResponseModel, response.Model);
        if (charge.HasUsage)
        {
            SetUsage(tags, in charge.Usage, call.Operation == LlmOperation.Embeddings);
        }

        SetCost(tags, call.Provider, in charge, call.TellsTier);
        tags.SetIfAny(AgentTracingAttributes.CostSource, call.CostSource);

        if (call.FinishReasons is { Length: > 0 } reasons)
            tags.Set(GenAIAttributes.ResponseFinishReasons, reasons);
        if (response.IsCompacted)
            tags.Set(GenAIAttributes.ConversationCompacted, true);
        if (call.TimeToFirstChunk is { } first)
            tags.Set(GenAIAttributes.ResponseTimeToFirstChunk, first.TotalSeconds);

        if (!call.IsKnownFromStart || !tags.AreOurs)
            SetLateNames(activity, call);
        if (call.IsStreaming)
            activity.SetTag(GenAIAttributes.RequestStream, true);
    }

    /// <summary>Model and provider, where the span was not created with them.</summary>
    private static void SetLateNames(Activity activity, LlmCall call)
    {
        if (call.RequestModel is { } model && activity.GetTagItem(GenAIAttributes.RequestModel) is null)
            activity.SetTag(GenAIAttributes.RequestModel, model);
        if (call.Provider is { } provider && !provider.Equals(activity.GetTagItem(GenAIAttributes.ProviderName)))
            activity.SetTag(GenAIAttributes.ProviderName, provider);
    }

    /// <summary>What a call cost, and what it was priced by.</summary>
    /// <param name="tags">The attributes of the span.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="charge">The call's tokens and cost.</param>
    /// <param name="tellsTier">Whether the answer told the tier: one that was only asked for did not serve for certain.</param>
    internal static void SetCost(SpanTags tags, string? provider, in LlmCharge charge, bool tellsTier)
    {
        if (charge.Count == 0)
            return;

        if (charge.Usd is { } usd)
            tags.Set(GenAIAttributes.UsageCost, (double)usd);
        tags.Set(AgentTracingAttributes.CostStatus, NameOf(charge.CostStatus));
        tags.SetIfAny(AgentTracingAttributes.CostEntry, charge.EntryId);
        if (charge.ComputedUsd is { } computed)
            tags.Set(AgentTracingAttributes.CostComputed, (double)computed);
        tags.SetIfAny(tellsTier ? ServiceTiers.ResponseAttributeOf(provider) : AgentTracingAttributes.CostServiceTier, charge.ServiceTier);
        tags.SetIfAny(AgentTracingAttributes.CostGeography, charge.Geography);
    }

    /// <summary>The figures of a usage.</summary>
    /// <param name="tags">The attributes of the span.</param>
    /// <param name="usage">The usage.</param>
    /// <param name="isEmbedding">Whether it is of embeddings, which have no output: a zero would be a false one.</param>
    internal static void SetUsage(SpanTags tags, in TokenUsage usage, bool isEmbedding = false)
    {
        tags.Set(GenAIAttributes.UsageInputTokens, usage.TotalInput);
        if (!isEmbedding || usage.TotalOutput > 0)
            tags.Set(GenAIAttributes.UsageOutputTokens, usage.TotalOutput);
        tags.SetIfPositive(GenAIAttributes.UsageCacheReadInputTokens, usage.CacheReadTotal());
        tags.SetIfPositive(GenAIAttributes.UsageCacheWriteInputTokens, usage.CacheWriteTotal());
        tags.SetIfPositive(GenAIAttributes.UsageReasoningOutputTokens, usage.Reasoning);
    }

    /// <summary>What only the answer tells of the request: the conversation that the service keeps, and that a value was asked for.</summary>
    /// <param name="activity">The span.</param>
    /// <param name="parts">What the answer consists of.</param>
    /// <param name="isRun">Whether it is the answer of an agent: its session goes on from the id, whatever the service keeps under it.</param>
    internal static void SetParts(Activity activity, AnswerParts parts, bool isRun)
    {
        if (!string.IsNullOrEmpty(parts.ConversationId) && (isRun || !LlmRequest.IsResponse(parts.ConversationId)) && activity.GetTagItem(GenAIAttributes.ConversationId) is null)
            activity.SetTag(GenAIAttributes.ConversationId, parts.ConversationId);
        if (parts.IsTyped && activity.GetTagItem(GenAIAttributes.OutputType) is null)
            activity.SetTag(GenAIAttributes.OutputType, "json");
    }

    internal static string NameOf(CostStatus status) => status switch
    {
        CostStatus.Priced => "priced",
        CostStatus.Dated => "dated",
        CostStatus.Fallback => "fallback",
        CostStatus.Free => "free",
        CostStatus.Invalid => "invalid",
        CostStatus.Reported => "reported",
        CostStatus.Estimated => "estimated",
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
        AddIfAny(tags, GenAIAttributes.RequestPreviousResponseId, request.PreviousResponse);
        AddIfAny(tags, GenAIAttributes.EmbeddingsDimensionCount, request.Dimensions);
    }

    private static void AddIfAny(List<Tag> tags, string key, object? value)
    {
        if (value is not null)
            tags.Add(new(key, value));
    }
}
