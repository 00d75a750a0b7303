using AgentTracing.Generators.Sdks;
using AgentTracing.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>
/// SDKs that trace model calls with their own source, and the AppContext switch that turns it on. Microsoft.Extensions.AI and the Agent
/// Framework are not included, because there a pipeline decides.
/// </summary>
internal static class NativeTelemetry
{
    /// <summary>Source of the spans of an IChatClient with <c>UseOpenTelemetry()</c>.</summary>
    public static string ChatClientSource => NativeSources.ChatClient.Name;

    /// <summary>The SDK's source for a call; null when the compilation does not show that it is on.</summary>
    public static string? SourceOf(LlmApi api, TelemetrySetup setup)
        => api is { NativeSource: { } source, Sdk.Sources: { } sources } && sources.Contains(source) && IsOn(source, setup) ? source.Name : null;

    /// <summary>The source for the calls of an SDK's client; null when it has none.</summary>
    public static string? SourceOf(ITypeSymbol? client, TelemetrySetup setup)
        => Sdk.Of(client?.ContainingNamespace)?.Sources.FirstOrDefault(source => IsOn(source, setup))?.Name;

    private static bool IsOn(NativeSource source, TelemetrySetup setup)
        => setup.Registers(source.Name) && (source.Switches.Count == 0 || source.Switches.Any(@switch => setup.SwitchesOn(@switch.Name)));
}
