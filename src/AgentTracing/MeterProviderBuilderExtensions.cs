using AgentTracing;

namespace OpenTelemetry.Metrics;

/// <summary>Registers AgentTracing's metrics.</summary>
public static class AgentTracingBuilderExtensions
{
    /// <summary>Adds the metrics of annotated and intercepted calls to the meter provider.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the settings; see <see cref="AgentTracingOptions"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static MeterProviderBuilder AddAgentTracing(this MeterProviderBuilder builder, Action<AgentTracingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AgentTracingOptions.Configure(configure);
        if (builder is IDeferredMeterProviderBuilder deferred)
            deferred.Configure(static (services, provider) => provider.AddInstrumentation(() => UsageSinkRegistration.Register(services)));
        GenAISpans.Follow();
        return builder.AddMeter(AgentTelemetry.MeterName);
    }
}
