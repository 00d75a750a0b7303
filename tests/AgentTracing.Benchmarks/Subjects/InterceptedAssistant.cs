using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>Calls of a chat client, with nothing about tracing in them: they are intercepted.</summary>
internal sealed class InterceptedAssistant(IChatClient client)
{
    private static readonly ChatMessage[] Messages = [new(ChatRole.User, "Hello")];

    internal Task<ChatResponse> AskAsync() => client.GetResponseAsync(Messages);

    internal IAsyncEnumerable<ChatResponseUpdate> StreamAsync() => client.GetStreamingResponseAsync(Messages);
}
