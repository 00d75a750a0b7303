namespace AgentTracing;

/// <summary>The usage sinks that are services of a host, for as long as its tracer or meter provider lives.</summary>
internal sealed class HostedUsageSinks : IDisposable
{
    private readonly IUsageSink[] _sinks;

    private HostedUsageSinks(IUsageSink[] sinks) => _sinks = sinks;

    /// <summary>Adds the sinks among the services.</summary>
    internal static HostedUsageSinks Register(IServiceProvider services)
    {
        IUsageSink[] sinks = [.. services.GetService(typeof(IEnumerable<IUsageSink>)) as IEnumerable<IUsageSink> ?? []];
        foreach (var sink in sinks)
            UsageSinks.Add(sink);
        return new HostedUsageSinks(sinks);
    }

    /// <summary>Lets the sinks take what waits for them, for five seconds at most, and takes them out.</summary>
    public void Dispose()
    {
        foreach (var sink in _sinks)
            UsageSinks.Remove(sink, TimeSpan.FromSeconds(5));
    }
}
