namespace AgentTracing.Sdks;

/// <summary>An <c>ActivitySource</c> with which an SDK, a framework or a client's pipeline traces calls itself.</summary>
/// <param name="name">Name of the source.</param>
/// <param name="switches">What switches it on, any one of them; none when it is always on.</param>
internal sealed class NativeSource(string name, params NativeSwitch[] switches)
{
    /// <summary>Name of the source.</summary>
    public string Name { get; } = name;

    /// <summary>What switches it on, any one of them; none when it is always on.</summary>
    public IReadOnlyList<NativeSwitch> Switches { get; } = switches;
}

/// <summary>What switches an SDK's tracing on: an AppContext switch, or else an environment variable.</summary>
/// <param name="name">Name of the AppContext switch.</param>
/// <param name="variable">Name of the environment variable, which counts where the switch is not set.</param>
internal sealed class NativeSwitch(string name, string variable)
{
    /// <summary>Name of the AppContext switch.</summary>
    public string Name { get; } = name;

    /// <summary>Name of the environment variable.</summary>
    public string Variable { get; } = variable;
}
