using Microsoft.Extensions.AI;

internal static partial class Values
{
    public static DelegatingChatClient DelegatingClient => new ConfigureOptionsChatClient(Chat, static _ => { });

    public static ConfigureOptionsChatClient ConfiguringClient => new(Chat, static _ => { });

    public static FunctionInvokingChatClient InvokingClient => new(Chat);

    public static OpenTelemetryChatClient TracingClient => new(Chat);

    public static ConfigureOptionsEmbeddingGenerator<string, Embedding<float>> ConfiguringGenerator => new(Generator, static _ => { });
}
