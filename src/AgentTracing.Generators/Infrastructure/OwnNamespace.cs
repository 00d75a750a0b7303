namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// The namespace of generated code. Only we declare types in it, so nothing can rebind usings inside it. It imports the run time's
/// namespace, and uses aliases for others, whose names do not occur elsewhere in the file. <see cref="UsersNamespace"/> is for code in a
/// user's namespace.
/// </summary>
internal static class OwnNamespace
{
    /// <summary>Its name.</summary>
    public const string Name = "AgentTracing.Generated";

    private const string Global = QualifiedNames.Global;
    private const string RunTime = "AgentTracing.CompilerServices";

    /// <summary>Namespaces whose types have simple names here: the imported and the outer namespaces.</summary>
    private static readonly string[] Simple = [RunTime, Name, "AgentTracing"];

    /// <summary>Names that an alias must not have: our types, and the outer namespaces.</summary>
    private static readonly string[] Taken = ["Readers", "Interceptors", "HandOvers", "Pipelines", "PipelineReaders", "AgentTracing", "CompilerServices", "Generated"];

    /// <summary>Writes the namespace.</summary>
    /// <param name="writer">Receives the values.</param>
    /// <param name="writeMembers">Writes what is in it, with names from <c>global::</c>.</param>
    public static void Write(SourceWriter writer, Action<SourceWriter> writeMembers)
    {
        using var members = new SourceWriter(wrapsLines: false);
        writeMembers(members);
        var code = members.ToString();
        var names = QualifiedNames.In(code).ToList();
        var words = new HashSet<string>(QualifiedNames.Words(code), StringComparer.Ordinal);
        Dictionary<string, string?> aliases = new(StringComparer.Ordinal);
        foreach (var prefix in names.Select(static name => Prefix(name.Chain)).GroupBy(static prefix => prefix, StringComparer.Ordinal).Where(static same => same.Count() > 1))
            aliases[prefix.Key] = Simple.Contains(prefix.Key) ? "" : Alias(prefix.Key, words);

        writer.WriteLine($"namespace {Name}");
        using (writer.Block())
        {
            WriteUsings(writer, aliases);
            writer.Write(Shorten(code, names, aliases, words));
        }
    }

    private static void WriteUsings(SourceWriter writer, Dictionary<string, string?> aliases)
    {
        if (aliases.ContainsKey(RunTime))
            writer.WriteLine($"using {Global}{RunTime};");
        foreach (var alias in aliases.Where(static alias => alias.Value is { Length: > 0 }).OrderBy(static alias => alias.Value, StringComparer.Ordinal))
            writer.WriteLine($"using {alias.Value} = {Global}{alias.Key};");
        if (aliases.Values.Any(static alias => alias is { Length: > 0 }) || aliases.ContainsKey(RunTime))
            writer.WriteLine();
    }

    private static string Shorten(string code, List<(int Start, string Chain)> names, Dictionary<string, string?> aliases, HashSet<string> words)
        => QualifiedNames.Replace(code, names, chain =>
        {
            string prefix = Prefix(chain);
            string rest = chain.Substring(prefix.Length + 1);
            return aliases.TryGetValue(prefix, out var alias) ? alias switch
            {
                "" when words.Contains(QualifiedNames.FirstOf(rest)) => Global + chain,
                "" => rest,
                null => Global + chain,
                _ => alias + "." + rest,
            }
            : Global + chain;
        });

    /// <summary>The last part of the name, or the last two; null when the file uses both as something else.</summary>
    private static string? Alias(string prefix, HashSet<string> words)
    {
        string[] parts = prefix.Split('.');
        for (int count = 1; count <= parts.Length; count++)
        {
            string alias = string.Concat(parts.Skip(parts.Length - count));
            if (!words.Contains(alias) && !Taken.Contains(alias) && alias.IndexOf('@') < 0)
            {
                words.Add(alias);
                return alias;
            }
        }

        return null;
    }

    /// <summary>The qualifier of a type: its namespace, or its containing type. For the run time's types, their namespace.</summary>
    private static string Prefix(string chain)
        => Simple.FirstOrDefault(space => chain.StartsWith(space + ".", StringComparison.Ordinal)) ?? chain.Substring(0, Math.Max(0, chain.LastIndexOf('.')));
}
