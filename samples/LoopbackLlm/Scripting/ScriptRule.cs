using System.Text.Json.Serialization;

namespace LoopbackLlm;

/// <summary>When to answer, and with what. Every condition that is set must hold; a rule without any matches every request.</summary>
/// <remarks>
/// All conditions but <see cref="Call"/> are functions of the request alone, so that simultaneous conversations do not disturb each other.
/// </remarks>
public sealed record ScriptRule
{
    /// <summary>One of <see cref="LlmProvider"/>.</summary>
    public string? Provider { get; init; }

    /// <summary>One of <see cref="LlmOperation"/>.</summary>
    public string? Operation { get; init; }

    /// <summary>The requested model, exactly.</summary>
    public string? Model { get; init; }

    /// <summary>A text that the last user message contains, upper or lower case.</summary>
    public string? UserText { get; init; }

    /// <summary>Whether a tool result follows the last user message.</summary>
    public bool? HasToolResult { get; init; }

    /// <summary>The turn of the conversation: 1 before the model has said anything.</summary>
    public int? Turn { get; init; }

    /// <summary>A header that the request has.</summary>
    public string? HeaderName { get; init; }

    /// <summary>The value of the header <see cref="HeaderName"/>; null for any.</summary>
    public string? HeaderValue { get; init; }

    /// <summary>
    /// Only the n-th (from 1) of the requests of this server that meet all other conditions. The one condition that is shared between
    /// conversations.
    /// </summary>
    public int? Call { get; init; }

    /// <summary>Any other condition.</summary>
    [JsonIgnore]
    public Func<LoopbackRequest, bool>? Predicate { get; init; }

    /// <summary>The answer.</summary>
    public ScriptedReply? Reply { get; init; }

    /// <summary>The answer as a function of the request, in place of <see cref="Reply"/>. It is called by many threads at once.</summary>
    [JsonIgnore]
    public Func<LoopbackRequest, ScriptedReply>? ReplyTo { get; init; }

    /// <summary>Whether all conditions but <see cref="Call"/> hold.</summary>
    internal bool Matches(LoopbackRequest request) =>
        (Provider is null || Provider == request.Provider)
        && (Operation is null || Operation == request.Operation)
        && (Model is null || Model == request.Model)
        && (UserText is null || request.LastUserText.Contains(UserText, StringComparison.OrdinalIgnoreCase))
        && (HasToolResult is null || HasToolResult == request.HasToolResult)
        && (Turn is null || Turn == request.Turn)
        && (HeaderName is null || request.Headers.TryGetValue(HeaderName, out var value) && (HeaderValue is null || HeaderValue == value))
        && (Predicate is null || Predicate(request));

    internal ScriptedReply Answer(LoopbackRequest request) => ReplyTo is { } replyTo ? replyTo(request) : Reply ?? new ScriptedReply();
}
