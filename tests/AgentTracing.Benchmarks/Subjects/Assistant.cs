using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>Annotated calls of a chat client.</summary>
internal sealed partial class Assistant(IChatClient client)
{
    private static readonly ChatMessage[] Messages = [new(ChatRole.User, "Hello")];

    [LlmCall(Provider = "openai", Model = FakeChatClient.Model)]
    internal partial Task<ChatResponse> AskAsync();

    private Task<ChatResponse> AskCoreAsync() => client.GetResponseAsync(Messages);

    /// <summary>The same call, with its two messages as a parameter.</summary>
    [LlmCall(Provider = "openai", Model = FakeChatClient.Model)]
    internal partial Task<ChatResponse> SendAsync(ChatMessage[] messages);

    private Task<ChatResponse> SendCoreAsync(ChatMessage[] messages) => client.GetResponseAsync(messages);

    /// <summary>The same call, with captured messages and response.</summary>
    [LlmCall(Provider = "openai", Model = FakeChatClient.Model, Content = ContentCapture.Span)]
    internal partial Task<ChatResponse> CaptureAsync(ChatMessage[] messages);

    private Task<ChatResponse> CaptureCoreAsync(ChatMessage[] messages) => client.GetResponseAsync(messages);

    [LlmCall(Provider = "openai", Model = FakeChatClient.Model)]
    internal partial IAsyncEnumerable<ChatResponseUpdate> StreamAsync();

    private IAsyncEnumerable<ChatResponseUpdate> StreamCoreAsync() => client.GetStreamingResponseAsync(Messages);
}
