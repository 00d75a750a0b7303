using AgentTracing;
using AgentTracing.Sdks;

namespace OpenTelemetry.Trace;

/// <summary>Registers AgentTracing's spans.</summary>
public static class AgentTracingBuilderExtensions
{
    /// <summary>
    /// Adds the spans of annotated and intercepted calls to the tracer provider, and those that SDKs and frameworks make themselves
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

        // Before the provider listens: what we take off or put on a span of others must be there when it exports the span.
        GenAISpans.Follow();
        builder.AddSource(AgentTelemetry.SourceName);
        if (AgentTracingOptions.Current.RegisterKnownSources)
            builder.AddSource([.. NativeSources.All.Select(static source => source.Name)]);
        return builder;
    }
}
