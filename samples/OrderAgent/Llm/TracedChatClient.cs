using AgentTracing;
using Microsoft.Extensions.AI;

namespace Shop;

/// <summary>
/// Creates a span for each request to the provider. Place it below <c>UseFunctionInvocation</c>: above it, one response is the sum of all
/// calls of a conversation with tools, but each call has its own price.
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
