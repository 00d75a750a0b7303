namespace AgentTracing;

/// <summary>The parameter is the id of the model that is asked for; it replaces <see cref="LlmCallAttribute.Model"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ModelAttribute : Attribute;
