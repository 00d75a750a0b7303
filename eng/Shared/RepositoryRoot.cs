namespace AgentTracing.Eng;

/// <summary>The folder of the clone, which the solution file marks.</summary>
internal static class RepositoryRoot
{
    private const string Mark = "AgentTracing.Generators.sln";

    /// <summary>The clone that the running program was built in.</summary>
    public static string Folder { get; } = Of(AppContext.BaseDirectory);

    /// <summary>The clone that a directory is in.</summary>
    /// <exception cref="DirectoryNotFoundException">It is in none.</exception>
    public static string Of(string directory)
    {
        for (DirectoryInfo? current = new(directory); current is not null; current = current.Parent)
        {
            if (File.Exists(Path.Combine(current.FullName, Mark)))
                return current.FullName;
        }

        throw new DirectoryNotFoundException($"{directory} is in no clone of the repository: there is no {Mark} above it.");
    }
}
