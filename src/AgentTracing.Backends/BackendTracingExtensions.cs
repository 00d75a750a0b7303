using AgentTracing.Backends;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace OpenTelemetry.Trace;

/// <summary>
/// Sends spans to Langfuse, Phoenix and Traceloop, with one line each; several can be used at once. Each registers AgentTracing's source,
/// turns its dialect on, and never stops the application: a fault is reported once, to the logger of the host and on an event source.
/// </summary>
public static class BackendTracingExtensions
{
    /// <summary>
    /// Sends spans to Langfuse by OTLP over HTTP. The keys are read from <c>LANGFUSE_PUBLIC_KEY</c> and <c>LANGFUSE_SECRET_KEY</c> if they
    /// are not set here.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TracerProviderBuilder AddLangfuse(this TracerProviderBuilder builder, Action<LangfuseOptions>? configure = null)
        => Add(builder, LangfuseOptions.From, configure, Langfuse.Add);

    /// <summary>
    /// Sends spans to Phoenix by OTLP, by default over HTTP. The address is read from <c>PHOENIX_COLLECTOR_ENDPOINT</c> if it is not set
    /// here.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TracerProviderBuilder AddPhoenix(this TracerProviderBuilder builder, Action<PhoenixOptions>? configure = null)
        => Add(builder, PhoenixOptions.From, configure, Phoenix.Add);

    /// <summary>Sends spans to Traceloop by OTLP. The key is read from <c>TRACELOOP_API_KEY</c> if it is not set here.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the settings.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TracerProviderBuilder AddTraceloop(this TracerProviderBuilder builder, Action<TraceloopOptions>? configure = null)
        => Add(builder, TraceloopOptions.From, configure, Traceloop.Add);

    /// <summary>Settings are read when the provider is built, because the configuration is available only then.</summary>
    private static TracerProviderBuilder Add<T>(
        TracerProviderBuilder builder, Func<IConfiguration?, T> read, Action<T>? configure, Action<TracerProviderBuilder, T, Faults> add)
        where T : BackendOptions
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder is not IDeferredTracerProviderBuilder deferred)
            throw new ArgumentException("The builder is not one of the OpenTelemetry SDK.", nameof(builder));

        return deferred.Configure((services, provider) =>
        {
            var options = read(services.GetService(typeof(IConfiguration)) as IConfiguration);
            configure?.Invoke(options);
            if (!options.Enabled)
                return;

            var loggers = services.GetService(typeof(ILoggerFactory)) as ILoggerFactory;
            add(provider, options, new Faults(options, loggers?.CreateLogger("AgentTracing.Backends")));
        });
    }
}
