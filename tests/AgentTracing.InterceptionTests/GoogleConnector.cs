using System.Collections.ObjectModel;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Microsoft.SemanticKernel.Connectors.Google;

/// <summary>
/// The usage that Semantic Kernel's Gemini connector adds to a message, with the same type and member names: its package is not referenced
/// here.
/// </summary>
internal sealed class GeminiMetadata(IDictionary<string, object?> values) : ReadOnlyDictionary<string, object?>(values)
{
    public int PromptTokenCount => Get();

    public int CachedContentTokenCount => Get();

    public int ThoughtsTokenCount => Get();

    public int CandidatesTokenCount => Get();

    public int TotalTokenCount => Get();

    private int Get([CallerMemberName] string name = "") => TryGetValue(name, out var value) ? (int)value! : 0;
}

/// <summary>
/// Replaces the connector: returns the given rounds, and calls functions as the real one does. The history contains the rounds before the
/// last one.
/// </summary>
internal sealed class GoogleAIGeminiChatCompletionService(string model, params GeminiMetadata[] rounds) : IChatCompletionService
{
    private static readonly Meter Meter = new("Microsoft.SemanticKernel.Connectors.Google");
    private static readonly Counter<int> Prompt = Meter.CreateCounter<int>("Microsoft.SemanticKernel.Connectors.Google.tokens.prompt");
    private static readonly Counter<int> Completion = Meter.CreateCounter<int>("Microsoft.SemanticKernel.Connectors.Google.tokens.completion");

    public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?> { ["ModelId"] = model };

    public async Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default)
    {
        for (var i = 0; ; i++)
        {
            await Task.Yield();
            var message = new ChatMessageContent(AuthorRole.Assistant, "hi", model, metadata: rounds[i]);
            if (rounds[i].TotalTokenCount > 0)
            {
                Prompt.Add(rounds[i].PromptTokenCount);
                Completion.Add(rounds[i].CandidatesTokenCount);
            }

            if (i == rounds.Length - 1)
                return [message];

            chatHistory.Add(message);
            chatHistory.Add(new ChatMessageContent(AuthorRole.Tool, "found"));
        }
    }

    public async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        yield return new StreamingChatMessageContent(AuthorRole.Assistant, "hi", modelId: model, metadata: rounds[^1]);
    }
}
