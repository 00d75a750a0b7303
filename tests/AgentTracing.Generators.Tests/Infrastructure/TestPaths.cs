using AgentTracing.Eng;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>Maps paths to this machine: deterministic builds hide the repository's location from the compiler.</summary>
internal static class TestPaths
{
    private const string MappedRoot = "/_/";

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = RepositoryRoot.Folder;

    /// <summary>Converts a path recorded by the compiler to a path on disk.</summary>
    public static string OnDisk(string recordedPath)
    {
        var path = recordedPath.Replace('\\', '/');
        return path.StartsWith(MappedRoot, StringComparison.Ordinal) ? Path.Combine(Repository, path[MappedRoot.Length..]) : recordedPath;
    }
}
