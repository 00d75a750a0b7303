namespace AgentTracing;

/// <summary>
/// The parameter, return value, property or field never becomes content of a span, regardless of <c>AgentTracingOptions.Content</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class NotCapturedAttribute : Attribute;
