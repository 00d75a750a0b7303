using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using AgentTracing.Conventions;
using AgentTracing.Pricing;

namespace AgentTracing;

/// <summary>
/// The source of AgentTracing's spans and the meter of its metrics. Register both: <c>tracing.AddAgentTracing()</c> and
/// <c>metrics.AddAgentTracing()</c>, or <c>AddSource</c> and <c>AddMeter</c> with the names below.
/// </summary>
public static class AgentTelemetry
{
    /// <summary>Name of the <see cref="ActivitySource"/>.</summary>
    public const string SourceName = "AgentTracing";

    /// <summary>Name of the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string MeterName = "AgentTracing";

    private static readonly string? Version = typeof(AgentTelemetry).Assembly.GetName().Version?.ToString(3);

    /// <summary>
    /// Attributes of the source's instrumentation scope: the prices behind the costs. The meter has none, because they would be labels of
    /// every series, and a new catalogue would start new series.
    /// </summary>
    private static readonly KeyValuePair<string, object?>[] ScopeAttributes =
    [
        new(AgentTracingAttributes.CatalogueDate, PriceCatalogue.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        new(AgentTracingAttributes.CatalogueSource, PriceCatalogue.Source),
        new(AgentTracingAttributes.CatalogueHash, PriceCatalogue.Hash),
    ];

    internal static readonly ActivitySource Source = new(SourceName, Version, ScopeAttributes);

    /// <summary>
    /// A second source with the same name, for agents and workflows. Microsoft.Extensions.AI starts the spans of their tools on it; these
    /// are processed like spans of other libraries.
    /// </summary>
    internal static readonly ActivitySource AgentSource = new(SourceName, Version, ScopeAttributes);

    internal static readonly Meter Meter = new(MeterName, Version);

    static AgentTelemetry()
    {
        Meter.CreateObservableCounter(
            MetricNames.TelemetryFaults, static () => TelemetryFault.Count, null, "Faults of telemetry itself; they do not affect the traced calls.");
        Meter.CreateObservableCounter(
            MetricNames.InvalidCarriers, static () => TraceContextCarrier.InvalidCount, null, "Carriers whose trace context could not be read.");
        Meter.CreateObservableGauge(
            MetricNames.PricesAge,
            static () => DateOnly.FromDateTime(WallClock.Now.UtcDateTime).DayNumber - PriceBook.Default.PricesDate.DayNumber,
            null,
            "Age of the prices behind the costs, in days.");
        Meter.CreateObservableCounter(
            MetricNames.LostUsageRecords, static () => UsageSinks.Lost, null, "Usage records that a sink did not receive.");
    }

    /// <summary>
    /// Whether operations are recorded: spans or metrics have a listener, or something counts them (<see cref="AgentTrace.Measure"/>, a
    /// budget, an <see cref="IUsageSink"/>). Otherwise an annotated method only calls its implementation.
    /// </summary>
    /// <remarks>
    /// .NET does not notify a meter about new listeners, so each instrument is checked: a listener to a single one must be enough. In one
    /// method, this takes two memory reads for each instrument.
    /// </remarks>
    public static bool IsEnabled => Measuring.IsOn || Source.HasListeners() || LlmInstruments.Enabled || GenAIInstruments.Enabled;

    /// <summary>Adds a sink, which gets the usage record of every call and run of the process.</summary>
    /// <param name="sink">The sink.</param>
    /// <returns>Removes the sink when disposed, after flushing it for at most five seconds.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sink"/> is null.</exception>
    public static IDisposable AddUsageSink(IUsageSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return UsageSinkRegistration.Register([sink]);
    }

    /// <summary>Waits until the usage sinks have the records of all calls that have ended.</summary>
    /// <param name="timeout">Maximum time to wait.</param>
    /// <returns>Whether the sinks received them within the timeout.</returns>
    public static bool FlushUsageSinks(TimeSpan timeout) => UsageSinks.Flush(timeout);

    /// <summary>
    /// Describes the state in one line for a log or a console: whether spans and metrics are recorded, the dialects, the capture of
    /// content, the date of the prices, and whether the application's LLM calls are intercepted. The wording may change.
    /// </summary>
    /// <returns>The line, without a line break.</returns>
    public static string Describe() => TelemetryState.Describe();

    /// <summary>
    /// Whether a source is one of ours, not another library's source with the same name. May be called while ours are
    /// being constructed.
    /// </summary>
    internal static bool IsOurs(ActivitySource source)
        => Source is null || AgentSource is null ? source.Name == SourceName : ReferenceEquals(source, Source) || ReferenceEquals(source, AgentSource);

    /// <summary>The source of an operation's spans.</summary>
    internal static ActivitySource SourceOf(OperationKind kind) => kind is OperationKind.Agent or OperationKind.Workflow ? AgentSource : Source;

    /// <summary>Adds a sink, which gets every score of the process.</summary>
    /// <param name="sink">The sink.</param>
    /// <returns>Removes the sink when disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sink"/> is null.</exception>
    public static IDisposable AddScoreSink(IScoreSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return ScoreSinks.Add(sink);
    }
}
