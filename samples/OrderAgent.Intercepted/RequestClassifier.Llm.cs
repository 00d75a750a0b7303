using Anthropic.Models.Messages;

namespace Shop;

/// <content>The model call, without any tracing code.</content>
public sealed partial class RequestClassifier
{
    private Task<Message> AskAsync(MessageCreateParams parameters, CancellationToken cancellationToken) =>
        anthropic.Messages.Create(parameters, cancellationToken);
}
