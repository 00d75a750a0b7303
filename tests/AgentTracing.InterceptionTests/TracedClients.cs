using LoopbackLlm;
using Microsoft.Extensions.AI;

namespace AgentTracing.InterceptionTests;

/// <summary>
/// Clients with <c>UseAgentTracing()</c>. They are in a separate file because dotnet format does not see generated code: it would resolve
/// <c>Build()</c> to the method of another SDK that the file imports.
/// </summary>
internal static class TracedClients
{
    public static IChatClient Chat(LoopbackServer server, string model) => server.OpenAIChat(model).AsIChatClient().AsBuilder().UseAgentTracing().Build();
}
