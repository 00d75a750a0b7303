using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Interception;

/// <summary>How a project asks for interception.</summary>
/// <param name="IsOn">Whether it sets <c>AgentTracingInterceptLlmCalls</c>.</param>
/// <param name="HasSummary">Whether it asks for the summary: <c>AgentTracingInterceptionSummary</c>.</param>
/// <param name="SwitchedOff">Names of the SDKs that it leaves alone: <c>AgentTracingInterceptOpenAI</c> is false.</param>
internal sealed record InterceptionOptions(bool IsOn, bool HasSummary, EquatableArray<string> SwitchedOff)
{
    /// <summary>Namespace of the interceptors; <c>buildTransitive/AgentTracing.Generators.targets</c> names it to the compiler.</summary>
    public const string Namespace = OwnNamespace.Name;

    /// <summary>The MSBuild property that asks for it.</summary>
    public const string Property = "AgentTracingInterceptLlmCalls";

    private const string Feature = "InterceptorsNamespaces";

    /// <summary>What the project says.</summary>
    public static InterceptionOptions Read(AnalyzerConfigOptions options)
        => new(
            Is(options, Property, "true"),
            Is(options, "AgentTracingInterceptionSummary", "true"),
            Sdk.Properties.Where(name => Is(options, PropertyOf(name), "false")).ToEquatableArray());

    /// <summary>Whether the compiler takes interceptors from us: asked of syntax, so that a project without them pays nothing.</summary>
    public static bool AreAllowed(ParseOptions options)
        => options.Features.TryGetValue(Feature, out string? namespaces) && namespaces.Split(';').Contains(Namespace, StringComparer.Ordinal);

    /// <summary>The property that switches an SDK off.</summary>
    public static string PropertyOf(string sdk) => "AgentTracingIntercept" + sdk;

    /// <summary>Whether calls of an SDK are to be intercepted; null is none's.</summary>
    public bool Covers(string? sdk) => IsOn && !(sdk is not null && SwitchedOff.Contains(sdk));

    /// <summary>The call, or that it is skipped where its SDK is switched off.</summary>
    public ModelCall Apply(ModelCall call)
        => Covers(call.Sdk) ? call : new SkippedCall(call.FilePath, call.Place, call.Sdk, SkipReason.SwitchedOff(PropertyOf(call.Sdk!)));

    private static bool Is(AnalyzerConfigOptions options, string name, string expected)
        => options.TryGetValue("build_property." + name, out string? value) && string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
