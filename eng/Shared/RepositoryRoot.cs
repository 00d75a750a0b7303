namespace AgentTracing.Eng;

/// <summary>Finds the folder of the clone, by its solution file.</summary>
internal static class RepositoryRoot
{
    private const string Mark = "AgentTracing.Generators.sln";

    /// <summary>The clone that the running program was built in.</summary>
    public static string Folder { get; } = Of(AppContext.BaseDirectory);

    /// <summary>The clone that contains a directory.</summary>
    /// <exception cref="DirectoryNotFoundException">The directory is not in a clone.</exception>
    public static string Of(string directory)
    {
        for (DirectoryInfo? current = new(directory); current is not null; current = current.Parent)
        {
            if (File.Exists(Path.Combine(current.FullName, Mark)))
                return current.FullName;
        }

        throw new DirectoryNotFoundException($"{directory} is not in a clone of the repository: no folder above it contains {Mark}.");
    }
}
