using Microsoft.Extensions.AI;

namespace AgentTracing.Benchmarks;

/// <summary>Returns a response with usage immediately; a streamed response has 200 chunks.</summary>
internal sealed class FakeChatClient : IChatClient
{
    internal const string Model = "gpt-4o-mini";
    private const int Chunks = 200;

    private static readonly ChatClientMetadata Metadata = new("openai", new Uri("https://api.example.com"), Model);
    private static readonly UsageDetails Usage = new() { InputTokenCount = 1000, OutputTokenCount = 200, TotalTokenCount = 1200 };
    private static readonly Task<ChatResponse> Response = Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "Hello"))
    {
        ResponseId = "r1",
        ModelId = Model,
        FinishReason = ChatFinishReason.Stop,
        Usage = Usage,
    });

    private static readonly ChatResponseUpdate[] Updates =
    [
        .. Enumerable.Range(0, Chunks - 1).Select(_ => new ChatResponseUpdate(ChatRole.Assistant, "x") { ResponseId = "r1", ModelId = Model }),
        new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(Usage)]) { ResponseId = "r1", ModelId = Model },
    ];

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => Response;

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var update in Updates)
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceType == typeof(ChatClientMetadata) ? Metadata : null;

    public void Dispose()
    {
    }
}
