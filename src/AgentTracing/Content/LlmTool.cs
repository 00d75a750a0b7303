namespace AgentTracing;

/// <summary>A tool that a model may call.</summary>
/// <param name="Type">Its type, <c>function</c> for most.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description.</param>
/// <param name="Parameters">JSON schema of its parameters.</param>
internal sealed record LlmTool(string Type, string Name, string? Description, string? Parameters);
