using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Analyzers;

/// <summary>
/// Which SDKs report calls of models on a source of their own, and by which AppContext switch they are told to. Those of
/// Microsoft.Extensions.AI and the Agent Framework are not among them: there a pipeline decides.
/// </summary>
internal static class NativeTelemetry
{
    /// <summary>Source of the spans that <c>UseOpenTelemetry()</c> makes of an IChatClient.</summary>
    public const string ChatClientSource = "Experimental.Microsoft.Extensions.AI";

    private static readonly (string Namespace, string Source, string? Switch)[] Sdks =
    [
        ("Anthropic", "com.anthropic.sdk.csharp", null),
        ("OpenAI", "OpenAI.ChatClient", "OpenAI.Experimental.EnableOpenTelemetry"),
        ("OpenAI", "OpenAI.ResponsesClient", "OpenAI.Experimental.EnableOpenTelemetry"),
        ("Azure.AI.Inference", "Azure.AI.Inference.ChatCompletionsClient", "Azure.Experimental.EnableActivitySource"),
        ("Microsoft.SemanticKernel", "Microsoft.SemanticKernel.Diagnostics", "Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnostics"),
        ("Microsoft.SemanticKernel", "Microsoft.SemanticKernel.Diagnostics", "Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnosticsSensitive"),
    ];

    /// <summary>The source on which the SDK reports a call; null where it does not, as far as the compilation shows.</summary>
    public static string? SourceOf(LlmApi api, TelemetrySetup setup)
        => Sdks.FirstOrDefault(sdk => sdk.Source == api.NativeSource && IsOn(sdk, setup)).Source;

    /// <summary>The source on which a client of an SDK reports its calls; null where it does not.</summary>
    public static string? SourceOf(ITypeSymbol? client, TelemetrySetup setup)
        => client is null ? null : Sdks.FirstOrDefault(sdk => IsWithin(client.ContainingNamespace, sdk.Namespace) && IsOn(sdk, setup)).Source;

    private static bool IsOn((string Namespace, string Source, string? Switch) sdk, TelemetrySetup setup)
        => setup.Registers(sdk.Source) && (sdk.Switch is null || setup.SwitchesOn(sdk.Switch));

    private static bool IsWithin(INamespaceSymbol? space, string name)
    {
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space.Is(name))
                return true;
        }

        return false;
    }
}
