using AgentTracing;
using AgentTracing.Sdks;

namespace OpenTelemetry.Trace;

/// <summary>Registers AgentTracing's spans.</summary>
public static class AgentTracingBuilderExtensions
{
    /// <summary>
    /// Adds the spans of annotated and intercepted calls to the tracer provider, and those of SDKs and frameworks that trace themselves
    /// (<see cref="AgentTracingOptions.RegisterKnownSources"/>), which are priced and summed.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the settings; see <see cref="AgentTracingOptions"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TracerProviderBuilder AddAgentTracing(this TracerProviderBuilder builder, Action<AgentTracingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AgentTracingOptions.Configure(configure);
        if (builder is IDeferredTracerProviderBuilder deferred)
        {
            deferred.Configure(static (services, provider) =>
            {
                AgentTracingOptions.UseHost(services);
                provider.AddInstrumentation(() =>
                {
                    StartLine.Write(services);
                    return UsageSinkRegistration.Register(services);
                });
            });
        }

        // Before the provider listens: our changes of foreign spans must happen before it exports them.
        GenAISpans.Follow();
        builder.AddSource(AgentTelemetry.SourceName);
        if (AgentTracingOptions.Current.RegisterKnownSources)
            builder.AddSource([.. NativeSources.All.Select(static source => source.Name)]);
        return builder;
    }
}
