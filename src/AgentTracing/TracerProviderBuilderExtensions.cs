using AgentTracing;

namespace OpenTelemetry.Trace;

/// <summary>Registers AgentTracing's spans.</summary>
public static class AgentTracingBuilderExtensions
{
    /// <summary>Adds the spans of annotated and intercepted calls to the tracer provider.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the settings; see <see cref="AgentTracingOptions"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TracerProviderBuilder AddAgentTracing(this TracerProviderBuilder builder, Action<AgentTracingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AgentTracingOptions.Configure(configure);
        if (builder is IDeferredTracerProviderBuilder deferred)
            deferred.Configure(static (services, provider) => provider.AddInstrumentation(() => UsageSinkRegistration.Register(services)));
        return builder.AddSource(AgentTelemetry.SourceName);
    }
}
