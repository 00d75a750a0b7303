using AgentTracing.Conventions;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>The attributes of the metrics of a tool under one agent, made once.</summary>
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

    /// <summary>Tool and agent alone.</summary>
    internal Tag[] Cost => _calls;

    /// <summary>The attributes of a call that ended in a way.</summary>
    internal Tag[] Calls(string outcome) => outcome == AgentMetrics.Ok ? _okCalls : With(outcome);

    private Tag[] With(string outcome) => [.. _calls, new(MetricNames.Labels.Status, outcome)];
}

/// <summary>What the attributes of a tool's metrics follow from, for one tool. The settings are part of it: they bound the values of labels.</summary>
internal readonly record struct ToolKey(string? AgentName, AgentTracingOptions Options);
