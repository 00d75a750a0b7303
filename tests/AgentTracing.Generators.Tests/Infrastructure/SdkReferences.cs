using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>References to the LLM SDKs of the tests and to OpenTelemetry, in addition to the libraries of .NET.</summary>
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

    /// <summary>
    /// The assemblies with these names and everything that they and the run time reference: the references of a project with that package.
    /// </summary>
    public static ImmutableArray<MetadataReference> Of(params IEnumerable<string> names)
    {
        var files = All.ToDictionary(static reference => Path.GetFileNameWithoutExtension(reference.Display!), StringComparer.Ordinal);
        var found = new SortedDictionary<string, MetadataReference>(StringComparer.Ordinal);
        var pending = new Stack<string>([.. names, "OpenTelemetry.Api", "Microsoft.Extensions.Logging.Abstractions"]);
        while (pending.TryPop(out var name))
        {
            if (!files.TryGetValue(name, out var reference) || !found.TryAdd(name, reference))
                continue;

            using var file = new PEReader(File.OpenRead(reference.Display!));
            var metadata = file.GetMetadataReader();
            foreach (var handle in metadata.AssemblyReferences)
                pending.Push(metadata.GetString(metadata.GetAssemblyReference(handle).Name));
        }

        return [.. found.Values];
    }

    /// <summary>An assembly of a package that is downloaded but not referenced (<c>PackageDownload</c> in the project file).</summary>
    public static PortableExecutableReference Downloaded(string package, string version, string framework)
        => MetadataReference.CreateFromFile(Directory.EnumerateFiles(Path.Combine(Packages, package, version, "lib", framework), "*.dll").Single());

    /// <summary>The package folder.</summary>
    public static string Packages { get; } = typeof(SdkReferences).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "NuGetPackages").Value!;
}
