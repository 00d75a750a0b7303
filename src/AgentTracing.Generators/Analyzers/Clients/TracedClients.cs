using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>Tells the clients that visibly trace their calls.</summary>
internal sealed class TracedClients(TelemetrySetup setup)
{
    /// <summary>Whether the client of a call does.</summary>
    public bool Trace(LlmCallSite site, SemanticModel model, CancellationToken cancellationToken, ClientTracing tracing = ClientTracing.Any)
        => site.Receiver is { } receiver && new ClientOrigins(setup, model, cancellationToken, tracing: tracing).Trace(receiver);
}
