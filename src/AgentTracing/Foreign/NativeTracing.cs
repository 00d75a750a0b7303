using System.Collections.Concurrent;
using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>
/// The tracing that an SDK, or a client's pipeline, does by itself. If it has a listener, an intercepted call has no second span:
/// the span that is there is counted, and gets the cost when it stops (<see cref="GenAISpans"/>).
/// </summary>
internal sealed class NativeTracing
{
    /// <summary>Version of the sources of ours that stand under others' names: nothing listens to them but for the name.</summary>
    internal const string ProbeVersion = "AgentTracing.Probe";

    private static readonly ConcurrentDictionary<string, NativeTracing> Known = new(StringComparer.Ordinal);

    /// <summary>
    /// A source of ours under the SDK's name: a listener of that name listens to it. The SDK's own source cannot answer, because we listen to it ourselves.
    /// </summary>
    private readonly ActivitySource _probe;

    private NativeTracing(string source) => _probe = new ActivitySource(source, ProbeVersion);

    /// <summary>The tracing that shows a call which starts now, or null when none does.</summary>
    internal static NativeTracing? Of(OperationDescriptor descriptor, LlmClient? client, bool isStreamed)
        => ListenedTo(client?.Source?.Name)
        ?? ListenedTo(client?.NativeSource)
        ?? (isStreamed ? null : ListenedTo(client?.UnstreamedSource))
        ?? ListenedTo(descriptor.NativeSource);

    /// <summary>The tracing that shows a run of an agent which starts now, or null when none does.</summary>
    internal static NativeTracing? OfAgent(LlmClient? agent) => agent is { TracesItself: true } ? ListenedTo(agent.Source?.Name) ?? (agent.TracesRuns ? ListenedTo(NativeSources.Agent.Name) : null) : null;

    private static NativeTracing? ListenedTo(string? source)
    {
        if (source is null || NativeSources.Find(source)?.IsOn() == false)
            return null;

        var tracing = Known.GetOrAdd(source, static name => new NativeTracing(name));
        return tracing._probe.HasListeners() ? tracing : null;
    }
}
