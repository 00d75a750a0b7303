using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>
/// Prices, counts and sums the GenAI spans of other libraries when they stop. Its listener does not sample, so a source without other
/// listeners stays silent. Only if calls must be counted and spans have no listener at all, it subscribes to known sources.
/// </summary>
internal static class GenAISpans
{
    private static readonly Lazy<ActivityListener> Listener = new(Listen);

    /// <summary>Starts listening to foreign spans.</summary>
    internal static void Follow() => _ = Listener.Value;

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = MayBeGenAI,
            Sample = static (ref ActivityCreationOptions<ActivityContext> options)
                => IsCountedWithoutListener(options.Source.Name) ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStarted = Started,
            ActivityStopped = static span =>
            {
                try
                {
                    Stopped(span);
                }
                catch (Exception exception)
                {
                    TelemetryFault.Report("read a span", exception);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        ConnectorMeters.Follow();
        return listener;
    }

    /// <summary>
    /// Handles the start of a span. If it is a request of the client that we inserted into an agent, budgets may deny it.
    /// </summary>
    private static void Started(Activity span)
    {
        Underway.Begin();
        if (span.Source.Name != SdkFacts.RoundsSource || AgentTelemetry.IsOurs(span.Source) || !span.OperationName.StartsWith(OperationNames.Chat, StringComparison.Ordinal))
            return;

        try
        {
            BudgetGate.AdmitRound(span);
        }
        catch (AgentBudgetExceededException)
        {
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            Activity.Current = span.Parent;
            throw;
        }
    }

    private static bool IsCountedWithoutListener(string source)
        => AgentTelemetry.IsEnabled && !AgentTelemetry.Source.HasListeners() && (source == SdkFacts.RoundsSource || NativeSources.Find(source) is not null);

    /// <summary>Any library may start GenAI spans, except .NET and ASP.NET Core, which start most of all spans.</summary>
    private static bool MayBeGenAI(ActivitySource source)
        => !IsOurs(source)
        && source.Version != NativeTracing.ProbeVersion
        && !source.Name.StartsWith("System.", StringComparison.Ordinal)
        && !source.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal);

    /// <summary>
    /// Compares names: the listener can be called while our source is being constructed, before the field is assigned. The source for
    /// agents' tools has the same name.
    /// </summary>
    private static bool IsOurs(ActivitySource source)
        => AgentTelemetry.Source is { } ours ? ReferenceEquals(source, ours) : source.Name == AgentTelemetry.SourceName;

    private static void Stopped(Activity span)
    {
        if (!span.IsAllDataRequested)
            return;

        // Microsoft.Extensions.AI starts one span for all rounds of function calls, on the source of the inner client; each round reports
        // its own usage.
        if (span.OperationName == "orchestrate_tools")
            NativeSpanUsage.Remove(span);
        if (!GenAISpan.IsForeign(span))
            return;

        var node = AmbientContext.Current;
        var operation = node?.Operation;
        if (operation?.InnerAgentName is { } agent && span.GetTagItem(AgentTracingAttributes.AgentName) is null && GenAISpan.KindOf(span) is GenAISpanKind.Call)
            span.SetTag(AgentTracingAttributes.AgentName, agent);

        // Other libraries record every cancellation as a failure.
        if (GenAISpan.IsCancelled(span) && operation is { IsCancellationRequested: true })
        {
            span.SetStatus(ActivityStatusCode.Unset);
            span.SetTag(AgentTracingAttributes.Cancelled, true);
        }

        switch (GenAISpan.KindOf(span))
        {
            case GenAISpanKind.Call:
                StoppedCall(span, node, GenAISpan.CallOf(span)!.Value);
                break;
            case GenAISpanKind.Agent:
                StoppedAgent(span, node);
                break;
            case GenAISpanKind.Tool:
                StoppedTool(span, node);
                break;
        }
    }

    private static void StoppedCall(Activity span, IAmbientNode? node, LlmOperation kind)
    {
        var call = ForeignCall.Read(span, kind, node);
        var response = CountedResponse.Of(call.Llm);
        if (CountedResponses.In(span)?.Includes(response) == true)
        {
            // The span of the inner call has the usage; back ends would count it twice on this one.
            if (AgentTelemetry.Source.HasListeners())
                GenAISpan.MakePlain(span);
            return;
        }

        // The enclosing span records the same request, with more data.
        if (ShownAnswer.Around(span, node?.Operation) is { } awaited)
        {
            awaited.Inside = call;
            if (AgentTelemetry.Source.HasListeners())
                GenAISpan.MakePlain(span);
            return;
        }

        if (OperationOf(span, node?.Operation) is { } operation && (operation.Llm!.TryShow(call) || operation.Llm.IsAnsweredWith(response)))
        {
            // Our span is the span of the call, unless our source has no listener.
            if (operation.Activity is { IsAllDataRequested: true })
                GenAISpan.MakePlain(span);
            else
                call.PutCost();
            NotifySpansBetween(span, operation, response);
            return;
        }

        if (!call.TryShowCached())
            call.Count();
    }

    /// <summary>
    /// Marks the foreign spans between a span and our call: a connector's span around its SDK's span is not a second request.
    /// </summary>
    private static void NotifySpansBetween(Activity span, Operation shown, CountedResponse response)
    {
        var surroundings = Surroundings.Of(span, shown);
        while (surroundings.MoveNext() && surroundings.Span is { } outer)
            CountedResponses.AddTo(outer, response with { IsSpan = true });
    }

    /// <summary>Counts the sum of a run whose calls were not traced.</summary>
    private static void StoppedAgent(Activity span, IAmbientNode? node)
    {
        var isCounted = CountedResponses.In(span)?.Any == true;
        if (isCounted && AgentTelemetry.Source.HasListeners())
            NativeSpanUsage.Remove(span);

        var run = RunOf(span, node?.Operation);
        run?.SetForeignSpan(span);
        if (isCounted)
            return;

        var call = ForeignCall.Read(span, LlmOperation.Chat, node);
        if (run is not null)
            call.PutCost();
        else if (call.Llm.Response.IsAnythingBilled)
            call.Count();
    }

    private static void StoppedTool(Activity span, IAmbientNode? node)
    {
        var operation = node?.Operation;
        if (OuterToolSpan.IsTaken(span))
            OuterToolSpan.Settle(span);
        if (OuterToolSpan.IsTaken(span) || GenAISpan.ToolOf(span) is not { } tool)
            return;

        // A kernel turns a text prompt into a function with a random name.
        if (IsKernelFunction(span) && tool.StartsWith("InvokePrompt", StringComparison.Ordinal))
            return;

        // An MCP client's call inside a pipeline reports one execution twice.
        var surroundings = Surroundings.Of(span, operation);
        if (surroundings.MoveNext() && IsExecution(surroundings, tool))
            return;

        var agent = operation?.InnerAgentName;
        OperationRecorder.AddToolCall(node, agent);
        if (agent is not null && span.GetTagItem(GenAIAttributes.AgentName) is null)
            span.SetTag(GenAIAttributes.AgentName, agent);
        ToolMetrics.Record(tool, operation, span.Duration, span.GetTagItem(GenAIAttributes.ErrorType) as string, span.Status == ActivityStatusCode.Error);
    }

    private static bool IsExecution(in Surroundings surroundings, string tool)
        => surroundings.Operation is { Descriptor.Kind: OperationKind.Tool } || (surroundings.Span is { } outer && GenAISpan.ToolOf(outer) == tool);

    /// <summary>Returns our operation that records the same call as the span: intercepted, annotated or traced by hand.</summary>
    private static Operation? OperationOf(Activity span, Operation? operation)
    {
        var surroundings = Surroundings.Of(span, operation);
        var isInPrompt = false;
        while (surroundings.MoveNext())
        {
            if (surroundings.Span is { } outer)
            {
                // A kernel executes a prompt as a function, whose span is between ours and that of the call. A tool would be inside the
                // call's span.
                if (isInPrompt || !(GenAISpan.KindOf(outer) is GenAISpanKind.Call || (isInPrompt = IsKernelFunction(outer))))
                    return null;
                continue;
            }

            return surroundings.Operation is { Llm: not null } shown ? shown : null;
        }

        return null;
    }

    private static bool IsKernelFunction(Activity span) => span.Source.Name == NativeSources.Kernel.Name && GenAISpan.KindOf(span) is GenAISpanKind.Tool;

    /// <summary>The intercepted run that a span records.</summary>
    private static Operation? RunOf(Activity span, Operation? operation)
    {
        var surroundings = Surroundings.Of(span, operation);
        return surroundings.MoveNext() && surroundings.Operation is { Aggregate: not null } run ? run : null;
    }
}
