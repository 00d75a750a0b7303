using Microsoft.Extensions.AI;

internal static partial class Values
{
    public static IChatClient Chat => Ollama;

    public static IEmbeddingGenerator<string, Embedding<float>> Generator => Ollama;
}
