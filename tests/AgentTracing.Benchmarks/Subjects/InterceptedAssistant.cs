using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>Calls of a chat client in code without tracing: they are intercepted.</summary>
internal sealed class InterceptedAssistant(IChatClient client)
{
    private static readonly ChatMessage[] Messages = [new(ChatRole.User, "Hello")];

    internal Task<ChatResponse> AskAsync() => client.GetResponseAsync(Messages);

    internal IAsyncEnumerable<ChatResponseUpdate> StreamAsync() => client.GetStreamingResponseAsync(Messages);
}
