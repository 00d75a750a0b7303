namespace AgentTracing;

/// <summary>
/// The parameter is the version of the prompt that the <see cref="PromptNameAttribute"/> parameter names: <c>gen_ai.prompt.version</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PromptVersionAttribute : Attribute;
