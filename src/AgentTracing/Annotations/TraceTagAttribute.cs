namespace AgentTracing;

/// <summary>The parameter's value becomes an attribute of the operation's span.</summary>
/// <param name="key">Name of the attribute, such as <c>order.id</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TraceTagAttribute(string key) : Attribute
{
    /// <summary>Name of the span attribute.</summary>
    public string Key { get; } = key;
}
