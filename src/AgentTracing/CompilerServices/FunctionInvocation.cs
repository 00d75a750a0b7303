using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>A function call that a model requested.</summary>
/// <param name="Identity">The SDK's object of this call.</param>
/// <param name="CallId">Its id.</param>
/// <param name="Name">Name of the function.</param>
/// <param name="Description">Description of the function.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct FunctionInvocation(object Identity, string? CallId, string? Name, string? Description);
