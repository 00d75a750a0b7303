using System.Collections.Concurrent;
using AgentTracing.Sdks;

namespace AgentTracing.Pricing;

/// <summary>A bounded cache of the providers at end points.</summary>
internal sealed class HostCache(PriceResolver resolver)
{
    private const int Most = 256;

    // Most programs use one end point, and a client returns the same address object each time.
    private Entry? _last;
    private readonly ConcurrentDictionary<Uri, HostedService> _known = new();

    public HostedService Find(Uri server)
    {
        if (_last is { } last && ReferenceEquals(last.Server, server))
            return last.Service;

        if (!_known.TryGetValue(server, out var service))
        {
            service = resolver.ServiceAt(server);
            if (_known.Count < Most)
                _known.TryAdd(server, service);
        }

        _last = new Entry(server, service);
        return service;
    }

    private sealed record Entry(Uri Server, HostedService Service);
}
