using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>The instruments of the set <see cref="MetricSets.Llm"/>. Units are left out where Prometheus would append them to the name.</summary>
internal static class LlmInstruments
{
    internal static readonly Counter<long> Tokens = AgentTelemetry.Meter.CreateCounter<long>(
        MetricNames.LlmTokens, null, "Tokens by type; cache_read, cache_write and reasoning are parts of input and output.");

    internal static readonly Counter<double> Cost = AgentTelemetry.Meter.CreateCounter<double>(
        MetricNames.LlmCost, null, "Cost of calls of models in USD.");

    internal static readonly Histogram<double> RequestDuration = AgentTelemetry.Meter.CreateHistogram(
        MetricNames.LlmRequestDuration, "s", "Duration of calls of models.", null, Buckets.RequestDuration);

    internal static readonly Counter<long> AgentRuns = AgentTelemetry.Meter.CreateCounter<long>(
        MetricNames.AgentRuns, null, "Runs of agents, by how they ended.");

    internal static readonly Histogram<double> AgentRunCost = AgentTelemetry.Meter.CreateHistogram(
        MetricNames.AgentRunCost, null, "Cost of one run of an agent in USD, sub-agents included.", null, Buckets.RunCost);

    internal static readonly Counter<long> ToolCalls = AgentTelemetry.Meter.CreateCounter<long>(
        MetricNames.ToolCalls, null, "Executions of tools, by how they ended.");

    internal static readonly Counter<double> ToolCost = AgentTelemetry.Meter.CreateCounter<double>(
        MetricNames.ToolCost, null, "Cost of executions of tools in USD.");

    internal static readonly Counter<long> UnpricedCalls = AgentTelemetry.Meter.CreateCounter<long>(
        MetricNames.LlmUnpricedCalls, null, "Calls of models whose usage is known and whose price is not.");

    internal static readonly Counter<long> BudgetsExceeded = AgentTelemetry.Meter.CreateCounter<long>(
        MetricNames.BudgetsExceeded, null, "Budgets of agents that denied a call, by limit.");

    /// <summary>Whether anybody listens to any of them, but to that of budgets: a budget is on by itself (<see cref="Measuring"/>).</summary>
    internal static bool Enabled
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Tokens.Enabled || AgentRuns.Enabled || ToolCalls.Enabled || Cost.Enabled || RequestDuration.Enabled || AgentRunCost.Enabled
            || UnpricedCalls.Enabled || ToolCost.Enabled;
    }

    /// <summary>Whether anybody listens to what a tool records; inside of one a workflow is no run.</summary>
    internal static bool ToolEnabled
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ToolCalls.Enabled || ToolCost.Enabled || AgentRuns.Enabled || AgentRunCost.Enabled;
    }

    /// <summary>Whether anybody listens to what a run records, or to what names the agent.</summary>
    internal static bool RunEnabled
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => AgentRuns.Enabled || AgentRunCost.Enabled || Tokens.Enabled || Cost.Enabled || RequestDuration.Enabled || ToolCalls.Enabled || ToolCost.Enabled;
    }
}
