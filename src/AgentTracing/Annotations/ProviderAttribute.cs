namespace AgentTracing;

/// <summary>The parameter is the provider as OpenTelemetry names it; it replaces <see cref="LlmCallAttribute.Provider"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ProviderAttribute : Attribute;
