using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

internal static partial class Values
{
    private static AzureOpenAIClient Azure => new(Server.BaseAddress, new ApiKeyCredential("key"), new AzureOpenAIClientOptions { RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });

    public static ChatClient ChatClient => Azure.GetChatClient("gpt-4o-mini");

    public static EmbeddingClient EmbeddingClient => Azure.GetEmbeddingClient("text-embedding-3-small");
}
