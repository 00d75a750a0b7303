using AgentTracing.Generators.Sdks;
using AgentTracing.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>
/// Which SDKs report model calls on a source of their own, and the AppContext switch that turns it on. Those of
/// Microsoft.Extensions.AI and the Agent Framework are not among them: there a pipeline decides.
/// </summary>
internal static class NativeTelemetry
{
    /// <summary>Source of the spans that <c>UseOpenTelemetry()</c> makes of an IChatClient.</summary>
    public static string ChatClientSource => NativeSources.ChatClient.Name;

    /// <summary>The source on which the SDK reports a call; null when it does not, as far as the compilation shows.</summary>
    public static string? SourceOf(LlmApi api, TelemetrySetup setup)
        => api is { NativeSource: { } source, Sdk.Sources: { } sources } && sources.Contains(source) && IsOn(source, setup) ? source.Name : null;

    /// <summary>The source on which a client of an SDK reports its calls; null when it does not.</summary>
    public static string? SourceOf(ITypeSymbol? client, TelemetrySetup setup)
        => Sdk.Of(client?.ContainingNamespace)?.Sources.FirstOrDefault(source => IsOn(source, setup))?.Name;

    private static bool IsOn(NativeSource source, TelemetrySetup setup)
        => setup.Registers(source.Name) && (source.Switches.Count == 0 || source.Switches.Any(@switch => setup.SwitchesOn(@switch.Name)));
}
