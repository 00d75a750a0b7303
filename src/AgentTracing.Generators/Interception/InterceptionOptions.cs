using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Interception;

/// <summary>How a project asks for interception.</summary>
internal static class InterceptionOptions
{
    /// <summary>Namespace of the interceptors; <c>buildTransitive/AgentTracing.Generators.targets</c> names it to the compiler.</summary>
    public const string Namespace = "AgentTracing.Generated";

    private const string Property = "build_property.AgentTracingInterceptLlmCalls";
    private const string Feature = "InterceptorsNamespaces";

    /// <summary>Whether the project sets <c>AgentTracingInterceptLlmCalls</c>.</summary>
    public static bool IsOn(AnalyzerConfigOptions options)
        => options.TryGetValue(Property, out string? value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the compiler takes interceptors from us: asked of syntax, so that a project without them pays nothing.</summary>
    public static bool AreAllowed(ParseOptions options)
        => options.Features.TryGetValue(Feature, out string? namespaces) && namespaces.Split(';').Contains(Namespace, StringComparer.Ordinal);
}
