namespace AgentTracing;

/// <summary>
/// The parameter carries the caller's trace context: a dictionary of headers or a <c>traceparent</c>. The span takes its parent from it.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TraceContextAttribute : Attribute;
