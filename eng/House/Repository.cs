namespace AgentTracing.Eng.House;

/// <summary>The files of the repository.</summary>
/// <param name="Root">Its directory.</param>
public sealed record Repository(string Root)
{
    /// <summary>The repository that a directory is in.</summary>
    public static Repository At(string directory) => new(RepositoryRoot.Of(directory));

    /// <summary>The C# files under a directory, without what builds write.</summary>
    public IEnumerable<(string Path, string Text)> Files(string directory, string pattern = "*.cs")
        => Directory.EnumerateFiles(Path.Combine(Root, directory), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(static path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(Path.Combine(Root, path))));
}

/// <summary>Something that is measured.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">How much.</param>
/// <param name="Limit">How much it may be at most.</param>
/// <param name="Details">Where it comes from.</param>
public sealed record Figure(string Name, double Value, double Limit, IReadOnlyList<string> Details)
{
    /// <summary>How much it has to be at least: a figure of nothing says that what is measured was not found.</summary>
    public double Least { get; init; }

    /// <summary>Whether it is within its limits.</summary>
    public bool Holds => Value >= Least && Value <= Limit;
}
