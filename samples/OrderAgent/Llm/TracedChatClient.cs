using AgentTracing;
using Microsoft.Extensions.AI;

namespace Shop;

/// <summary>
/// A span for each call that leaves for the provider. It belongs below <c>UseFunctionInvocation</c>: an answer from above is the sum of all
/// calls that a conversation with tools took, and each of them has a price of its own.
/// </summary>
public sealed partial class TracedChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    [LlmCall(Provider = "openai")]
    public override partial Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default);

    private Task<ChatResponse> GetResponseCoreAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        base.GetResponseAsync(messages, options, cancellationToken);

    /// <inheritdoc/>
    [LlmCall(Provider = "openai")]
    public override partial IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default);

    private IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseCoreAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        base.GetStreamingResponseAsync(messages, options, cancellationToken);
}
