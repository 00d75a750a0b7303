using System.Diagnostics;

namespace AgentTracing.CompilerServices;

/// <content>The model calls of an intercepted agent, which its library makes in code that is not intercepted.</content>
public sealed partial class Operation
{
    private Operation(Operation agent, AgentAggregate aggregate)
    {
        _outer = agent;
        _started = agent._started;
        Descriptor = AgentAggregate.Descriptor;
        Input = agent.Input;
        Scope = agent.Scope;
        _part = aggregate.Call;
        Extras.NativeTracing = aggregate.NativeTracing;
        Outside = agent.Activity ?? agent.Outside;
        Extras.StartTime = (agent.Activity ?? agent.RunOf?.Activity)?.StartTimeUtc ?? default;
    }

    /// <summary>Whether this operation represents all calls of an agent.</summary>
    internal bool IsAggregate => ReferenceEquals(Descriptor, AgentAggregate.Descriptor);

    /// <summary>The start time of the span, if it differs from its creation.</summary>
    internal DateTimeOffset StartTime => _extras?.StartTime ?? default;

    /// <summary>
    /// Starts the span of an operation at its end, because no inner span represents the call. Returns null when spans have no listener.
    /// </summary>
    internal Activity? StartSpanLate(TimeSpan elapsed)
    {
        var current = Activity.Current;
        try
        {
            Activity.Current = Outside;
            Extras.StartTime = WallClock.Now - elapsed;
            return Activity = SpanFactory.Start(this, default, ref _beganTrace, out _);
        }
        finally
        {
            Activity.Current = current;
        }
    }

    /// <summary>Whether the run was interrupted before it reported its usage.</summary>
    private bool IsBrokenOff(AgentAggregate aggregate)
        => !aggregate.Call.Response.IsAnythingBilled && (IsIncomplete || Exception is OperationCanceledException or TimeoutException);

    /// <summary>
    /// Records and counts the calls of an intercepted agent as one, if no inner call was counted. The aggregate has no span if the agent has none, or
    /// if other spans show the calls.
    /// </summary>
    internal void RecordAggregate()
    {
        if (Aggregate is { } unknown && ((!Descriptor.ReportsUsage && !unknown.Call.Response.IsAnythingBilled) || IsBrokenOff(unknown)) && RunOf is null && !unknown.Call.IsCountedInside(hasUsage: false))
            OperationRecorder.AddUnmeasured(this);
        if (Aggregate is not { Call.Response.IsAnythingBilled: true } aggregate || aggregate.Call.IsCountedInside(hasUsage: true))
            return;

        var shown = this;
        while (shown.RunOf is { } run)
            shown = run;

        var operation = new Operation(this, aggregate);
        var current = Activity.Current;
        try
        {
            if (shown.Activity is { } around && operation.NativeTracing is null)
                operation.Activity = SpanFactory.Start(operation, around.Context, ref operation._beganTrace, out _);
            operation.End();
        }
        finally
        {
            Activity.Current = current;
        }
    }
}
