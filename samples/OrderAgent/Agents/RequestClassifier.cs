using AgentTracing;
using Anthropic;
using Anthropic.Models.Messages;

namespace Shop;

/// <summary>The kind of a customer's request.</summary>
public enum RequestKind
{
    /// <summary>The customer wants information.</summary>
    Question,

    /// <summary>The customer wants to buy something.</summary>
    Order,
}

/// <summary>Classifies requests with a small model, through Anthropic's SDK.</summary>
public sealed partial class RequestClassifier(IAnthropicClient anthropic)
{
    /// <summary>Determines whether a request is an order or a question.</summary>
    [AgentTask("classify-request")]
    public partial Task<RequestKind> ClassifyAsync(string request, CancellationToken cancellationToken = default);

    private async Task<RequestKind> ClassifyCoreAsync(string request, CancellationToken cancellationToken)
    {
        var message = await AskAsync(
            new MessageCreateParams
            {
                Model = Models.Classifier,
                MaxTokens = 8,
                System = "A customer writes to a shop. Answer with one word: 'order' if they want to buy, 'question' otherwise.",
                Messages = [new UserMessageParam(request)],
            },
            cancellationToken);

        var answer = string.Concat(message.Content.Select(block => block.TryPickText(out var text) ? text.Text : ""));
        return answer.Contains("order", StringComparison.OrdinalIgnoreCase) ? RequestKind.Order : RequestKind.Question;
    }
}
