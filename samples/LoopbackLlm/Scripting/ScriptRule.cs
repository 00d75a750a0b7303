using System.Text.Json.Serialization;

namespace LoopbackLlm;

/// <summary>
/// Conditions on a request, and the reply to requests that meet all of them. A rule without conditions matches every request.
/// </summary>
/// <remarks>
/// All conditions except <see cref="Call"/> depend only on the request, so concurrent conversations do not affect each other.
/// </remarks>
public sealed record ScriptRule
{
    /// <summary>One of <see cref="LlmProvider"/>.</summary>
    public string? Provider { get; init; }

    /// <summary>One of <see cref="LlmOperation"/>.</summary>
    public string? Operation { get; init; }

    /// <summary>The requested model, exactly.</summary>
    public string? Model { get; init; }

    /// <summary>A text that the last user message contains, ignoring case.</summary>
    public string? UserText { get; init; }

    /// <summary>Whether a tool result follows the last user message.</summary>
    public bool? HasToolResult { get; init; }

    /// <summary>The turn of the conversation, starting with 1.</summary>
    public int? Turn { get; init; }

    /// <summary>A header that the request has.</summary>
    public string? HeaderName { get; init; }

    /// <summary>The value of the header <see cref="HeaderName"/>; null for any.</summary>
    public string? HeaderValue { get; init; }

    /// <summary>
    /// Matches only the n-th request (starting with 1) to this server that meets all other conditions. The only condition that concurrent
    /// conversations share.
    /// </summary>
    public int? Call { get; init; }

    /// <summary>Any other condition.</summary>
    [JsonIgnore]
    public Func<LoopbackRequest, bool>? Predicate { get; init; }

    /// <summary>The reply.</summary>
    public ScriptedReply? Reply { get; init; }

    /// <summary>Computes the reply from the request; replaces <see cref="Reply"/>. Threads call it concurrently.</summary>
    [JsonIgnore]
    public Func<LoopbackRequest, ScriptedReply>? ReplyTo { get; init; }

    /// <summary>Whether all conditions except <see cref="Call"/> hold.</summary>
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
