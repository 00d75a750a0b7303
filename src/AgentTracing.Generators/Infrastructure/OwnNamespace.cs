using System.Text;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// The namespace of generated code. Nobody else declares types in it, so that usings inside of it can be rebound by nothing: it imports the run time's
/// namespace, and names others by aliases, whose names occur nowhere else in the file. Code in a user's namespace says <c>global::</c> instead.
/// </summary>
internal static class OwnNamespace
{
    /// <summary>Its name.</summary>
    public const string Name = "AgentTracing.Generated";

    private const string Global = "global::";
    private const string RunTime = "AgentTracing.CompilerServices";

    /// <summary>Namespaces whose types have simple names here: by the import, and because they hold this one.</summary>
    private static readonly string[] Simple = [RunTime, Name, "AgentTracing"];

    /// <summary>Names that an alias must not have: types of ours, and the namespaces around this one.</summary>
    private static readonly string[] Taken = ["Readers", "Interceptors", "HandOvers", "Pipelines", "PipelineReaders", "AgentTracing", "CompilerServices", "Generated"];

    /// <summary>Writes the namespace.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="writeMembers">Writes what is in it, with names from <c>global::</c>.</param>
    public static void Write(SourceWriter writer, Action<SourceWriter> writeMembers)
    {
        using var members = new SourceWriter(wrapsLines: false);
        writeMembers(members);
        var code = members.ToString();
        var names = Names(code).ToList();
        var words = new HashSet<string>(Words(code), StringComparer.Ordinal);
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
    {
        var text = new StringBuilder(code.Length);
        int position = 0;
        foreach (var (start, chain) in names)
        {
            text.Append(code, position, start - position);
            position = start + Global.Length + chain.Length;
            string prefix = Prefix(chain);
            string rest = chain.Substring(prefix.Length + 1);
            text.Append(aliases.TryGetValue(prefix, out var alias) ? alias switch
            {
                "" when words.Contains(FirstOf(rest)) => Global + chain,
                "" => rest,
                null => Global + chain,
                _ => alias + "." + rest,
            }
            : Global + chain);
        }

        return text.Append(code, position, code.Length - position).ToString();
    }

    /// <summary>The last part of the name, or the last two; null where the file uses both as something else.</summary>
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

    /// <summary>What stands before the type: its namespace, or the type around it. Of the run time's types their namespace.</summary>
    private static string Prefix(string chain)
        => Simple.FirstOrDefault(space => chain.StartsWith(space + ".", StringComparison.Ordinal)) ?? chain.Substring(0, Math.Max(0, chain.LastIndexOf('.')));

    private static string FirstOf(string name) => name.IndexOf('.') is var dot and >= 0 ? name.Substring(0, dot) : name;

    /// <summary>The names from <c>global::</c>, with their places.</summary>
    private static IEnumerable<(int Start, string Chain)> Names(string code)
    {
        foreach (int start in Identifiers(code))
        {
            if (string.CompareOrdinal(code, start, Global, 0, Global.Length) == 0 && Chain(code, start + Global.Length) is var chain && chain.IndexOf('.') > 0)
                yield return (start, chain);
        }
    }

    /// <summary>Identifiers that stand alone or begin a name, but not those behind a dot or a colon.</summary>
    private static IEnumerable<string> Words(string code)
    {
        foreach (int start in Identifiers(code))
        {
            if (start == 0 || code[start - 1] is not ('.' or ':'))
                yield return FirstOf(Chain(code, start)).TrimStart('@');
        }
    }

    private static string Chain(string code, int start)
    {
        int end = start;
        while (end < code.Length && (IsPart(code[end]) || (code[end] == '.' && end + 1 < code.Length && IsPart(code[end + 1]))))
            end++;
        return code.Substring(start, end - start);
    }

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character is '_' or '@';

    /// <summary>Where identifiers begin, outside of literals and comments.</summary>
    private static IEnumerable<int> Identifiers(string code)
    {
        for (int i = 0; i < code.Length; i++)
        {
            if (code[i] == '"' || code[i] == '\'')
            {
                i = CodeLines.EndOfLiteral(code, i);
            }
            else if (code[i] == '/' && i + 1 < code.Length && code[i + 1] == '/')
            {
                i = code.IndexOf('\n', i) is var end and >= 0 ? end : code.Length;
            }
            else if (IsPart(code[i]) && (i == 0 || !IsPart(code[i - 1])))
            {
                yield return i;
            }
        }
    }
}
