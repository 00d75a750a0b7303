using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;

namespace AgentTracing;

/// <summary>
/// Trace context in carriers, by OpenTelemetry's <see cref="Propagators.DefaultTextMapPropagator"/>; by the W3C propagators if the process
/// has no OpenTelemetry SDK to set one. A carrier is untrusted input: reading it never throws and takes bounded time.
/// </summary>
internal static class TraceContextCarrier
{
    /// <summary>Maximum length of the headers that these propagators write (W3C baggage: 8192 bytes).</summary>
    private const int LongestValue = 8192;

    /// <summary>Carriers up to this size are searched for a key with different case.</summary>
    private const int LargestScan = 128;

    private const string TraceParent = "traceparent";

    private static readonly TextMapPropagator W3C = new CompositeTextMapPropagator([new TraceContextPropagator(), new BaggagePropagator()]);
    private static long _invalid;

    /// <summary>Carriers with an invalid parent since the start of the process.</summary>
    internal static long InvalidCount => Volatile.Read(ref _invalid);

    private static TextMapPropagator Propagator
        => Propagators.DefaultTextMapPropagator is { Fields.Count: > 0 } configured ? configured : W3C;

    /// <summary>Writes the current span's context, and the current baggage, into a carrier.</summary>
    internal static void Inject(IDictionary<string, string> carrier, Baggage baggage)
    {
        try
        {
            Propagator.Inject(
                new PropagationContext(Activity.Current?.Context ?? default, baggage), carrier, static (target, key, value) => target[key] = value);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("inject the trace context", exception);
        }
    }

    /// <summary>Reads a carrier: a dictionary of strings, or a traceparent.</summary>
    internal static ExtractedContext Extract(object carrier)
    {
        try
        {
            var extracted = carrier is string text
                ? new ExtractedContext(Parse(text), default, Names: text.Length > 0)
                : ExtractFrom(carrier);
            if (extracted.IsInvalid)
                Interlocked.Increment(ref _invalid);
            return extracted;
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("extract the trace context", exception);
            Interlocked.Increment(ref _invalid);
            return new ExtractedContext(default, default, Names: true);
        }
    }

    private static ExtractedContext ExtractFrom(object carrier)
    {
        var context = Propagator.Extract(default, carrier, static (source, key) => Read(source, key) is { Length: <= LongestValue } value ? [value] : null);
        var names = context.ActivityContext != default || Read(carrier, TraceParent) is { Length: > 0 };
        return new ExtractedContext(context.ActivityContext, context.Baggage, names);
    }

    private static ActivityContext Parse(string traceparent)
        => traceparent.Length <= LongestValue && ActivityContext.TryParse(traceparent, null, isRemote: true, out var parent) ? parent : default;

    private static string? Read(object carrier, string key) => carrier switch
    {
        IReadOnlyDictionary<string, string> readOnly => readOnly.TryGetValue(key, out var found) ? found : Scan(readOnly, readOnly.Count, key),
        IDictionary<string, string> dictionary => dictionary.TryGetValue(key, out var found) ? found : Scan(dictionary, dictionary.Count, key),
        _ => null,
    };

    private static string? Scan(IEnumerable<KeyValuePair<string, string>> carrier, int count, string key)
    {
        if (count > LargestScan)
            return null;

        foreach (var (name, value) in carrier)
        {
            if (string.Equals(name, key, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }
}
