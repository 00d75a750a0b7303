namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>Where the repository is on this machine: deterministic builds hide it from the compiler.</summary>
internal static class TestPaths
{
    private const string MappedRoot = "/_/";

    /// <summary>The repository's folder.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Turns a path that the compiler recorded into one on disk.</summary>
    public static string OnDisk(string recordedPath)
    {
        var path = recordedPath.Replace('\\', '/');
        return path.StartsWith(MappedRoot, StringComparison.Ordinal) ? Path.Combine(Repository, path[MappedRoot.Length..]) : recordedPath;
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AgentTracing.Generators.sln")))
            folder = folder.Parent;

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
