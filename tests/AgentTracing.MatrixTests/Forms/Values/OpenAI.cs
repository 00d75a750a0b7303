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

    public static IEnumerable<ChatMessage> OpenAIMessages => [new UserChatMessage("hi")];

    public static ChatMessage[] OpenAIMessageArray => [new UserChatMessage("hi")];

    public static ChatCompletionOptions OpenAIOptions => new() { Temperature = 0 };

    public static EmbeddingGenerationOptions OpenAIEmbeddingOptions => new();

    public static IEnumerable<ReadOnlyMemory<int>> Tokens => [new int[] { 1, 2 }];

    /// <summary>A body that suits chat, responses and embeddings.</summary>
    public static BinaryContent Body => BinaryContent.Create(BinaryData.FromString("""{"model":"gpt-4o-mini","messages":[{"role":"user","content":"hi"}],"input":"hi"}"""));
}
