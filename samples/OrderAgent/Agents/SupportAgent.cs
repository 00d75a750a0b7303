using AgentTracing;
using Microsoft.Extensions.AI;

namespace Shop;

/// <summary>Answers questions with the shop's own model, which has no price in any list.</summary>
public sealed partial class SupportAgent(IChatClient chat)
{
    /// <summary>Answers a question.</summary>
    [Agent("support-agent")]
    public partial Task<string> AnswerAsync(string question, CancellationToken cancellationToken = default);

    private async Task<string> AnswerCoreAsync(string question, CancellationToken cancellationToken)
    {
        var options = new ChatOptions { Instructions = "Answer the customer of a furniture shop in two sentences at most." };
        var response = await chat.GetResponseAsync(question, options, cancellationToken);
        return response.Text;
    }
}
