using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Interception;

/// <summary>The interception settings of a project.</summary>
/// <param name="IsOn">Whether it sets <c>AgentTracingInterceptLlmCalls</c>.</param>
/// <param name="HasSummary">Whether it requests the summary: <c>AgentTracingInterceptionSummary</c>.</param>
/// <param name="SwitchedOff">Names of the excluded SDKs: <c>AgentTracingInterceptOpenAI</c> is false.</param>
internal sealed record InterceptionOptions(bool IsOn, bool HasSummary, EquatableArray<string> SwitchedOff)
{
    /// <summary>Namespace of the interceptors; <c>buildTransitive/AgentTracing.Generators.targets</c> passes it to the compiler.</summary>
    public const string Namespace = OwnNamespace.Name;

    /// <summary>The MSBuild property that turns it on.</summary>
    public const string Property = "AgentTracingInterceptLlmCalls";

    private const string Feature = "InterceptorsNamespaces";

    /// <summary>Reads the project's settings.</summary>
    public static InterceptionOptions Read(AnalyzerConfigOptions options)
        => new(
            Is(options, Property, "true"),
            Is(options, "AgentTracingInterceptionSummary", "true"),
            Sdk.Properties.Where(name => Is(options, PropertyOf(name), "false")).ToEquatableArray());

    /// <summary>
    /// Whether the compiler accepts our interceptors. It only needs parse options, so a project without interception pays nothing.
    /// </summary>
    public static bool AreAllowed(ParseOptions options)
        => options.Features.TryGetValue(Feature, out string? namespaces) && namespaces.Split(';').Contains(Namespace, StringComparer.Ordinal);

    /// <summary>The property that excludes an SDK.</summary>
    public static string PropertyOf(string sdk) => "AgentTracingIntercept" + sdk;

    /// <summary>Whether calls of an SDK are intercepted; null for calls that the project adds.</summary>
    public bool Covers(string? sdk) => IsOn && !(sdk is not null && SwitchedOff.Contains(sdk));

    /// <summary>The call, or a skipped call if its SDK is excluded.</summary>
    public ModelCall Apply(ModelCall call)
        => Covers(call.Sdk) ? call : new SkippedCall(call.FilePath, call.Place, call.Sdk, SkipReason.SwitchedOff(PropertyOf(call.Sdk!)));

    private static bool Is(AnalyzerConfigOptions options, string name, string expected)
        => options.TryGetValue("build_property." + name, out string? value) && string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
