namespace AgentTracing;

/// <summary>The parameter is the name of the managed prompt of the model calls inside: <c>gen_ai.prompt.name</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PromptNameAttribute : Attribute;
