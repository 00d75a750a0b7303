using AgentTracing;
using Anthropic.Models.Messages;

namespace Shop;

/// <content>The model call. The generator knows the SDK's Message, and reads usage, model and id from it.</content>
public sealed partial class RequestClassifier
{
    [LlmCall("classify", Provider = "anthropic")]
    private partial Task<Message> AskAsync(MessageCreateParams parameters, CancellationToken cancellationToken);

    private Task<Message> AskCoreAsync(MessageCreateParams parameters, CancellationToken cancellationToken) =>
        anthropic.Messages.Create(parameters, cancellationToken);
}
