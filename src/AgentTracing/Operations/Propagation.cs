using System.Diagnostics;
using OpenTelemetry.Context.Propagation;

namespace AgentTracing;

/// <summary>
/// Trace context in carriers that are not HTTP headers, by OpenTelemetry's <see cref="Propagators.DefaultTextMapPropagator"/>; by the W3C
/// propagators where the process has no OpenTelemetry SDK to set one.
/// </summary>
internal static class Propagation
{
    private static readonly TextMapPropagator W3C = new CompositeTextMapPropagator([new TraceContextPropagator(), new BaggagePropagator()]);

    private static TextMapPropagator Propagator
        => Propagators.DefaultTextMapPropagator is { Fields.Count: > 0 } configured ? configured : W3C;

    /// <summary>The parent that a carrier names; default where it names none.</summary>
    /// <param name="carrier">A dictionary of strings, or a traceparent.</param>
    internal static ActivityContext ParentOf(object carrier) => carrier switch
    {
        string traceparent => ActivityContext.TryParse(traceparent, null, isRemote: true, out var parent) ? parent : default,
        _ => Extract(carrier).ActivityContext,
    };

    private static PropagationContext Extract(object carrier) => Propagator.Extract(default, carrier, static (source, key) => Read(source, key));

    private static IEnumerable<string>? Read(object carrier, string key)
    {
        var value = carrier switch
        {
            IReadOnlyDictionary<string, string> readOnly => readOnly.TryGetValue(key, out var found) ? found : null,
            IDictionary<string, string> dictionary => dictionary.TryGetValue(key, out var found) ? found : null,
            _ => null,
        };
        return value is null ? null : [value];
    }
}
