using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>Detects clients that visibly trace their calls.</summary>
internal sealed class TracedClients(TelemetrySetup setup)
{
    /// <summary>Whether the client of a call traces it.</summary>
    public bool Trace(LlmCallSite site, SemanticModel model, CancellationToken cancellationToken, ClientTracing tracing = ClientTracing.Any)
        => site.Receiver is { } receiver && new ClientOrigins(setup, model, cancellationToken, tracing: tracing).Trace(receiver);
}
