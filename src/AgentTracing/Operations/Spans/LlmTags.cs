using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>Span attributes of the model calls.</summary>
internal static class LlmTags
{
    /// <summary>The request attributes of a call, set at the span's creation for samplers.</summary>
    internal static void AddRequest(List<Tag> tags, LlmRequest? request, PromptLink? prompt, string? provider)
    {
        // Langfuse shows every attribute below gen_ai.prompt as the input, and reads the prompt from its own attributes.
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

    /// <summary>
    /// The attributes that are known after the call. Ids, usage and cost first, because exporters truncate long lists of attributes.
    /// </summary>
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

        SetCost(tags, call.Provider, in charge, call.ReportsTier);
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

    /// <summary>Model and provider, if the span was not created with them.</summary>
    private static void SetLateNames(Activity activity, LlmCall call)
    {
        if (call.RequestModel is { } model && activity.GetTagItem(GenAIAttributes.RequestModel) is null)
            activity.SetTag(GenAIAttributes.RequestModel, model);
        if (call.Provider is { } provider && !provider.Equals(activity.GetTagItem(GenAIAttributes.ProviderName)))
            activity.SetTag(GenAIAttributes.ProviderName, provider);
    }

    /// <summary>The cost of a call, and the factors of its price.</summary>
    /// <param name="tags">The attributes of the span.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="charge">The call's tokens and cost.</param>
    /// <param name="reportsTier">Whether the response contains the tier; a requested tier may not have been used.</param>
    internal static void SetCost(SpanTags tags, string? provider, in LlmCharge charge, bool reportsTier)
    {
        if (charge.Count == 0)
            return;

        if (charge.Usd is { } usd)
            tags.Set(GenAIAttributes.UsageCost, (double)usd);
        tags.Set(AgentTracingAttributes.CostStatus, NameOf(charge.CostStatus));
        tags.SetIfAny(AgentTracingAttributes.CostEntry, charge.EntryId);
        if (charge.ComputedUsd is { } computed)
            tags.Set(AgentTracingAttributes.CostComputed, (double)computed);
        tags.SetIfAny(reportsTier ? ServiceTiers.ResponseAttributeOf(provider) : AgentTracingAttributes.CostServiceTier, charge.ServiceTier);
        tags.SetIfAny(AgentTracingAttributes.CostGeography, charge.Geography);
    }

    /// <summary>The figures of a usage.</summary>
    /// <param name="tags">The attributes of the span.</param>
    /// <param name="usage">The usage.</param>
    /// <param name="isEmbedding">Whether it is the usage of embeddings: they have no output, so output of zero tokens is not recorded.</param>
    internal static void SetUsage(SpanTags tags, in TokenUsage usage, bool isEmbedding = false)
    {
        tags.Set(GenAIAttributes.UsageInputTokens, usage.TotalInput);
        if (!isEmbedding || usage.TotalOutput > 0)
            tags.Set(GenAIAttributes.UsageOutputTokens, usage.TotalOutput);
        tags.SetIfPositive(GenAIAttributes.UsageCacheReadInputTokens, usage.CacheReadTotal());
        tags.SetIfPositive(GenAIAttributes.UsageCacheWriteInputTokens, usage.CacheWriteTotal());
        tags.SetIfPositive(GenAIAttributes.UsageReasoningOutputTokens, usage.Reasoning);
    }

    /// <summary>Request attributes that only the response contains: the stored conversation, and the request for a typed value.</summary>
    /// <param name="activity">The span.</param>
    /// <param name="response">The response.</param>
    /// <param name="isRun">Whether it is the response of an agent, whose session continues from the id even if it is not a
    /// conversation.</param>
    internal static void SetRequestOf(Activity activity, LlmResponse response, bool isRun)
    {
        if (!string.IsNullOrEmpty(response.ConversationId) && (isRun || !LlmRequest.IsResponse(response.ConversationId)) && activity.GetTagItem(GenAIAttributes.ConversationId) is null)
            activity.SetTag(GenAIAttributes.ConversationId, response.ConversationId);
        if (response.IsTyped && activity.GetTagItem(GenAIAttributes.OutputType) is null)
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
