namespace AgentTracing;

/// <summary>The parameter or return value never becomes content of a span, whatever <c>AgentTracingOptions.Content</c> says.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
public sealed class NotCapturedAttribute : Attribute;
