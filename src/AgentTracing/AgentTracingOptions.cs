using AgentTracing.Pricing;
using Microsoft.Extensions.Logging;

namespace AgentTracing;

/// <summary>
/// Settings of AgentTracing. There is one source and one meter in a process, so the settings are those of the process; each
/// <c>AddAgentTracing</c> call changes what it sets and leaves the rest.
/// </summary>
public sealed class AgentTracingOptions
{
    private static AgentTracingOptions _current = new();
    private static readonly object Gate = new();

    private bool _hostLogs;
    private bool _hostLogsAreExported;

    /// <summary>The default settings.</summary>
    public AgentTracingOptions() => ActiveDialects = Dialect.Of(Dialects);

    /// <summary>The settings in force.</summary>
    internal static AgentTracingOptions Current => Volatile.Read(ref _current);

    /// <summary>
    /// The sets of metrics that are recorded. Default: all, <see cref="MetricSets.V1_41"/> included, for today's dashboards read it; without it a call
    /// of a model records two instruments fewer: <c>options.Metrics &amp;= ~MetricSets.V1_41</c>.
    /// </summary>
    public MetricSets Metrics { get; set; } = MetricSets.GenAI | MetricSets.Llm | MetricSets.V1_41;

    /// <summary>
    /// The families of attributes that spans have beside those of the GenAI conventions. Default: what the environment variable
    /// <c>AGENT_TRACING_DIALECTS</c> names, separated by commas; without it none.
    /// </summary>
    public Dialects Dialects { get; set; } = DialectNames.FromEnvironment();

    /// <summary>
    /// How many distinct values a metric label may have (each of model, agent and tool); further ones are counted as <c>_other</c>. Default: 200.
    /// </summary>
    public int MaxLabelValues { get; set; } = 200;

    /// <summary>
    /// Where exceptions are recorded, as log records of the event <c>gen_ai.client.operation.exception</c>, and scores and content of events. Without one,
    /// the factory of the host is taken where it has one: for exceptions always, for the rest where the host sends its logs by OpenTelemetry. Exceptions
    /// are events <c>exception</c> of their span as well, unless a factory was set here, or logs go by OpenTelemetry and no dialect of a back end is on
    /// that reads spans alone.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// Whether what agents, tools and models are given and answer is captured, and where it goes. Default: what the environment variable
    /// <c>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT</c> says (<c>span_only</c>, <c>event_only</c>, <c>span_and_event</c>, <c>true</c>,
    /// <c>false</c>); without it <see cref="ContentCapture.None"/>. An operation's attribute goes first: <c>[Agent(Content = ContentCapture.None)]</c>.
    /// </summary>
    public ContentCapture Content { get; set; } = ContentSettings.FromEnvironment();

    /// <summary>
    /// How many characters an attribute with content may have. Longer ones are cut inside of their texts, so that JSON stays JSON. Default: 16,384; the
    /// limit of the OpenTelemetry SDK (<c>OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT</c>), where it is lower, goes first.
    /// </summary>
    public int MaxContentLength { get; set; } = 16_384;

    /// <summary>
    /// Changes texts that may hold what the application works with, before they become telemetry: content, messages and stack traces of exceptions,
    /// comments of scores. Where it throws or returns null the text becomes <c>[redaction failed]</c>. Called on threads of the pool, many at once; an operation waits for it
    /// for a second at most, and while a call takes longer all texts become <c>[redaction failed]</c>, and no content is recorded.
    /// </summary>
    public Func<string, string>? Redact { get; set; }

    /// <summary>
    /// Whether secrets are taken out of those texts by their forms (keys of vendors, tokens, values named as passwords, numbers of payment cards), before
    /// <see cref="Redact"/> gets them. Default: false.
    /// </summary>
    public bool ScrubSecrets { get; set; }

    /// <summary>
    /// Whether user, session, conversation and agent name cross processes, as baggage (keys as the span attributes). Default: false, for baggage
    /// goes out with every request, to every server that is called. <c>HttpClient</c> sends the scope in which the running operation was started,
    /// <see cref="AgentTrace.Inject"/> the innermost one.
    /// </summary>
    public bool PropagateScope { get; set; }

    /// <summary>
    /// Whether the spans of other sources that start inside a scope get its user, session, conversation, tags and metadata, too. Default: false.
    /// </summary>
    public bool ScopeOnAllSpans { get; set; }

    /// <summary>
    /// Whether <c>AddAgentTracing</c> registers the sources with which SDKs and frameworks trace by themselves (Microsoft.Extensions.AI, Agent
    /// Framework, Semantic Kernel, OpenAI, Azure, Anthropic, the Model Context Protocol), so that what <c>UseOpenTelemetry()</c> and the like make is recorded,
    /// priced and summed. Read when the tracer provider is built. Default: true.
    /// </summary>
    public bool RegisterKnownSources { get; set; } = true;

    /// <summary>
    /// Takes a record of each call of a model, each execution of a tool that has a cost, and each run. They get them whether or not anybody listens to
    /// spans or metrics. Services that implement <see cref="IUsageSink"/> are added to them. Default: none.
    /// </summary>
    public IList<IUsageSink> UsageSinks { get; private set; } = [];

    /// <summary>How many records may wait for a usage sink that is slow; further ones are lost and counted. Default: 100,000.</summary>
    public int UsageSinkCapacity { get; set; } = 100_000;

    /// <summary>
    /// Keys of metadata (<see cref="AgentTrace.BeginScope"/>) or of <see cref="TraceTagAttribute"/> parameters that become labels of the metrics of tokens, cost,
    /// runs and tools: <c>["tenant"]</c> shows what each tenant costs. Each may have <see cref="MaxLabelValues"/> distinct values; an operation that has
    /// none has no such label. Default: none. Never name what is unbounded or personal: each value makes its own series.
    /// </summary>
    public IReadOnlyList<string> MetricDimensions { get; set; } = [];

    /// <summary>
    /// Prices that lie over all others, model by model: <c>PriceBook.Load("/etc/llm-pricing.json")</c>, or the text of such a file. Default: the file that the
    /// environment variable <c>AGENT_TRACING_PRICES</c> names; without it none. A file of that variable with a fault is not used: the event source says line and column once, and
    /// <c>agent_tracing.faults</c> counts it.
    /// </summary>
    public PriceBook? Prices { get; set; }

    /// <summary>
    /// Whether the file of <see cref="Prices"/>, or of <c>AGENT_TRACING_PRICES</c>, is read again when it changes; it is looked at every 5 seconds. A new version with a fault
    /// leaves the prices that were there. Default: false.
    /// </summary>
    public bool ReloadPrices { get; set; }

    /// <summary>
    /// Whether a session is a conversation, too, where none is said: some back ends thread by <c>gen_ai.conversation.id</c> alone. Default: false.
    /// </summary>
    public bool SessionIsConversation { get; set; }

    /// <summary>Gets log records of exceptions.</summary>
    internal ILogger? Logger { get; private set; }

    /// <summary>Gets log records of all other events, which hold content: none that only prints.</summary>
    internal ILogger? EventLogger => _hostLogs && !_hostLogsAreExported ? null : Logger;

    /// <summary>Whether exceptions are events of spans, too: where log records do not come to where the spans go.</summary>
    internal bool WritesSpanExceptions => Logger is null || (_hostLogs && (!_hostLogsAreExported || ActiveDialects.Length > 0));

    internal Dialect[] ActiveDialects { get; private set; }

    /// <summary>How many characters an attribute with content may have, in the SDK too.</summary>
    internal int ContentLimit => Math.Clamp(ContentSettings.AttributeLimit ?? int.MaxValue, 0, Math.Max(0, MaxContentLength));

    /// <summary>Changes the settings of the process.</summary>
    internal static void Configure(Action<AgentTracingOptions>? configure)
    {
        if (configure is null)
        {
            // The environment counts where nothing is set, too.
            PriceFile.Follow(Current);
            return;
        }

        lock (Gate)
        {
            var before = _current;
            var changed = (AgentTracingOptions)before.MemberwiseClone();
            changed.UsageSinks = [.. before.UsageSinks];
            configure(changed);
            changed.ActiveDialects = Dialect.Of(changed.Dialects);
            if (changed.LoggerFactory is { } factory)
                (changed.Logger, changed._hostLogs) = (factory.CreateLogger(AgentTelemetry.SourceName), false);
            else if (!changed._hostLogs)
                changed.Logger = null;
            Volatile.Write(ref _current, changed);
            ForeignSpans.Follow(changed.ScopeOnAllSpans);
            PriceFile.Follow(changed);
            AgentTracing.UsageSinks.Follow(before.UsageSinks.AsReadOnly(), changed.UsageSinks.AsReadOnly());
        }
    }

    /// <summary>Takes the logger factory of the host, unless the application has set another one.</summary>
    /// <param name="services">The services of the host, when its provider is built.</param>
    internal static void UseHost(IServiceProvider services)
    {
        if (services.GetService(typeof(ILoggerFactory)) is not ILoggerFactory factory)
            return;

        var areExported = services.GetService(typeof(IEnumerable<ILoggerProvider>)) is IEnumerable<ILoggerProvider> providers
            && providers.Any(static provider => provider.GetType().FullName == "OpenTelemetry.Logs.OpenTelemetryLoggerProvider");
        lock (Gate)
        {
            if (_current.LoggerFactory is not null)
                return;

            var changed = (AgentTracingOptions)_current.MemberwiseClone();
            (changed._hostLogs, changed._hostLogsAreExported, changed.Logger) = (true, areExported, factory.CreateLogger(AgentTelemetry.SourceName));
            Volatile.Write(ref _current, changed);
        }
    }

    /// <summary>Puts settings back, for tests.</summary>
    internal static void Restore(AgentTracingOptions options)
    {
        lock (Gate)
        {
            AgentTracing.UsageSinks.Follow(_current.UsageSinks.AsReadOnly(), options.UsageSinks.AsReadOnly());
            Volatile.Write(ref _current, options);
            ForeignSpans.Follow(options.ScopeOnAllSpans);
            PriceFile.Follow(options);
        }
    }
}
