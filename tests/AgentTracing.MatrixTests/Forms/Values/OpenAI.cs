using System.ClientModel;
using OpenAI.Chat;
using OpenAI.Embeddings;

/// <content>What the clients of OpenAI and of Azure OpenAI are given.</content>
internal static partial class Values
{
    public static IEnumerable<ChatMessage> OpenAIMessages => [new UserChatMessage("hi")];

    public static ChatMessage[] OpenAIMessageArray => [new UserChatMessage("hi")];

    public static ChatCompletionOptions OpenAIOptions => new() { Temperature = 0 };

    public static EmbeddingGenerationOptions OpenAIEmbeddingOptions => new();

    public static IEnumerable<ReadOnlyMemory<int>> Tokens => [new int[] { 1, 2 }];

    /// <summary>A body that suits chat, responses and embeddings.</summary>
    public static BinaryContent Body => BinaryContent.Create(BinaryData.FromString("""{"model":"gpt-4o-mini","messages":[{"role":"user","content":"hi"}],"input":"hi"}"""));
}
