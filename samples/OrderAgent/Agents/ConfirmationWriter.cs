using System.Runtime.CompilerServices;
using AgentTracing;
using Microsoft.Extensions.AI;

namespace Shop;

/// <summary>Streams the confirmation to the customer.</summary>
public sealed partial class ConfirmationWriter(IChatClient chat)
{
    /// <summary>Confirms an order. The span lasts as long as the enumeration, also if the reader stops early.</summary>
    [AgentTask("write-confirmation")]
    public partial IAsyncEnumerable<string> WriteAsync(string request, string report, CancellationToken cancellationToken = default);

    private async IAsyncEnumerable<string> WriteCoreAsync(
        string request, string report, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<ChatMessage> messages =
        [
            new(ChatRole.System, "Confirm the customer's order in one friendly sentence."),
            new(ChatRole.User, $"The request: {request}\nWhat was done: {report}"),
        ];
        await foreach (var update in chat.GetStreamingResponseAsync(messages, cancellationToken: cancellationToken))
            yield return update.Text;
    }
}
