using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

internal static partial class Values
{
    private static OpenAIClientOptions OpenAI => new() { Endpoint = Server.OpenAIAddress, RetryPolicy = new ClientRetryPolicy(maxRetries: 0) };

    public static ChatClient ChatClient => new("gpt-4o-mini", new ApiKeyCredential("key"), OpenAI);

    public static EmbeddingClient EmbeddingClient => new("text-embedding-3-small", new ApiKeyCredential("key"), OpenAI);
}
