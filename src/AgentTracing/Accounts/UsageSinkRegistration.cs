namespace AgentTracing;

/// <summary>
/// Usage sinks that get records until the registration is disposed: by a host with its tracer or meter provider, or by hand.
/// </summary>
internal sealed class UsageSinkRegistration : IDisposable
{
    private readonly IUsageSink[] _sinks;

    private UsageSinkRegistration(IUsageSink[] sinks) => _sinks = sinks;

    /// <summary>Adds the sinks that are registered as services.</summary>
    internal static UsageSinkRegistration Register(IServiceProvider services)
        => Register([.. services.GetService(typeof(IEnumerable<IUsageSink>)) as IEnumerable<IUsageSink> ?? []]);

    /// <summary>Adds sinks.</summary>
    internal static UsageSinkRegistration Register(IUsageSink[] sinks)
    {
        foreach (var sink in sinks)
            UsageSinks.Add(sink);
        return new UsageSinkRegistration(sinks);
    }

    /// <summary>Flushes the sinks, for at most five seconds, and removes them.</summary>
    public void Dispose()
    {
        foreach (var sink in _sinks)
            UsageSinks.Remove(sink, TimeSpan.FromSeconds(5));
    }
}
