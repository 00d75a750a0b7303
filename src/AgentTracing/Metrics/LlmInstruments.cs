using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>
/// The instruments of the set <see cref="MetricSets.Llm"/>. Units are omitted if Prometheus would append them to the name.
/// </summary>
internal static class LlmInstruments
{
    internal static readonly Counter<long> Tokens = AgentTelemetry.Meter.CreateCounter<long>(
        MetricNames.LlmTokens, null, "Tokens by type; cache_read, cache_write and reasoning are parts of input and output.");

    internal static readonly Counter<double> Cost = AgentTelemetry.Meter.CreateCounter<double>(
        MetricNames.LlmCost, null, "Cost of model calls in USD.");

    internal static readonly Histogram<double> RequestDuration = AgentTelemetry.Meter.CreateHistogram(
        MetricNames.LlmRequestDuration, "s", "Duration of model calls.", null, Buckets.RequestDuration);

    internal static readonly Counter<long> AgentRuns = AgentTelemetry.Meter.CreateCounter<long>(
        MetricNames.AgentRuns, null, "Runs of agents, by outcome.");

    internal static readonly Histogram<double> AgentRunCost = AgentTelemetry.Meter.CreateHistogram(
        MetricNames.AgentRunCost, null, "Cost of one run of an agent in USD, sub-agents included.", null, Buckets.RunCost);

    internal static readonly Counter<long> ToolCalls = AgentTelemetry.Meter.CreateCounter<long>(
        MetricNames.ToolCalls, null, "Tool executions, by outcome.");

    internal static readonly Counter<double> ToolCost = AgentTelemetry.Meter.CreateCounter<double>(
        MetricNames.ToolCost, null, "Cost of tool executions in USD.");

    internal static readonly Counter<long> UnpricedCalls = AgentTelemetry.Meter.CreateCounter<long>(
        MetricNames.LlmUnpricedCalls, null, "Model calls with a known usage but an unknown price.");

    internal static readonly Counter<long> BudgetsExceeded = AgentTelemetry.Meter.CreateCounter<long>(
        MetricNames.BudgetsExceeded, null, "Budgets of agents that denied a call, by limit.");

    /// <summary>Whether any of them has a listener, except the instrument of budgets, which is always recorded (<see cref="Measuring"/>).</summary>
    internal static bool Enabled
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Tokens.Enabled || AgentRuns.Enabled || ToolCalls.Enabled || Cost.Enabled || RequestDuration.Enabled || AgentRunCost.Enabled
            || UnpricedCalls.Enabled || ToolCost.Enabled;
    }

    /// <summary>Whether an instrument has a listener that a tool records; inside a tool a workflow is not a run.</summary>
    internal static bool ToolEnabled
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ToolCalls.Enabled || ToolCost.Enabled || AgentRuns.Enabled || AgentRunCost.Enabled;
    }

    /// <summary>Whether an instrument has a listener that a run records, or that contains the agent's name.</summary>
    internal static bool RunEnabled
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => AgentRuns.Enabled || AgentRunCost.Enabled || Tokens.Enabled || Cost.Enabled || RequestDuration.Enabled || ToolCalls.Enabled || ToolCost.Enabled;
    }
}
