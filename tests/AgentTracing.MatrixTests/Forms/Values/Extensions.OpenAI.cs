using Microsoft.Extensions.AI;

internal static partial class Values
{
    public static IChatClient Chat => ChatClient.AsIChatClient();

    public static IEmbeddingGenerator<string, Embedding<float>> Generator => EmbeddingClient.AsIEmbeddingGenerator();
}
