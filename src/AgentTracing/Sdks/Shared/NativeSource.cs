namespace AgentTracing.Sdks;

/// <summary>An <c>ActivitySource</c> that an SDK, a framework or a client's pipeline uses to trace calls.</summary>
/// <param name="name">Name of the source.</param>
/// <param name="switches">The switches, any one of which turns it on; none when it is always on.</param>
internal sealed class NativeSource(string name, params NativeSwitch[] switches)
{
    /// <summary>Name of the source.</summary>
    public string Name { get; } = name;

    /// <summary>The switches, any one of which turns it on; none when it is always on.</summary>
    public IReadOnlyList<NativeSwitch> Switches { get; } = switches;
}

/// <summary>A switch of an SDK's tracing: an AppContext switch, or else an environment variable.</summary>
/// <param name="name">Name of the AppContext switch.</param>
/// <param name="variable">Name of the environment variable, which applies if the switch is not set.</param>
internal sealed class NativeSwitch(string name, string variable)
{
    /// <summary>Name of the AppContext switch.</summary>
    public string Name { get; } = name;

    /// <summary>Name of the environment variable.</summary>
    public string Variable { get; } = variable;
}
