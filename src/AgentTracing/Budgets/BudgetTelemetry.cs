using System.Globalization;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using Microsoft.Extensions.Logging;
using Activity = System.Diagnostics.Activity;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>Telemetry of budgets: a warning, the excess, and the state at the end of the run.</summary>
internal static class BudgetTelemetry
{
    private static readonly EventId WarningEvent = new(5, AgentTracingAttributes.BudgetWarningEvent);

    /// <summary>Writes the event <c>agent_tracing.budget.warning</c>.</summary>
    internal static void Warning(BudgetState budget, BudgetLimit limit, double share, Operation? operation)
    {
        if (operation?.Activity is not null || AgentTracingOptions.Current.Logger is not null)
            SpanLog.Write(WarningEvent, operation?.Activity, Tags(budget, limit, share));
    }

    /// <summary>Counts an exceeded budget.</summary>
    internal static void Exceeded(BudgetState budget, BudgetLimit limit, Operation? operation)
    {
        if ((AgentTracingOptions.Current.Metrics & MetricSets.Llm) == 0)
            return;

        var agent = Label.Agent.Cap(budget.Name ?? operation?.InnerAgentName);
        LlmInstruments.BudgetsExceeded.Add(
            1, MetricTags.Present(new(MetricNames.Labels.AgentName, agent), new(MetricNames.Labels.Limit, NameOf(limit))));
    }

    /// <summary>Writes the state of a budget on the span of its operation.</summary>
    internal static void Record(BudgetState budget, Activity span)
    {
        var (limit, share) = budget.Nearest();
        foreach (var (key, value) in Tags(budget, limit, share))
            span.SetTag(key, value);
        span.SetTag(AgentTracingAttributes.BudgetExceeded, budget.IsExceeded);
    }

    /// <summary>Name of a limit in telemetry.</summary>
    internal static string NameOf(BudgetLimit limit) => limit switch
    {
        BudgetLimit.Cost => "cost",
        BudgetLimit.Tokens => "tokens",
        BudgetLimit.LlmCalls => "llm_calls",
        BudgetLimit.ToolCalls => "tool_calls",
        BudgetLimit.RepeatedToolCalls => "repeated_tool_calls",
        _ => "unpriced",
    };

    /// <summary>The name of a limit in messages.</summary>
    internal static string Describe(BudgetLimit limit, AgentBudget budget) => limit switch
    {
        BudgetLimit.Cost => string.Create(CultureInfo.InvariantCulture, $"MaxCostUsd = {budget.MaxCostUsd}"),
        BudgetLimit.Tokens => $"MaxTokens = {budget.MaxTokens}",
        BudgetLimit.LlmCalls => $"MaxLlmCalls = {budget.MaxLlmCalls}",
        BudgetLimit.ToolCalls => $"MaxToolCalls = {budget.MaxToolCalls}",
        BudgetLimit.RepeatedToolCalls => $"MaxRepeatedToolCalls = {budget.MaxRepeatedToolCalls}",
        _ => "OnUnpriced = Deny",
    };

    private static List<Tag> Tags(BudgetState budget, BudgetLimit limit, double share)
    {
        var tags = new List<Tag>(3) { new(AgentTracingAttributes.BudgetLimit, NameOf(limit)), new(AgentTracingAttributes.BudgetUsed, share) };
        if (budget.Name is { } name)
            tags.Add(new(AgentTracingAttributes.AgentName, name));
        return tags;
    }
}
