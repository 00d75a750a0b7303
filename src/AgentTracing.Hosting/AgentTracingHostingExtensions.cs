using AgentTracing;
using AgentTracing.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers AgentTracing in an application with a host.</summary>
public static class AgentTracingHostingExtensions
{
    /// <summary>
    /// Registers the spans and metrics of annotated and intercepted calls, and OpenTelemetry's logs, with the host's providers. One line in
    /// the log describes the state at start.
    /// </summary>
    /// <remarks>
    /// <para>Settings come from the environment, then from the section <c>AgentTracing</c> of the configuration, then from <paramref name="configure"/>;
    /// the later one wins. A value that cannot be parsed is logged as a warning and ignored.</para>
    /// <para>If <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set (in the environment or the configuration) and no other code registers an OTLP
    /// exporter, spans, metrics and logs are exported there. Other exporters are added as usual:
    /// <c>builder.Services.AddOpenTelemetry().WithTracing(tracing => ...)</c>.</para>
    /// </remarks>
    /// <typeparam name="TBuilder">Type of the builder.</typeparam>
    /// <param name="builder">The builder: <c>WebApplication.CreateBuilder</c>, <c>Host.CreateApplicationBuilder</c>, ...</param>
    /// <param name="configure">Changes the settings; see <see cref="AgentTracingOptions"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TBuilder AddAgentTracing<TBuilder>(this TBuilder builder, Action<AgentTracingOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);

        var settings = new ConfiguredSettings(builder.Configuration.GetSection(ConfiguredSettings.Section));
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddAgentTracing(options =>
            {
                settings.ApplyTo(options);
                configure?.Invoke(options);
            }))
            .WithMetrics(metrics => metrics.AddAgentTracing())
            .WithLogging(configureBuilder: null, configureOptions: logging => logging.IncludeFormattedMessage = true);

        // Only once, even if the method is called several times.
        if (builder.Services.Any(static service => service.ServiceType == typeof(StartReport)))
            return builder;

        builder.Services.AddSingleton<StartReport>();
        builder.Services.AddKeyedSingleton<object>(StartReport.Key, new object());
        builder.Services.AddSingleton<IHostedService>(services => services.GetRequiredService<StartReport>());
        builder.Services.AddSingleton(settings);
        OtlpExport.AddTo(builder.Services, builder.Configuration);
        return builder;
    }
}
