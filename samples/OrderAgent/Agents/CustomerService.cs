using System.Runtime.CompilerServices;
using AgentTracing;

namespace Shop;

/// <summary>Handles customer requests.</summary>
public sealed partial class CustomerService(RequestClassifier classifier, OrderAgent orders, SupportAgent support, ConfirmationWriter confirmation)
{
    /// <summary>Handles one request. Streams the answer as the model writes it.</summary>
    [Workflow("customer-request")]
    public partial IAsyncEnumerable<string> HandleAsync(string request, CancellationToken cancellationToken = default);

    private async IAsyncEnumerable<string> HandleCoreAsync(string request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await classifier.ClassifyAsync(request, cancellationToken) == RequestKind.Question)
        {
            yield return await support.AnswerAsync(request, cancellationToken);
            yield break;
        }

        var report = await orders.PlaceOrderAsync(request, cancellationToken);
        await foreach (var text in confirmation.WriteAsync(request, report, cancellationToken))
            yield return text;
    }
}
