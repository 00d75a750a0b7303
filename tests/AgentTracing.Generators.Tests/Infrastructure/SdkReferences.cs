using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>The LLM SDKs that the tests bring, OpenTelemetry among them, beside the libraries of .NET.</summary>
internal static class SdkReferences
{
    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("AgentTracing", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("xunit", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];
}
