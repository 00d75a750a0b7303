namespace AgentTracing;

/// <summary>Usage sinks that take records until the registration is disposed: with the tracer or meter provider of a host, or by hand.</summary>
internal sealed class UsageSinkRegistration : IDisposable
{
    private readonly IUsageSink[] _sinks;

    private UsageSinkRegistration(IUsageSink[] sinks) => _sinks = sinks;

    /// <summary>Adds the sinks among the services.</summary>
    internal static UsageSinkRegistration Register(IServiceProvider services)
        => Register([.. services.GetService(typeof(IEnumerable<IUsageSink>)) as IEnumerable<IUsageSink> ?? []]);

    /// <summary>Adds sinks.</summary>
    internal static UsageSinkRegistration Register(IUsageSink[] sinks)
    {
        foreach (var sink in sinks)
            UsageSinks.Add(sink);
        return new UsageSinkRegistration(sinks);
    }

    /// <summary>Lets the sinks take what waits for them, for five seconds at most, and takes them out.</summary>
    public void Dispose()
    {
        foreach (var sink in _sinks)
            UsageSinks.Remove(sink, TimeSpan.FromSeconds(5));
    }
}
