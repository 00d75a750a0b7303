using System.Runtime.CompilerServices;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.MistralAI.Client;

namespace Microsoft.SemanticKernel.Connectors.MistralAI.Client
{
    /// <summary>
    /// The usage that Semantic Kernel's Mistral connector adds to a message, with the same type and member names: its package is not
    /// referenced here.
    /// </summary>
    internal sealed class MistralUsage
    {
        public int? PromptTokens { get; set; }

        public int? CompletionTokens { get; set; }

        public int? TotalTokens { get; set; }
    }
}

namespace Microsoft.SemanticKernel.Connectors.MistralAI
{
    /// <summary>Replaces the connector. The history contains the rounds before the last one.</summary>
    internal sealed class MistralAIChatCompletionService(string model, params MistralUsage[] rounds) : IChatCompletionService
    {
        public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?> { ["ModelId"] = model };

        public async Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
            ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default)
        {
            for (var i = 0; ; i++)
            {
                await Task.Yield();
                var message = new ChatMessageContent(AuthorRole.Assistant, "hi", model, metadata: Metadata(rounds[i], i));
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
            yield return new StreamingChatMessageContent(AuthorRole.Assistant, "h", modelId: model, metadata: new Dictionary<string, object?> { ["Id"] = "r0", ["Usage"] = null });
            yield return new StreamingChatMessageContent(AuthorRole.Assistant, "i", modelId: model, metadata: Metadata(rounds[^1], 0));
        }

        private static Dictionary<string, object?> Metadata(MistralUsage usage, int round) => new() { ["Id"] = $"r{round}", ["Usage"] = usage };
    }
}
