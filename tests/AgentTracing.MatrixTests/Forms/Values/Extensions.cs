using Microsoft.Extensions.AI;

internal static partial class Values
{
    public static ChatMessage Message => new(ChatRole.User, "hi");

    public static IEnumerable<ChatMessage> MessageList => [Message];

    public static ChatOptions Options => new() { Temperature = 0 };

    public static EmbeddingGenerationOptions EmbeddingOptions => new();

    public static System.Text.Json.JsonSerializerOptions Json => AIJsonUtilities.DefaultOptions;

    public static DelegatingEmbeddingGenerator<string, Embedding<float>> DelegatingGenerator => new Delegating(Generator);

    private sealed class Delegating(IEmbeddingGenerator<string, Embedding<float>> inner) : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner);
}
