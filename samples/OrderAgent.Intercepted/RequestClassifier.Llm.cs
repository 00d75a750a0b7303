using Anthropic.Models.Messages;

namespace Shop;

/// <content>The model call, as one writes it who knows nothing of tracing.</content>
public sealed partial class RequestClassifier
{
    private Task<Message> AskAsync(MessageCreateParams parameters, CancellationToken cancellationToken) =>
        anthropic.Messages.Create(parameters, cancellationToken);
}
