using System.Runtime.CompilerServices;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace AgentTracing.Tests.Shared;

/// <summary>An agent that delegates its runs to another one, after a given number of additional runs of that agent.</summary>
internal sealed class Delegating(AIAgent inner, int before = 0) : DelegatingAIAgent(inner)
{
    protected override async Task<AgentResponse> RunCoreAsync(
        IEnumerable<ChatMessage> messages, AgentSession? session = null, AgentRunOptions? options = null, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < before; i++)
            await InnerAgent.RunAsync("plain", session, options, cancellationToken);
        return await InnerAgent.RunAsync(messages, session, options, cancellationToken);
    }

    protected override async IAsyncEnumerable<AgentResponseUpdate> RunCoreStreamingAsync(
        IEnumerable<ChatMessage> messages, AgentSession? session = null, AgentRunOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < before; i++)
            await InnerAgent.RunAsync("plain", session, options, cancellationToken);
        await foreach (var update in InnerAgent.RunStreamingAsync(messages, session, options, cancellationToken))
            yield return update;
    }
}
