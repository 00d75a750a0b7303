using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>Microsoft.Extensions.AI. Extensions that return one value drop the usage of the inner call.</summary>
internal static class MicrosoftExtensionsAI
{
    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("Microsoft.Extensions.AI")
    {
        Property = "MicrosoftExtensionsAI",
        Formats =
        [
            new("Microsoft.Extensions.AI.ChatResponseFormatJson", "json"),
            new("Microsoft.Extensions.AI.ChatResponseFormatText", "text"),
        ],
        Calls =
        [
            Call("Microsoft.Extensions.AI.IChatClient", ["GetResponseAsync"]),
            Call("Microsoft.Extensions.AI.IChatClient", ["GetStreamingResponseAsync"], Streaming),
            Call("Microsoft.Extensions.AI.ChatClientExtensions", ["GetResponseAsync"]),
            Call("Microsoft.Extensions.AI.ChatClientExtensions", ["GetStreamingResponseAsync"], Streaming),
            Call("Microsoft.Extensions.AI.ChatClientStructuredOutputExtensions", ["GetResponseAsync"]),
            Call("Microsoft.Extensions.AI.IEmbeddingGenerator`2", ["GenerateAsync"], operation: Embeddings),
            Call("Microsoft.Extensions.AI.EmbeddingGeneratorExtensions", ["GenerateAsync", "GenerateVectorAsync", "GenerateAndZipAsync"], operation: Embeddings),
            Call("Microsoft.Extensions.AI.IImageGenerator", ["GenerateAsync"], operation: ImageGeneration),
            Call("Microsoft.Extensions.AI.ImageGeneratorExtensions", ["GenerateImagesAsync", "EditImagesAsync", "EditImageAsync"], operation: ImageGeneration),
            Call("Microsoft.Extensions.AI.ISpeechToTextClient", ["GetTextAsync"], operation: Transcription),
            Call("Microsoft.Extensions.AI.ISpeechToTextClient", ["GetStreamingTextAsync"], Streaming, Transcription),
            Call("Microsoft.Extensions.AI.SpeechToTextClientExtensions", ["GetTextAsync"], operation: Transcription),
            Call("Microsoft.Extensions.AI.SpeechToTextClientExtensions", ["GetStreamingTextAsync"], Streaming, Transcription),
            Call("Microsoft.Extensions.AI.ITextToSpeechClient", ["GetAudioAsync"], operation: Speech),
            Call("Microsoft.Extensions.AI.ITextToSpeechClient", ["GetStreamingAudioAsync"], Streaming, Speech),
            Call("Microsoft.Extensions.AI.IRealtimeClient", ["CreateSessionAsync"], Deferred, Realtime),
            Call("Microsoft.Extensions.AI.IRealtimeClientSession", ["SendAsync"], Deferred, Realtime),
            Call("Microsoft.Extensions.AI.IRealtimeClientSession", ["GetStreamingResponseAsync"], Streaming | Deferred, Realtime),
            Call("Microsoft.Extensions.AI.AIFunction", ["InvokeAsync"], ToolCall, ExecuteTool),
        ],
        Models =
        [
            new(
                null,
                [
                    "Microsoft.Extensions.AI.ChatOptions",
                    "Microsoft.Extensions.AI.EmbeddingGenerationOptions",
                    "Microsoft.Extensions.AI.ImageGenerationOptions",
                    "Microsoft.Extensions.AI.SpeechToTextOptions",
                    "Microsoft.Extensions.AI.TranscriptionOptions",
                    "Microsoft.Extensions.AI.TextToSpeechOptions",
                    "Microsoft.Extensions.AI.RealtimeSessionOptions",
                ]),
        ],
        Requests =
        [
            "Microsoft.Extensions.AI.ChatOptions",
            "Microsoft.Extensions.AI.EmbeddingGenerationOptions",
            "Microsoft.Extensions.AI.ImageGenerationOptions",
            "Microsoft.Extensions.AI.SpeechToTextOptions",
            "Microsoft.Extensions.AI.TextToSpeechOptions",
        ],
        Responses =
        [
            new("Microsoft.Extensions.AI.ChatResponse") { Raw = "RawRepresentation", IsAdapted = true, Rounds = "Messages" },
            new("Microsoft.Extensions.AI.ChatResponseUpdate")
            {
                Raw = "RawRepresentation",
                IsAdapted = true,
                IsUpdate = true,
                IsOneOfSeveral = true,
                Parts = [new(MemberPath.Each("Contents"), "Microsoft.Extensions.AI.UsageContent")],
            },
            new("Microsoft.Extensions.AI.ImageGenerationResponse") { Raw = "RawRepresentation", IsAdapted = true },
            new("Microsoft.Extensions.AI.SpeechToTextResponse") { Raw = "RawRepresentation", IsAdapted = true },
            new("Microsoft.Extensions.AI.UsageContent") { Root = "Details" },
            new("Microsoft.Extensions.AI.SpeechToTextResponseUpdate") { Parts = [new(MemberPath.Each("Contents"), "Microsoft.Extensions.AI.UsageContent")] },
            new("Microsoft.Extensions.AI.TextToSpeechResponseUpdate") { Parts = [new(MemberPath.Each("Contents"), "Microsoft.Extensions.AI.UsageContent")] },
            new("Microsoft.Extensions.AI.GeneratedEmbeddings`1") { ModelOnFirstElement = true },
        ],
        Inputs =
        [
            new("Microsoft.Extensions.AI.ChatMessage") { Role = "Role", Name = "AuthorName", Contents = "Contents" },
            new("Microsoft.Extensions.AI.ChatOptions") { Instructions = "Instructions", Tools = "Tools" },
        ],
        Answers =
        [
            new("Microsoft.Extensions.AI.ChatResponse") { Messages = "Messages" },
            new("Microsoft.Extensions.AI.ChatResponseUpdate") { Contents = "Contents" },
            new("Microsoft.Extensions.AI.ChatMessage") { Role = "Role", Name = "AuthorName", Contents = "Contents" },
        ],
    };

    private static LlmApi Call(string type, string[] methods, LlmApiTraits traits = None, string operation = Chat)
        => new(type, methods, operation, null, Client | Options, traits) { NativeSource = NativeSources.ChatClient };
}
