using AgentTracing.Conventions;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>The metric attributes of a tool under one agent, created once.</summary>
internal sealed class ToolTags
{
    private readonly Tag[] _calls;
    private readonly Tag[] _okCalls;

    internal ToolTags(string tool, string? agentName)
    {
        var label = Label.Tool.Cap(tool);
        agentName = Label.Agent.Cap(agentName);
        Duration = MetricTags.Present(
            new(GenAIAttributes.ToolName, label), new(GenAIAttributes.ToolType, "function"), new(GenAIAttributes.AgentName, agentName));
        _calls = MetricTags.Present(new(MetricNames.Labels.Tool, label), new(MetricNames.Labels.AgentName, agentName));
        _okCalls = With(AgentMetrics.Ok);
    }

    internal Tag[] Duration { get; }

    /// <summary>Only tool and agent.</summary>
    internal Tag[] Cost => _calls;

    /// <summary>The attributes of a call with an outcome.</summary>
    internal Tag[] Calls(string outcome) => outcome == AgentMetrics.Ok ? _okCalls : With(outcome);

    private Tag[] With(string outcome) => [.. _calls, new(MetricNames.Labels.Status, outcome)];
}

/// <summary>The key of one tool's metric attributes. It includes the settings, because they limit label values.</summary>
internal readonly record struct ToolKey(string? AgentName, AgentTracingOptions Options);
