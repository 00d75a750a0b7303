using Microsoft.Extensions.AI;
using OpenAI;

namespace Shop;

/// <content>The pipeline of a model that calls functions, as one writes it who knows nothing of tracing.</content>
public sealed partial class LlmServices
{
    private static IChatClient Chat(OpenAIClient client, string model) =>
        client.GetChatClient(model).AsIChatClient().AsBuilder()
            .UseFunctionInvocation()
            .ConfigureOptions(options => options.ModelId ??= model)
            .Build();
}
