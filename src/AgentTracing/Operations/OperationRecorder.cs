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
        var charge = default(LlmCharge);
        switch (operation.Descriptor.Kind)
        {
            case OperationKind.LlmCall:
                RecordLlmCall(operation, operation.Llm!, activity, elapsed, out charge);
                break;
            case OperationKind.Tool:
                if (!operation.IsDenied)
                    AddToolCall(operation);
                ToolMetrics.Record(operation, elapsed);
                RecordToolCost(operation, activity);
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
            Dialect.WriteAll(activity, operation, in charge);
            if (operation.Content is { } content)
                ContentRecorder.Record(operation, content, activity);
        }

        RecordException(operation, activity);
    }

    /// <summary>The <c>error.type</c> of an operation that failed or was cancelled; null where it ended well.</summary>
    internal static string? ErrorType(Operation operation) => operation.Exception?.GetType().ToString();

    /// <summary>Adds a call to every sum around it.</summary>
    /// <param name="inside">The link of the ambient chain that the call is, or in which its usage was recorded.</param>
    /// <param name="call">The call.</param>
    /// <param name="agent">The agent in which it was made.</param>
    /// <param name="charge">What it comes to.</param>
    /// <param name="isUnmeasured">Whether it may have been billed although it has no usage.</param>
    /// <param name="isAdmitted">Whether budgets counted it when it started.</param>
    internal static void AddLlmCall(
        IAmbientNode? inside, LlmCall call, string? agent, in LlmCharge charge, bool isUnmeasured = false, bool isAdmitted = false)
    {
        var own = true;
        var isRemote = false;
        for (var node = inside; node is not null; node = node.Accountable(ref isRemote))
        {
            if (node.RollUp is { } rollUp)
                rollUp.AddLlmCall(in charge, agent, call.RequestModel ?? call.Response.Model, isUnmeasured, own);
            if (node is Operation { Descriptor.Kind: OperationKind.Agent })
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

    /// <summary>Adds a cost that is neither a model's nor a tool's to every sum around it.</summary>
    /// <param name="inside">The link of the ambient chain in which it was recorded.</param>
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

    /// <summary>The call of a model or the tool that an operation is or stands in; null where an agent or nothing stands in between.</summary>
    internal static Operation? EnclosingOf(Operation? operation)
    {
        while (operation is { Llm: null, RollUp: null, Descriptor.Kind: not OperationKind.Tool })
            operation = operation.Parent;
        return operation is { RollUp: null } ? operation : null;
    }

    /// <summary>What a tool cost stands under names of its own: as a usage it would be a model's.</summary>
    private static void RecordToolCost(Operation tool, Activity? activity)
    {
        if (tool.ToolUsd is not { } usd)
            return;

        activity?.SetTag(AgentTracingAttributes.ToolCost, (double)usd);
        if (tool.ToolCostSource is { } source)
            activity?.SetTag(AgentTracingAttributes.CostSource, source);
    }

    private static void AddToolCall(Operation tool)
    {
        var usd = tool.ToolUsd;
        var own = true;
        var isRemote = false;
        for (var node = tool.Around(ref isRemote); node is not null; node = node.Accountable(ref isRemote))
        {
            if (node.RollUp is { } rollUp)
                rollUp.AddToolCall(tool.AgentName, usd, own);
            if (node is Operation { Descriptor.Kind: OperationKind.Agent })
                own = false;
            node.Budget?.Warn();
        }
    }

    private static void RecordLlmCall(Operation operation, LlmCall call, Activity? activity, TimeSpan elapsed, out LlmCharge charge)
    {
        call.Settle(operation.Activity?.StartTimeUtc ?? DateTime.UtcNow - elapsed, out charge);
        if (activity is not null)
            LlmTags.SetResponse(activity, call, in charge);
        if ((EnclosingCall(operation) ?? EnclosingAggregate(operation)) is { } enclosing)
            enclosing.AddInner(new(call.Operation, call.Response.Id, charge.HasUsage || !charge.Counts));
        if (!charge.Counts)
            return;

        AddLlmCall(operation, call, operation.AgentName, in charge, IsUnmeasured(operation, call, in charge), isAdmitted: !operation.IsAggregate);
        UsageRecords.OfCall(operation, call, in charge, elapsed);
        if (operation.IsAggregate)
            InferenceMetrics.RecordWithoutCall(operation.Parent, operation.AgentName, call, in charge);
        else
            InferenceMetrics.Record(operation, call, in charge, elapsed);
    }

    /// <summary>
    /// Whether a call may have been billed although neither usage nor cost is known: it was answered, or broken off in the middle. A call that failed before any answer is
    /// not billed.
    /// </summary>
    private static bool IsUnmeasured(Operation operation, LlmCall call, in LlmCharge charge)
        => charge.Count == 0
        && (operation.Exception is null or OperationCanceledException or TimeoutException || operation.IsIncomplete || call.TimeToFirstChunk is not null);

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
            if (sums.HasCost)
                activity.SetTag(AgentTracingAttributes.RollUpCost, (double)sums.Cost);
            activity.SetTag(AgentTracingAttributes.RollUpLlmCalls, sums.LlmCalls);
            activity.SetTag(AgentTracingAttributes.RollUpToolCalls, sums.ToolCalls);
            activity.SetTag(AgentTracingAttributes.RollUpUnpricedCalls, sums.UnpricedCalls);
            if (operation.Budget is { } budget)
                BudgetTelemetry.Record(budget, activity);
        }

        if (operation.Descriptor.Kind != OperationKind.AgentTask)
            AgentMetrics.Record(operation, in sums, elapsed);
        UsageRecords.OfRun(operation, in sums, elapsed);
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
