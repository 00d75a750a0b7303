using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>A function call that a model requested. A class, because each tool asks for the current one, and most have none.</summary>
/// <param name="identity">The SDK's object of this call.</param>
/// <param name="callId">Its id.</param>
/// <param name="name">Name of the function.</param>
/// <param name="description">Description of the function.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FunctionInvocation(object identity, string? callId, string? name, string? description)
{
    /// <summary>The SDK's object of this call.</summary>
    public object Identity => identity;

    /// <summary>Its id.</summary>
    public string? CallId => callId;

    /// <summary>Name of the function.</summary>
    public string? Name => name;

    /// <summary>Description of the function.</summary>
    public string? Description => description;
}
