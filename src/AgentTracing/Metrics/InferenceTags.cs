using AgentTracing.Conventions;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>The metric attributes of equal model calls, created once and shared.</summary>
internal sealed class InferenceTags
{
    internal InferenceTags(InferenceKey key)
    {
        Call = CallOf(key.Operation, key.Provider, key.RequestModel, key.ResponseModel, key.Server);
        Unpriced = MetricTags.Present(new Tag(MetricNames.Labels.Model, Label.Model.Cap(key.RequestModel ?? key.ResponseModel)));
        Duration = MetricTags.Present([.. Unpriced, new(MetricNames.Labels.AgentName, Label.Agent.Cap(key.AgentName))]);
        Cost = [.. Duration, new(MetricNames.Labels.Operation, OperationNames.Of(key.Operation))];
    }

    /// <summary>The common attributes of the conventions' metrics.</summary>
    internal Tag[] Call { get; }

    internal Tag[] TextTokens => field ??= [.. Call, new(GenAIAttributes.TokenModality, "text")];

    internal Tag[] AudioTokens => field ??= [.. Call, new(GenAIAttributes.TokenModality, "audio")];

    internal Tag[] ImageTokens => field ??= [.. Call, new(GenAIAttributes.TokenModality, "image")];

    internal Tag[] TokensOfUnknownModality => field ??= [.. Call, new(GenAIAttributes.TokenModality, "unknown")];

    /// <summary>Input tokens by the conventions up to v1.41.</summary>
    internal Tag[] InputUsage => field ??= [.. Call, new(GenAIAttributes.TokenType, "input")];

    /// <summary>Output tokens by the conventions up to v1.41.</summary>
    internal Tag[] OutputUsage => field ??= [.. Call, new(GenAIAttributes.TokenType, "output")];

    /// <summary>The attributes of unpriced calls: only the model.</summary>
    internal Tag[] Unpriced { get; }

    internal Tag[] Duration { get; }

    internal Tag[] Cost { get; }

    internal Tag[] InputTokens => field ??= Tokens("input");

    internal Tag[] OutputTokens => field ??= Tokens("output");

    internal Tag[] CacheReadTokens => field ??= Tokens("cache_read");

    internal Tag[] CacheWriteTokens => field ??= Tokens("cache_write");

    internal Tag[] ReasoningTokens => field ??= Tokens("reasoning");

    /// <summary>The common attributes of the conventions' metrics.</summary>
    internal static Tag[] CallOf(LlmOperation operation, string? provider, string? requestModel, string? responseModel, Uri? server) => MetricTags.Present(
        new(GenAIAttributes.OperationName, OperationNames.Of(operation)),
        new(GenAIAttributes.ProviderName, provider),
        new(GenAIAttributes.RequestModel, Label.Model.Cap(requestModel)),
        new(GenAIAttributes.ResponseModel, Label.Model.Cap(responseModel)),
        new(GenAIAttributes.ServerAddress, server?.IdnHost),
        new(GenAIAttributes.ServerPort, (long?)server?.Port));

    private Tag[] Tokens(string type) => [.. Cost, new(MetricNames.Labels.TokenType, type)];
}

/// <summary>The key of a call's metric attributes. It includes the settings, because they limit label values.</summary>
internal readonly record struct InferenceKey(
    string? RequestModel, string? ResponseModel, string? AgentName, string? Provider, LlmOperation Operation, Uri? Server, AgentTracingOptions Options)
{
    /// <summary><c>Equals</c> of strings and addresses compares references first, and most calls have the same objects.</summary>
    public bool Equals(InferenceKey other)
        => RequestModel == other.RequestModel
        && ResponseModel == other.ResponseModel
        && AgentName == other.AgentName
        && Provider == other.Provider
        && Operation == other.Operation
        && Equals(Server, other.Server)
        && Equals(Options, other.Options);

    public override int GetHashCode() => HashCode.Combine(RequestModel, ResponseModel, AgentName, Provider, Operation, Server, Options);
}
