namespace AgentTracing;

/// <summary>The parameter is the id of the requested model; it replaces <see cref="LlmCallAttribute.Model"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ModelAttribute : Attribute;
