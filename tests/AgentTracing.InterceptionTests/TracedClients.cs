using LoopbackLlm;
using Microsoft.Extensions.AI;

namespace AgentTracing.InterceptionTests;

/// <summary>
/// Clients with <c>UseAgentTracing()</c>. They have a file of their own: dotnet format sees no generated code, and would take the <c>Build()</c> behind it
/// for that of another SDK that the file imports.
/// </summary>
internal static class TracedClients
{
    public static IChatClient Chat(LoopbackServer server, string model) => server.OpenAIChat(model).AsIChatClient().AsBuilder().UseAgentTracing().Build();
}
