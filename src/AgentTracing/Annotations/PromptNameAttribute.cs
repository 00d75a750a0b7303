namespace AgentTracing;

/// <summary>The parameter is the name of the managed prompt that the calls of models inside are made with: <c>gen_ai.prompt.name</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PromptNameAttribute : Attribute;
