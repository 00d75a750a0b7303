namespace AgentTracing.Eng.House;

/// <summary>The files of the repository.</summary>
/// <param name="Root">Its directory.</param>
public sealed record Repository(string Root)
{
    /// <summary>The repository that contains a directory.</summary>
    public static Repository At(string directory) => new(RepositoryRoot.Of(directory));

    /// <summary>The C# files under a directory, without build output.</summary>
    public IEnumerable<(string Path, string Text)> Files(string directory, string pattern = "*.cs")
        => Directory.EnumerateFiles(Path.Combine(Root, directory), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(static path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(Path.Combine(Root, path))));
}

/// <summary>A measured value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The value.</param>
/// <param name="Limit">The largest allowed value.</param>
/// <param name="Details">The places that contribute to the value.</param>
public sealed record Figure(string Name, double Value, double Limit, IReadOnlyList<string> Details)
{
    /// <summary>The smallest allowed value. It is above 0 if a value of 0 can only mean that nothing was found to measure.</summary>
    public double Least { get; init; }

    /// <summary>Whether the value is within its limits.</summary>
    public bool Holds => Value >= Least && Value <= Limit;
}
