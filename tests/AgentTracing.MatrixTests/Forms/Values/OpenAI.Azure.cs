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

    public static IEnumerable<ChatMessage> OpenAIMessages => [new UserChatMessage("hi")];

    public static ChatMessage[] OpenAIMessageArray => [new UserChatMessage("hi")];

    public static ChatCompletionOptions OpenAIOptions => new() { Temperature = 0 };

    public static EmbeddingGenerationOptions OpenAIEmbeddingOptions => new();

    public static IEnumerable<ReadOnlyMemory<int>> Tokens => [new int[] { 1, 2 }];

    /// <summary>A body that suits chat and embeddings.</summary>
    public static BinaryContent Body => BinaryContent.Create(BinaryData.FromString("""{"model":"gpt-4o-mini","messages":[{"role":"user","content":"hi"}],"input":"hi"}"""));
}
