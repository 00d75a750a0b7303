using System.Diagnostics;
using System.Runtime.CompilerServices;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>Records the outcome of an operation: on its span, in the metrics, and in the roll-up of the enclosing agents.</summary>
internal static class OperationRecorder
{
    internal static void Record(Operation operation, TimeSpan elapsed)
    {
        (operation.Llm ?? operation.Aggregate?.Call)?.AddHiddenRounds();
        if (operation.IsTakenOver || operation.AbsorbedBy?.TryAbsorb(operation.Llm!) == true)
            return;

        var activity = operation.Activity is { IsAllDataRequested: true } recording ? recording : operation.ForeignSpan;
        if (operation.Llm is { } call)
            RecordLlmCall(operation, call, activity, elapsed);
        else
            RecordWork(operation, activity, elapsed);
    }

    /// <summary>Records everything except the model call.</summary>
    private static void RecordWork(Operation operation, Activity? activity, TimeSpan elapsed)
    {
        switch (operation.Descriptor.Kind)
        {
            case OperationKind.Tool:
                if (!operation.IsDenied)
                    AddToolCall(operation, operation.AgentName, operation.ToolUsd);
                ToolMetrics.Record(operation, elapsed);
                RecordToolCost(operation, activity);
                UsageRecords.OfTool(operation, elapsed);
                break;
            case OperationKind.Agent or OperationKind.Workflow or OperationKind.AgentTask:
                operation.RecordAggregate();
                if (operation.RunOf is not null)
                    return;

                RecordRollUp(operation, activity, elapsed);
                break;
            case OperationKind.Retrieval:
                RetrievalMetrics.Record(operation, elapsed);
                break;
            case OperationKind.Evaluator:
                RecordScore(operation);
                break;
            case OperationKind.Guardrail:
                RecordGuardrail(operation, activity);
                break;
        }

        RecordEnd(operation, activity, in LlmCharge.None);
    }

    /// <summary>Records the outcome of an operation, and the attributes of dialects and settings.</summary>
    private static void RecordEnd(Operation operation, Activity? activity, in LlmCharge charge)
    {
        if (activity is not null && (operation.Llm ?? operation.Aggregate?.Call)?.Response is { } response)
            LlmTags.SetRequestOf(activity, response, isRun: operation.Llm is null);
        RecordOutcome(operation, activity);
        if (activity is not null)
        {
            Dialect.WriteAll(activity, operation, in charge);
            if (operation.Content is { } content)
                ContentRecorder.Record(operation, content, activity);
        }

        RecordException(operation, activity);
    }

    /// <summary>The <c>error.type</c> of an operation that failed or was cancelled; null when it succeeded.</summary>
    internal static string? ErrorType(Operation operation) => operation.Exception?.GetType().ToString();

    /// <summary>Adds a call to every enclosing sum.</summary>
    /// <param name="inside">The ambient node of the call, or the one in which its usage was recorded.</param>
    /// <param name="call">The call.</param>
    /// <param name="agent">The agent that made it.</param>
    /// <param name="charge">Its tokens and cost.</param>
    /// <param name="isUnmeasured">Whether it may have been billed although it has no usage.</param>
    /// <param name="isAdmitted">Whether budgets counted it when it started.</param>
    internal static void AddLlmCall(
        IAmbientNode? inside, LlmCall call, string? agent, in LlmCharge charge, bool isUnmeasured = false, bool isAdmitted = false)
    {
        if (inside is Operation { IsUnaccounted: true })
            return;

        var own = true;
        var isRemote = false;
        for (var node = inside; node is not null; node = node.Accountable(ref isRemote))
        {
            if (node.RollUp is { } rollUp)
                rollUp.AddLlmCall(in charge, agent, call.RequestModel ?? call.Response.Model, isUnmeasured, own, call.Response.Id, isKept: isUnmeasured && (call.IsPending || CountedIds.IsUnique(call.Response)));
            if (call.Provider is { Length: > 0 } provider)
                node.RollUp?.AddProvider(provider);
            if (node is Operation { Descriptor.Kind: OperationKind.Agent, RunOf: null })
                own = false;
            if (node.Budget is { } budget)
                BudgetConsumed(budget, isAdmitted);
        }
    }

    private static void BudgetConsumed(BudgetState budget, bool isAdmitted)
    {
        if (!isAdmitted)
            budget.AddUnadmittedCall();
        budget.Warn();
    }

    /// <summary>Marks all sums from an agent outwards as incomplete, because the usage of its model calls is unknown.</summary>
    internal static void AddUnmeasured(Operation agent)
    {
        var isRemote = false;
        for (IAmbientNode? node = agent; node is not null; node = node.Accountable(ref isRemote))
            node.RollUp?.AddUnmeasured();
    }

    /// <summary>Adds a cost that belongs neither to a model nor to a tool to every enclosing sum.</summary>
    /// <param name="inside">The ambient node in which it was recorded.</param>
    /// <param name="agent">The agent in which it was recorded.</param>
    /// <param name="usd">The cost in USD.</param>
    internal static void AddCost(IAmbientNode? inside, string? agent, decimal usd)
    {
        var isRemote = false;
        for (var node = inside; node is not null; node = node.Accountable(ref isRemote))
        {
            node.RollUp?.AddCost(agent, usd);
            node.Budget?.Warn();
        }
    }

    /// <summary>
    /// The operation itself or the nearest enclosing one that is a model call or a tool; null when an agent is in between, or there is
    /// none.
    /// </summary>
    internal static Operation? EnclosingOf(Operation? operation)
    {
        while (operation is { Llm: null, RollUp: null, Descriptor.Kind: not OperationKind.Tool })
            operation = operation.Parent;
        return operation is { RollUp: null } ? operation : null;
    }

    /// <summary>The cost of a tool has its own attribute names, because usage attributes would be counted as a model's.</summary>
    private static void RecordToolCost(Operation tool, Activity? activity)
    {
        if (tool.ToolUsd is not { } usd)
            return;

        activity?.SetTag(AgentTracingAttributes.ToolCost, (double)usd);
        if (tool.ToolCostSource is { } source)
            activity?.SetTag(AgentTracingAttributes.CostSource, source);
    }

    /// <summary>Adds a tool execution to every enclosing sum.</summary>
    /// <param name="inside">The ambient node of the tool, or the one in which it was executed.</param>
    /// <param name="agent">The agent that executes it.</param>
    /// <param name="usd">Its cost in USD; null when it has none.</param>
    internal static void AddToolCall(IAmbientNode? inside, string? agent, decimal? usd = null)
    {
        if (inside is Operation { IsUnaccounted: true })
            return;

        var own = true;
        var isRemote = false;
        for (var node = inside; node is not null; node = node.Accountable(ref isRemote))
        {
            if (node.RollUp is { } rollUp)
                rollUp.AddToolCall(agent, usd, own);
            if (node is Operation { Descriptor.Kind: OperationKind.Agent, RunOf: null })
                own = false;
            node.Budget?.Warn();
        }
    }

    /// <summary>
    /// Notifies the enclosing layers that a call is counted: a layer that returns the same response is not counted again. A tool ends the chain of
    /// layers.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="hasUsage">Whether its usage is known; null: whether the response reported it.</param>
    /// <param name="isSpan">Whether a span of another library describes it.</param>
    /// <param name="surroundings">The enclosing layers.</param>
    /// <param name="invocation">The model's function call in which it was made; null when there is none.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void NotifyOuterLayers(LlmCall call, bool? hasUsage, bool isSpan, Surroundings surroundings, FunctionInvocation? invocation)
    {
        // Most calls have no enclosing layer.
        CountedResponse? counted = null;
        var isDirect = true;
        while (surroundings.MoveNext())
        {
            if (surroundings.Span is { } span)
            {
                var kind = GenAISpan.KindOf(span);
                if (kind is GenAISpanKind.Tool)
                    return;

                CountedResponses.AddTo(span, Answer());
                isDirect &= kind is not GenAISpanKind.Agent;
                continue;
            }

            var around = surroundings.Operation!;
            if (around.Descriptor.Kind == OperationKind.Tool || (around.IsIntercepted && !Equals(around.Invocation?.Identity, invocation?.Identity)))
                return;

            if ((around.Llm ?? around.Aggregate?.Call) is { } layer)
                layer.AddInner(Answer());
            isDirect &= around.RollUp is null;
        }

        CountedResponse Answer()
        {
            var answer = counted ??= CountedResponse.Of(call);
            return answer with { HasUsage = hasUsage ?? answer.HasUsage, IsSpan = isSpan, IsDirect = isDirect };
        }
    }

    // Not inlined: the charge is large, and other operations need not clear its memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RecordLlmCall(Operation operation, LlmCall call, Activity? activity, TimeSpan elapsed)
    {
        var charge = default(LlmCharge);
        RecordLlmCall(operation, call, ref activity, elapsed, ref charge);
        RecordEnd(operation, activity, in charge);
    }

    private static void RecordLlmCall(Operation operation, LlmCall call, ref Activity? activity, TimeSpan elapsed, ref LlmCharge charge)
    {
        call.IsBrokenOff = operation.Exception is not null || operation.IsIncomplete;
        var shown = call.SettleShown(isOurs: activity is not null);
        if (operation.IsTracedInside && !call.HasInnerCall)
            activity = operation.StartSpanLate(elapsed);
        activity ??= shown;
        if (call.SettleCache())
        {
            activity?.SetTag(AgentTracingAttributes.Cached, true);
            if (activity is not null)
                LlmTags.SetResponse(activity, call, in charge);
            return;
        }

        call.Settle(operation.Activity?.StartTimeUtc ?? WallClock.Now - elapsed, ref charge);
        if (activity is not null)
            LlmTags.SetResponse(activity, call, in charge);
        if (!charge.Counts)
        {
            // An inner span records the call.
            if (activity is not null && operation.IsIntercepted)
                GenAISpan.MakePlain(activity);
            return;
        }

        if (call.IsPending)
        {
            activity?.SetTag(AgentTracingAttributes.Pending, true);
            AddLlmCall(operation, call, operation.AgentName, in charge, isUnmeasured: true, isAdmitted: true);
            return;
        }

        var counted = operation.IsAggregate ? operation.Parent! : operation;
        if (counted.Parent is not null || counted.Outside is not null)
            NotifyOuterLayers(call, charge.HasUsage, isSpan: false, Surroundings.Of(counted), counted.Invocation);
        call.Remember();
        AddLlmCall(operation, call, operation.AgentName, in charge, IsUnmeasured(operation, call, in charge), isAdmitted: !operation.IsAggregate);
        UsageRecords.OfCall(operation, call, in charge, elapsed);
        if (operation.IsAggregate)
            InferenceMetrics.RecordWithoutCall(operation.Parent, operation.AgentName, call, in charge);
        else
            InferenceMetrics.Record(operation, operation.AgentName, call, in charge, elapsed, ErrorType(operation));
    }

    /// <summary>
    /// Whether a call may have been billed although neither usage nor cost is known: it succeeded, or was interrupted. A call that failed
    /// before any response is not billed.
    /// </summary>
    private static bool IsUnmeasured(Operation operation, LlmCall call, in LlmCharge charge)
        => charge.Count == 0
        && (operation.Exception is null or OperationCanceledException or TimeoutException || operation.IsIncomplete || call.TimeToFirstChunk is not null);

    /// <summary>The enclosing LLM operation; null when a tool or an agent is in between.</summary>
    internal static LlmCall? EnclosingCall(Operation operation)
    {
        for (var ancestor = operation.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (ancestor.Llm is not null)
                return ancestor.Llm;
            if (ancestor.RollUp is not null || ancestor.Descriptor.Kind == OperationKind.Tool)
                return null;
        }

        return null;
    }

    // Not inlined: sums are large, and tools need not clear their memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RecordRollUp(Operation operation, Activity? activity, TimeSpan elapsed)
    {
        var sums = operation.RollUp!.Read();
        if (activity is not null)
        {
            // If the usage of a call is unknown, an empty sum would be a false zero.
            if (sums.UnmeasuredCalls == 0 || sums.InputTokens + sums.OutputTokens > 0)
            {
                activity.SetTag(AgentTracingAttributes.RollUpInputTokens, Boxed.Of(sums.InputTokens));
                activity.SetTag(AgentTracingAttributes.RollUpOutputTokens, Boxed.Of(sums.OutputTokens));
            }

            if (sums.UnmeasuredCalls > 0)
                activity.SetTag(AgentTracingAttributes.RollUpIncomplete, true);
            if (sums.HasCost)
                activity.SetTag(AgentTracingAttributes.RollUpCost, (double)sums.Cost);
            activity.SetTag(AgentTracingAttributes.RollUpLlmCalls, Boxed.Of(sums.LlmCalls));
            activity.SetTag(AgentTracingAttributes.RollUpToolCalls, Boxed.Of(sums.ToolCalls));
            activity.SetTag(AgentTracingAttributes.RollUpUnpricedCalls, Boxed.Of(sums.UnpricedCalls));
            if (operation.Budget is { } budget)
                BudgetTelemetry.Record(budget, activity);
        }

        if (operation.Descriptor.Kind != OperationKind.AgentTask && operation.RollUp.Provider is { } provider && activity?.GetTagItem(GenAIAttributes.ProviderName) is null)
            activity?.SetTag(GenAIAttributes.ProviderName, provider);
        if (operation.Descriptor.Kind != OperationKind.AgentTask)
            AgentMetrics.Record(operation, in sums, elapsed);
        UsageRecords.OfRun(operation, in sums, elapsed);
    }

    private static void RecordScore(Operation operation)
    {
        if (operation is not { Verdict: { } verdict, Exception: null })
            return;

        if (verdict.Value is { } value)
            ScoreRecorder.Record(operation, operation.Descriptor.Name, value, verdict.Comment, default, null);
        foreach (var metric in verdict.Metrics ?? [])
            ScoreRecorder.Record(operation, metric);
    }

    /// <summary>A guardrail blocks by returning false or by throwing; anything else passes.</summary>
    private static void RecordGuardrail(Operation operation, Activity? activity)
    {
        if (operation.IsCancelled)
            return;

        var blocks = operation.Exception is not null || operation.Verdict is { Blocks: true };
        activity?.SetTag(AgentTracingAttributes.GuardrailOutcome, blocks ? "block" : "pass");
    }

    private static void RecordOutcome(Operation operation, Activity? activity)
    {
        if (operation.IsIncomplete)
            activity?.SetTag(AgentTracingAttributes.StreamIncomplete, true);

        if (operation.Exception is not { } exception)
            return;

        activity?.SetTag(GenAIAttributes.ErrorType, ErrorType(operation));
        if (operation.IsCancelled)
            activity?.SetTag(AgentTracingAttributes.Cancelled, true);
        else
            activity?.SetStatus(ActivityStatusCode.Error, ExceptionRecord.MessageOf(exception));
    }

    private static void RecordException(Operation operation, Activity? activity)
    {
        if (operation.Exception is { } exception && !operation.IsCancelled && operation.NativeTracing is null)
            ExceptionRecord.WriteOnce(operation, activity, exception);
    }
}
