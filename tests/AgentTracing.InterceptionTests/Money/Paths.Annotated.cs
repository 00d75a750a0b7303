using Anthropic;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using OpenAI.Images;
using OpenAI.Responses;

#pragma warning disable OPENAI001, MEAI001 // Responses; images and audio

namespace AgentTracing.InterceptionTests.Money;

/// <content>Annotated methods for some of the paths.</content>
internal static partial class Paths
{
    [LlmCall("Hear")]
    private static partial Task<SpeechToTextResponse> HearAsync(ISpeechToTextClient client, [Model] string model);

    private static async Task<SpeechToTextResponse> HearCoreAsync(ISpeechToTextClient client, string model)
    {
        using var audio = new MemoryStream([1, 2, 3]);
        return await client.GetTextAsync(audio, cancellationToken: Cancellation);
    }

    [LlmCall("Draw")]
    private static partial Task<ImageGenerationResponse> DrawAsync(IImageGenerator generator, [Model] string model);

    private static Task<ImageGenerationResponse> DrawCoreAsync(IImageGenerator generator, string model)
        => generator.GenerateAsync(new ImageGenerationRequest("hi"), cancellationToken: Cancellation);

    [LlmCall("Hear")]
    private static partial Task<OpenAI.Audio.AudioTranscription> HearAsync(OpenAI.Audio.AudioClient client, [Model] string model);

    private static async Task<OpenAI.Audio.AudioTranscription> HearCoreAsync(OpenAI.Audio.AudioClient client, string model)
    {
        using var audio = new MemoryStream([1, 2, 3]);
        return await client.TranscribeAudioAsync(audio, "audio.wav", cancellationToken: Cancellation);
    }

    [LlmCall("Draw")]
    private static partial Task<GeneratedImageCollection> DrawAsync(ImageClient client, [Model] string model);

    private static async Task<GeneratedImageCollection> DrawCoreAsync(ImageClient client, string model) => await client.GenerateImagesAsync("hi", 1, cancellationToken: Cancellation);

    [LlmCall("Ask")]
    private static partial Task<ChatCompletion> AskAsync(ChatClient client, OpenAI.Chat.ChatMessage[] question);

    private static async Task<ChatCompletion> AskCoreAsync(ChatClient client, OpenAI.Chat.ChatMessage[] question) => await client.CompleteChatAsync(question, cancellationToken: Cancellation);

    [LlmCall("Ask")]
    private static partial IAsyncEnumerable<StreamingChatCompletionUpdate> AskStreaming(ChatClient client, OpenAI.Chat.ChatMessage[] question);

    private static IAsyncEnumerable<StreamingChatCompletionUpdate> AskStreamingCore(ChatClient client, OpenAI.Chat.ChatMessage[] question)
        => client.CompleteChatStreamingAsync(question, cancellationToken: Cancellation);

    [LlmCall("Respond")]
    private static partial Task<string> RespondAsync(ResponsesClient client, string model);

    private static async Task<string> RespondCoreAsync(ResponsesClient client, string model)
        => (await client.CreateResponseAsync(model, "hi", cancellationToken: Cancellation)).Value.GetOutputText();

    [LlmCall("AskClaude")]
    private static partial Task<Message> AskClaudeAsync(IAnthropicClient client, MessageCreateParams question);

    private static Task<Message> AskClaudeCoreAsync(IAnthropicClient client, MessageCreateParams question) => client.Messages.Create(question, Cancellation);
}
