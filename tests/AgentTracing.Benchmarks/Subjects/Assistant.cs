using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>Annotated calls of a chat client.</summary>
internal sealed partial class Assistant(IChatClient client)
{
    private static readonly ChatMessage[] Messages = [new(ChatRole.User, "Hello")];

    [LlmCall(Provider = "openai", Model = FakeChatClient.Model)]
    internal partial Task<ChatResponse> AskAsync();

    private Task<ChatResponse> AskCoreAsync() => client.GetResponseAsync(Messages);

    [LlmCall(Provider = "openai", Model = FakeChatClient.Model)]
    internal partial IAsyncEnumerable<ChatResponseUpdate> StreamAsync();

    private IAsyncEnumerable<ChatResponseUpdate> StreamCoreAsync() => client.GetStreamingResponseAsync(Messages);
}
