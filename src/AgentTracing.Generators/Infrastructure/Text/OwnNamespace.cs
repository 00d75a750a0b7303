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
    private const string New = "new ";
    private const string Suffix = "Attribute";
    private const string RunTime = "AgentTracing.CompilerServices";
    private const string Readers = Name + ".Readers.";

    /// <summary>Namespaces whose types have simple names here: the imported and the outer namespaces.</summary>
    private static readonly string[] Simple = [RunTime, Name, "AgentTracing"];

    /// <summary>
    /// Namespaces whose alias may instead name a single type, if the file uses only that one. Only for these it is certain that they are
    /// namespaces, not types.
    /// </summary>
    private static readonly string[] Namespaces = ["System", "System.Diagnostics", "System.Runtime.CompilerServices", "System.Threading"];

    /// <summary>Reserved names that an alias must not have: generated types and the enclosing namespaces.</summary>
    private static readonly string[] Taken = ["Readers", "Interceptors", "HandOvers", "Pipelines", "PipelineReaders", "AgentTracing", "CompilerServices", "Generated"];

    /// <summary>Writes the namespace.</summary>
    /// <param name="writer">Receives the code.</param>
    /// <param name="writeMembers">Writes its members, with <c>global::</c> names.</param>
    /// <param name="importsReaders">
    /// Whether readers have simple names. Types that derive from a library's type must not use them: its members would take precedence.
    /// </param>
    public static void Write(SourceWriter writer, Action<SourceWriter> writeMembers, bool importsReaders = false)
    {
        using var members = new SourceWriter(wrapsLines: false);
        writeMembers(members);
        var code = members.ToString();
        var names = QualifiedNames.In(code).ToList();
        var words = new HashSet<string>(QualifiedNames.Words(code), StringComparer.Ordinal);
        importsReaders &= names.Any(static name => name.Chain.StartsWith(Readers, StringComparison.Ordinal));
        var aliases = Aliases(code, names, words);

        writer.WriteLine($"namespace {Name}");
        using (writer.Block())
        {
            WriteUsings(writer, aliases, importsReaders);
            writer.Write(Shorten(code, names, aliases, words, importsReaders));
        }
    }

    /// <summary>The alias of each namespace or type; empty when it needs none, null when every possible name is taken.</summary>
    private static Dictionary<string, string?> Aliases(string code, List<(int Start, string Chain)> names, HashSet<string> words)
    {
        Dictionary<string, string?> aliases = new(StringComparer.Ordinal);
        foreach (var attribute in names.GroupBy(static name => name.Chain, StringComparer.Ordinal).Where(same => same.Count() > 1 && same.All(name => IsFullAttribute(code, name))))
        {
            if (Alias(WithoutSuffix(attribute.Key.Substring(Outer(attribute.Key).Length + 1)), words) is { } simple)
                aliases[attribute.Key] = simple;
        }

        foreach (var prefix in names.Where(name => !aliases.ContainsKey(name.Chain)).GroupBy(static name => Prefix(name.Chain), StringComparer.Ordinal).Where(static same => same.Count() > 1))
        {
            if (Simple.Contains(prefix.Key))
                aliases[prefix.Key] = "";
            else if (Namespaces.Contains(prefix.Key) && OnlyType(code, prefix) is { } type && Alias(type.Substring(prefix.Key.Length + 1), words) is { } simple)
                aliases[type] = simple;
            else
                aliases[prefix.Key] = Alias(prefix.Key, words);
        }

        // A class whose namespace has an alias is named through it.
        foreach (var prefix in names.GroupBy(static name => Prefix(name.Chain), StringComparer.Ordinal))
        {
            if (aliases.TryGetValue(prefix.Key, out var own) && own is { Length: > 0 } && Outer(prefix.Key) is var space && aliases.TryGetValue(space, out var alias)
                && alias is { Length: > 0 } && prefix.All(name => IsCall(code, name)))
            {
                aliases[prefix.Key] = alias + prefix.Key.Substring(space.Length);
            }
        }

        return aliases;
    }

    /// <summary>
    /// The only type of a namespace that the file names; null when there are several, or an attribute, whose name may lack its suffix.
    /// </summary>
    private static string? OnlyType(string code, IEnumerable<(int Start, string Chain)> names)
    {
        var first = names.First().Chain;
        return names.All(name => name.Chain == first && code[name.Start + Global.Length + first.Length] is not ('<' or '(') && code[name.Start - 1] != '[') ? first : null;
    }

    /// <summary>Whether a name is that of an attribute of one of the namespaces, with its suffix, at the beginning of an attribute list.</summary>
    private static bool IsFullAttribute(string code, (int Start, string Chain) name)
        => code[name.Start - 1] == '[' && name.Chain.EndsWith(Suffix, StringComparison.Ordinal) && Namespaces.Contains(Outer(name.Chain));

    private static string WithoutSuffix(string type)
        => type.EndsWith(Suffix, StringComparison.Ordinal) ? type.Substring(0, type.Length - Suffix.Length) : type;

    /// <summary>Whether a name is that of a called static method.</summary>
    private static bool IsCall(string code, (int Start, string Chain) name)
    {
        int end = name.Start + Global.Length + name.Chain.Length;
        if (code[end] == '<')
            end = EndOfTypeArguments(code, end);
        return code[end] == '(' && code[name.Start - 1] != '[' && string.CompareOrdinal(code, name.Start - New.Length, New, 0, New.Length) != 0;
    }

    private static int EndOfTypeArguments(string code, int start)
    {
        int depth = 0;
        for (int i = start; i < code.Length - 1; i++)
        {
            if (code[i] == '<')
                depth++;
            else if (code[i] == '>' && --depth == 0)
                return i + 1;
        }

        return start;
    }

    private static void WriteUsings(SourceWriter writer, Dictionary<string, string?> aliases, bool importsReaders)
    {
        if (aliases.ContainsKey(RunTime))
            writer.WriteLine($"using {Global}{RunTime};");
        if (importsReaders)
            writer.WriteLine($"using static {Global}{Readers.TrimEnd('.')};");
        foreach (var alias in aliases.Where(static alias => alias.Value is { Length: > 0 } && alias.Value.IndexOf('.') < 0).OrderBy(static alias => alias.Value, StringComparer.Ordinal))
            writer.WriteLine($"using {alias.Value} = {Global}{alias.Key};");
        if (aliases.Values.Any(static alias => alias is { Length: > 0 }) || aliases.ContainsKey(RunTime) || importsReaders)
            writer.WriteLine();
    }

    private static string Shorten(string code, List<(int Start, string Chain)> names, Dictionary<string, string?> aliases, HashSet<string> words, bool importsReaders)
        => QualifiedNames.Replace(code, names, chain =>
        {
            if (aliases.TryGetValue(chain, out var type) && type is not null)
                return type;
            if (importsReaders && chain.StartsWith(Readers, StringComparison.Ordinal) && chain.Substring(Readers.Length) is var reader && !words.Contains(reader))
                return reader;

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
        => Simple.FirstOrDefault(space => chain.StartsWith(space + ".", StringComparison.Ordinal)) ?? Outer(chain);

    /// <summary>A name without its last part.</summary>
    private static string Outer(string name) => name.Substring(0, Math.Max(0, name.LastIndexOf('.')));
}
