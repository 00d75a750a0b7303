using System.ClientModel;
using OpenAI.Chat;
using OpenAI.Embeddings;

/// <content>Arguments for the clients of OpenAI and of Azure OpenAI.</content>
internal static partial class Values
{
    public static IEnumerable<ChatMessage> OpenAIMessages => [new UserChatMessage("hi")];

    public static ChatMessage[] OpenAIMessageArray => [new UserChatMessage("hi")];

    public static ChatCompletionOptions OpenAIOptions => new() { Temperature = 0 };

    public static EmbeddingGenerationOptions OpenAIEmbeddingOptions => new();

    public static IEnumerable<ReadOnlyMemory<int>> Tokens => [new int[] { 1, 2 }];

    /// <summary>A request body that is valid for chat, responses and embeddings.</summary>
    public static BinaryContent Body => BinaryContent.Create(BinaryData.FromString("""{"model":"gpt-4o-mini","messages":[{"role":"user","content":"hi"}],"input":"hi"}"""));
}
