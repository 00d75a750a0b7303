using AgentTracing.Pricing;
using Microsoft.Extensions.Logging;

namespace AgentTracing;

/// <summary>
/// Settings of AgentTracing. A process has one source and one meter, so the settings apply to the whole process. Each
/// <c>AddAgentTracing</c> call changes only the properties that it sets.
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
    /// The sets of metrics that are recorded. Default: all, including <see cref="MetricSets.V1_41"/>, which today's dashboards read.
    /// Without it a model call records two instruments fewer: <c>options.Metrics &amp;= ~MetricSets.V1_41</c>.
    /// </summary>
    public MetricSets Metrics { get; set; } = MetricSets.GenAI | MetricSets.Llm | MetricSets.V1_41;

    /// <summary>
    /// Families of attributes in addition to the GenAI conventions. Default: the names in the environment variable
    /// <c>AGENT_TRACING_DIALECTS</c>, separated by commas; without it none.
    /// </summary>
    public Dialects Dialects { get; set; } = DialectNames.FromEnvironment();

    /// <summary>
    /// Maximum number of distinct values of a metric label (each of model, agent and tool); further ones are recorded as <c>_other</c>.
    /// Default: 200.
    /// </summary>
    public int MaxLabelValues { get; set; } = 200;

    /// <summary>
    /// Creates the loggers for exceptions (log records of the event <c>gen_ai.client.operation.exception</c>), scores, and content of
    /// events. Default: the factory of the host, if there is one; it is always used for exceptions, and for the rest if the host exports
    /// its logs by OpenTelemetry. Exceptions are also <c>exception</c> events of their span, unless a factory is set here, or logs are
    /// exported by OpenTelemetry and no dialect of a back end that reads only spans is on.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// Whether inputs and outputs of agents, tools and models are captured, and where. Default: the environment variable
    /// <c>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT</c> (<c>span_only</c>, <c>event_only</c>, <c>span_and_event</c>, <c>true</c>,
    /// <c>false</c>); without it <see cref="ContentCapture.None"/>. An operation's attribute takes precedence: <c>[Agent(Content =
    /// ContentCapture.None)]</c>.
    /// </summary>
    public ContentCapture Content { get; set; } = ContentSettings.FromEnvironment();

    /// <summary>
    /// Maximum number of characters of an attribute with content. Longer ones are truncated inside their texts, so JSON stays valid.
    /// Default: 16,384. A lower limit of the OpenTelemetry SDK (<c>OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT</c>) takes precedence.
    /// </summary>
    public int MaxContentLength { get; set; } = 16_384;

    /// <summary>
    /// Changes texts that may contain application data before they become telemetry: content, messages and stack traces of exceptions,
    /// comments of scores. If it throws or returns null, the text becomes <c>[redaction failed]</c>. It is called concurrently on pool
    /// threads. An operation waits for it for at most a second; while a call takes longer, all texts become <c>[redaction failed]</c>, and
    /// no content is recorded.
    /// </summary>
    public Func<string, string>? Redact { get; set; }

    /// <summary>
    /// Whether secrets in those texts are replaced by their form (vendor keys, tokens, values named as passwords, payment card numbers),
    /// before <see cref="Redact"/> gets them. Default: false.
    /// </summary>
    public bool ScrubSecrets { get; set; }

    /// <summary>
    /// Whether user, session, conversation and agent name cross processes, as baggage (keys as the span attributes). Default: false,
    /// because baggage is sent with every request, to every server. <c>HttpClient</c> sends the scope in which the current operation was
    /// started, <see cref="AgentTrace.Inject"/> the innermost one.
    /// </summary>
    public bool PropagateScope { get; set; }

    /// <summary>
    /// Whether spans of other sources inside a scope get its user, session, conversation, tags and metadata, too. Default: false.
    /// </summary>
    public bool ScopeOnAllSpans { get; set; }

    /// <summary>
    /// Whether <c>AddAgentTracing</c> registers the sources of SDKs and frameworks that trace themselves (Microsoft.Extensions.AI, Agent
    /// Framework, Semantic Kernel, OpenAI, Azure, Anthropic, the Model Context Protocol), so that spans of <c>UseOpenTelemetry()</c> and
    /// the like are recorded, priced and summed. Read when the tracer provider is built. Default: true.
    /// </summary>
    public bool RegisterKnownSources { get; set; } = true;

    /// <summary>
    /// Receive a record of each model call, each execution of a tool that has a cost, and each run, even without a listener for spans or
    /// metrics. Services that implement <see cref="IUsageSink"/> are added. Default: none.
    /// </summary>
    public IList<IUsageSink> UsageSinks { get; private set; } = [];

    /// <summary>Maximum number of records that wait for a slow usage sink; further ones are lost and counted. Default: 100,000.</summary>
    public int UsageSinkCapacity { get; set; } = 100_000;

    /// <summary>
    /// Keys of metadata (<see cref="AgentTrace.BeginScope"/>) or of <see cref="TraceTagAttribute"/> parameters that become labels of the metrics of tokens, cost,
    /// runs and tools: <c>["tenant"]</c> shows the cost of each tenant. Each may have <see cref="MaxLabelValues"/> distinct values; an
    /// operation without a value has no such label. Default: none. Never use unbounded or personal values: each value creates a time
    /// series.
    /// </summary>
    public IReadOnlyList<string> MetricDimensions { get; set; } = [];

    /// <summary>
    /// Prices that override all others, model by model: <c>PriceBook.Load("/etc/llm-pricing.json")</c>, or the text of such a file.
    /// Default: the file of the environment variable <c>AGENT_TRACING_PRICES</c>; without it none. A file of that variable with an error is
    /// ignored: the event source reports line and column once, and <c>agent_tracing.faults</c> counts it.
    /// </summary>
    public PriceBook? Prices { get; set; }

    /// <summary>
    /// Whether the file of <see cref="Prices"/>, or of <c>AGENT_TRACING_PRICES</c>, is reloaded when it changes; it is checked every 5
    /// seconds. A new version with an error leaves the previous prices in force. Default: false.
    /// </summary>
    public bool ReloadPrices { get; set; }

    /// <summary>
    /// Whether the session is also the conversation if none is set: some back ends group only by <c>gen_ai.conversation.id</c>. Default:
    /// false.
    /// </summary>
    public bool SessionIsConversation { get; set; }

    /// <summary>Gets log records of exceptions.</summary>
    internal ILogger? Logger { get; private set; }

    /// <summary>Gets log records of all other events, which contain content; null when the host's logs are not exported.</summary>
    internal ILogger? EventLogger => _hostLogs && !_hostLogsAreExported ? null : Logger;

    /// <summary>Whether exceptions are also span events, because log records do not reach the back end of the spans.</summary>
    internal bool WritesSpanExceptions => Logger is null || (_hostLogs && (!_hostLogsAreExported || ActiveDialects.Length > 0));

    internal Dialect[] ActiveDialects { get; private set; }

    /// <summary>Maximum number of characters of an attribute with content, including the SDK's limit.</summary>
    internal int ContentLimit => Math.Clamp(ContentSettings.AttributeLimit ?? int.MaxValue, 0, Math.Max(0, MaxContentLength));

    /// <summary>Changes the settings of the process.</summary>
    internal static void Configure(Action<AgentTracingOptions>? configure)
    {
        if (configure is null)
        {
            // The environment variable applies even if nothing is set.
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

    /// <summary>Restores settings, for tests.</summary>
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
