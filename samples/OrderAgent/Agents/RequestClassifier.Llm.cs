using AgentTracing;
using Anthropic.Models.Messages;

namespace Shop;

/// <content>The model call. Usage, model and id are read from the SDK's own Message: the generator knows its type.</content>
public sealed partial class RequestClassifier
{
    [LlmCall("classify", Provider = "anthropic")]
    private partial Task<Message> AskAsync(MessageCreateParams parameters, CancellationToken cancellationToken);

    private Task<Message> AskCoreAsync(MessageCreateParams parameters, CancellationToken cancellationToken) =>
        anthropic.Messages.Create(parameters, cancellationToken);
}
