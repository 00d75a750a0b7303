using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>Writes down what came of an operation: on its span, in the metrics, and in the roll-up of the agents around it.</summary>
internal static class OperationRecorder
{
    internal static void Record(Operation operation, TimeSpan elapsed)
    {
        if (operation.AbsorbedBy?.TryAbsorb(operation.Llm!) == true)
            return;

        var activity = operation.Activity is { IsAllDataRequested: true } recording ? recording : null;
        var account = default(LlmCallAccount);
        switch (operation.Descriptor.Kind)
        {
            case OperationKind.LlmCall:
                RecordLlmCall(operation, operation.Llm!, activity, elapsed, out account);
                break;
            case OperationKind.Tool:
                AddToolCall(operation);
                ToolMetrics.Record(operation, elapsed);
                break;
            case OperationKind.Agent or OperationKind.Workflow or OperationKind.AgentTask:
                operation.RecordAggregate();
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

        RecordOutcome(operation, activity);
        if (activity is not null)
        {
            Dialect.WriteAll(activity, operation, in account);
            if (operation.Content is { } content)
                ContentRecorder.Record(operation, content, activity);
        }

        RecordException(operation, activity);
    }

    /// <summary>The <c>error.type</c> of an operation that failed or was cancelled; null where it ended well.</summary>
    internal static string? ErrorType(Operation operation) => operation.Exception?.GetType().ToString();

    /// <summary>Adds a call to every roll-up around it.</summary>
    /// <param name="around">The operation around the call.</param>
    /// <param name="account">What it comes to.</param>
    internal static void AddLlmCall(Operation? around, in LlmCallAccount account)
    {
        var own = true;
        for (var ancestor = around; ancestor is not null; ancestor = ancestor.Parent)
        {
            ancestor.RollUp?.AddLlmCall(in account, own);
            own &= ancestor.Descriptor.Kind != OperationKind.Agent;
        }
    }

    private static void AddToolCall(Operation tool)
    {
        var own = true;
        for (var ancestor = tool.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            ancestor.RollUp?.AddToolCall(own);
            own &= ancestor.Descriptor.Kind != OperationKind.Agent;
        }
    }

    private static void RecordLlmCall(Operation operation, LlmCall call, Activity? activity, TimeSpan elapsed, out LlmCallAccount account)
    {
        call.SettleAbsorbed();
        LlmCallAccount.Settle(call, operation.Activity?.StartTimeUtc ?? DateTime.UtcNow - elapsed, out account);
        if (activity is not null)
            LlmTags.SetResponse(activity, call, in account);
        if ((EnclosingCall(operation) ?? EnclosingAggregate(operation)) is { } enclosing)
            enclosing.AddInner(new(call.Operation, call.Response.Id, account.HasUsage || !account.Counts));
        if (!account.Counts)
            return;

        AddLlmCall(operation.Parent, in account);
        if (operation.IsAggregate)
            InferenceMetrics.RecordWithoutCall(operation.AgentName, call, in account);
        else
            InferenceMetrics.Record(operation, call, in account, elapsed);
    }

    /// <summary>The LLM operation of which this one is a part; a tool or an agent in between makes it a call of its own.</summary>
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

    /// <summary>The sum in which an intercepted agent repeats this call; a tool makes it a call of its own.</summary>
    private static LlmCall? EnclosingAggregate(Operation operation)
    {
        for (var ancestor = operation.IsAggregate ? null : operation.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (ancestor.Descriptor.Kind is OperationKind.Agent or OperationKind.Workflow or OperationKind.Tool)
                return ancestor.Aggregate?.Call;
        }

        return null;
    }

    private static void RecordRollUp(Operation operation, Activity? activity, TimeSpan elapsed)
    {
        var sums = operation.RollUp!.Read();
        if (activity is not null)
        {
            activity.SetTag(AgentTracingAttributes.RollUpInputTokens, sums.InputTokens);
            activity.SetTag(AgentTracingAttributes.RollUpOutputTokens, sums.OutputTokens);
            if (sums.PricedCalls > 0)
                activity.SetTag(AgentTracingAttributes.RollUpCost, (double)sums.Cost);
            activity.SetTag(AgentTracingAttributes.RollUpLlmCalls, sums.LlmCalls);
            activity.SetTag(AgentTracingAttributes.RollUpToolCalls, sums.ToolCalls);
            activity.SetTag(AgentTracingAttributes.RollUpUnpricedCalls, sums.UnpricedCalls);
        }

        if (operation.Descriptor.Kind != OperationKind.AgentTask)
            AgentMetrics.Record(operation, in sums, elapsed);
    }

    private static void RecordScore(Operation operation)
    {
        if (operation is { Verdict: { Value: { } value } verdict, Exception: null })
            ScoreRecorder.Record(operation, operation.Descriptor.Name, value, verdict.Comment, default, null);
    }

    /// <summary>A guardrail blocks by returning false or by throwing; anything else lets pass.</summary>
    private static void RecordGuardrail(Operation operation, Activity? activity)
    {
        if (operation.IsCancelled)
            return;

        var blocks = operation.Exception is not null || operation.Verdict is { Value: { IsFlag: true, Number: 0 } };
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
