using System.Collections.Concurrent;
using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>
/// The tracing of an SDK or a client's pipeline. If it has a listener, an intercepted call has no second span: the existing span is
/// counted, and gets the cost when it stops (<see cref="GenAISpans"/>).
/// </summary>
internal sealed class NativeTracing
{
    /// <summary>Version of our sources with other libraries' names; only listeners of the name match them.</summary>
    internal const string ProbeVersion = "AgentTracing.Probe";

    private static readonly ConcurrentDictionary<string, NativeTracing> Known = new(StringComparer.Ordinal);

    /// <summary>
    /// Our source with the SDK's name: HasListeners shows whether anyone listens to that name. The SDK's own source cannot show it, because
    /// we listen to it ourselves.
    /// </summary>
    private readonly ActivitySource _probe;

    private NativeTracing(string source) => _probe = new ActivitySource(source, ProbeVersion);

    /// <summary>The tracing of a call that starts now; null when there is none.</summary>
    internal static NativeTracing? Of(OperationDescriptor descriptor, LlmClient? client, bool isStreamed)
        => ListenedTo(client?.Source?.Name)
        ?? ListenedTo(client?.NativeSource)
        ?? (isStreamed ? null : ListenedTo(client?.UnstreamedSource))
        ?? ListenedTo(descriptor.NativeSource);

    /// <summary>The tracing of an agent's run that starts now; null when there is none.</summary>
    internal static NativeTracing? OfAgent(LlmClient? agent) => agent is { TracesItself: true } ? ListenedTo(agent.Source?.Name) ?? (agent.TracesRuns ? ListenedTo(NativeSources.Agent.Name) : null) : null;

    private static NativeTracing? ListenedTo(string? source)
    {
        if (source is null || NativeSources.Find(source)?.IsOn() == false)
            return null;

        var tracing = Known.GetOrAdd(source, static name => new NativeTracing(name));
        return tracing._probe.HasListeners() ? tracing : null;
    }
}
