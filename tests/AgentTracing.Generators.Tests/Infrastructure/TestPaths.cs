using AgentTracing.Eng;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>Where the repository is on this machine: deterministic builds hide it from the compiler.</summary>
internal static class TestPaths
{
    private const string MappedRoot = "/_/";

    /// <summary>The repository's folder.</summary>
    public static string Repository { get; } = RepositoryRoot.Folder;

    /// <summary>Turns a path that the compiler recorded into one on disk.</summary>
    public static string OnDisk(string recordedPath)
    {
        var path = recordedPath.Replace('\\', '/');
        return path.StartsWith(MappedRoot, StringComparison.Ordinal) ? Path.Combine(Repository, path[MappedRoot.Length..]) : recordedPath;
    }
}
