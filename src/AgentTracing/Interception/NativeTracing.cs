using System.Collections.Concurrent;
using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>
/// The tracing that an SDK, or a client's pipeline, does by itself. Where somebody listens to it, an intercepted call has no second span:
/// its usage is counted, and the span that is there gets the cost when it stops.
/// </summary>
internal sealed class NativeTracing
{
    private static readonly ConcurrentDictionary<string, NativeTracing> Known = new(StringComparer.Ordinal);

    /// <summary>
    /// A source of ours under the SDK's name: whoever listens to the name listens to it. The SDK's own would not tell, since we listen to that.
    /// </summary>
    private readonly ActivitySource _probe;
    private readonly Lazy<ActivityListener> _listener;

    private NativeTracing(string source)
    {
        _probe = new ActivitySource(source);
        _listener = new(Listen);
    }

    /// <summary>The tracing that shows a call which starts now, or null where none does.</summary>
    internal static NativeTracing? Of(OperationDescriptor descriptor, LlmClient? client, bool isStreamed)
        => ListenedTo(client?.Source?.Name)
        ?? ListenedTo(client?.NativeSource)
        ?? (isStreamed ? null : ListenedTo(client?.UnstreamedSource))
        ?? ListenedTo(descriptor.NativeSource);

    /// <summary>The tracing that shows a run of an agent which starts now, or null where none does.</summary>
    internal static NativeTracing? OfAgent(LlmClient? agent) => agent is { TracesItself: true } ? ListenedTo(agent.Source!.Name) : null;

    private static NativeTracing? ListenedTo(string? source)
    {
        if (source is null || NativeSources.Find(source)?.IsOn() == false)
            return null;

        var tracing = Known.GetOrAdd(source, static name => new NativeTracing(name));
        if (!tracing._probe.HasListeners())
            return null;

        _ = tracing._listener.Value;
        return tracing;
    }

    /// <summary>Listens without asking for any span: it samples nothing.</summary>
    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == _probe.Name && !ReferenceEquals(source, _probe),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.None,
            ActivityStopped = Complete,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>Adds to the SDK's span what it does not know: the agent and the cost.</summary>
    private void Complete(Activity span)
    {
        if (AmbientContext.Current?.Operation is not { } operation || ShownCall(operation) is not { } call || !span.IsAllDataRequested)
            return;

        if (operation.InnerAgentName is { } agent)
            span.SetTag(AgentTracingAttributes.AgentName, agent);
        if (span.GetTagItem(GenAIAttributes.OperationName) is string name
            && name == OperationNames.Of(call.Operation)
            && (NativeSpanUsage.Read(span) ?? AddStreamed(span, call)) is { } usage)
        {
            SetCost(span, call, usage);
        }
    }

    /// <summary>Semantic Kernel's spans of streams tell no usage. They stop with the response whose last element has just been read.</summary>
    private static TokenUsage? AddStreamed(Activity span, LlmCall call)
    {
        if (!call.IsStreaming || !call.Response.TryGetUsage(PriceBook.Default.CountingOf(call.Provider), out var usage))
            return null;

        LlmTags.SetUsage(new SpanTags(span), in usage);
        return usage;
    }

    private LlmCall? ShownCall(Operation operation)
        => operation.NativeTracing == this ? operation.Llm ?? operation.Aggregate?.Call
            : operation.Aggregate?.NativeTracing == this ? operation.Aggregate.Call
            : null;

    private static void SetCost(Activity span, LlmCall call, in TokenUsage usage)
    {
        var charge = default(LlmCharge);
        var inference = new BilledInference
        {
            Usage = usage,
            HasUsage = true,
            Provider = call.Provider,
            RequestModel = span.GetTagItem(GenAIAttributes.RequestModel) as string ?? call.RequestModel,
            ResponseModel = span.GetTagItem(GenAIAttributes.ResponseModel) as string,
            ServiceTier = call.Request?.ServiceTier,
            StartedAt = span.StartTimeUtc,
        };
        charge.Add(ref inference);
        LlmTags.SetCost(new SpanTags(span), call.Provider, in charge);
    }
}
