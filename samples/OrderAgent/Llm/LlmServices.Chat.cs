using Microsoft.Extensions.AI;
using OpenAI;

namespace Shop;

/// <content>The chat pipeline of a model that calls functions.</content>
public sealed partial class LlmServices
{
    private static IChatClient Chat(OpenAIClient client, string model) =>
        client.GetChatClient(model).AsIChatClient().AsBuilder()
            .UseFunctionInvocation()
            .ConfigureOptions(options => options.ModelId ??= model)
            .Use(provider => new TracedChatClient(provider))
            .Build();
}
