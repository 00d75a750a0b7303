namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// A user's namespace in a generated file. A user's type or member could rebind any simple name, so names use aliases with <c>::</c>: left
/// of it the compiler looks up only aliases, never types or members. The aliases are inside the namespace, so no <c>global using</c>
/// conflicts with them.
/// </summary>
internal static class UsersNamespace
{
    /// <summary>
    /// Namespaces that get an alias if a file needs them. Only for these it is certain that they are namespaces, not types.
    /// </summary>
    private static readonly (string Namespace, string Alias)[] Known =
    [
        ("AgentTracing", "AgentTracing"),
        ("AgentTracing.CompilerServices", "Tracing"),
        (OwnNamespace.Name, "Generated"),
        ("Anthropic.Models.Messages", "Messages"),
        ("Microsoft.Extensions.AI", "AI"),
        ("OpenAI.Chat", "Chat"),
        ("OpenAI.Responses", "Responses"),
        ("System", "System"),
        ("System.ClientModel.Primitives", "Primitives"),
        ("System.CodeDom.Compiler", "CodeDom"),
        ("System.Collections.Generic", "Generic"),
        ("System.Diagnostics", "Diagnostics"),
        ("System.IO", "IO"),
        ("System.Runtime.CompilerServices", "Runtime"),
        ("System.Text.Json", "Json"),
        ("System.Threading", "Threading"),
        ("System.Threading.Tasks", "Tasks"),
    ];

    /// <summary>Writes the namespace.</summary>
    /// <param name="writer">Receives the code.</param>
    /// <param name="name">Its name; null for types without a namespace.</param>
    /// <param name="writeMembers">Writes its members, with <c>global::</c> names.</param>
    public static void Write(SourceWriter writer, string? name, Action<SourceWriter> writeMembers)
    {
        using var members = new SourceWriter(wrapsLines: false);
        writeMembers(members);
        var code = members.ToString();
        var names = QualifiedNames.In(code).ToList();
        var words = new HashSet<string>(QualifiedNames.Words(code), StringComparer.Ordinal);
        var aliases = names.Select(static name => NamespaceOf(name.Chain))
            .OfType<string>()
            .GroupBy(static space => space, StringComparer.Ordinal)
            .Where(static same => same.Count() > 1)
            .ToDictionary(static same => same.Key, same => Alias(same.Key, isInNamespace: name is not null, words), StringComparer.Ordinal);

        if (name is not null)
        {
            writer.WriteLine($"namespace {name};");
            writer.WriteLine();
        }

        foreach (var alias in aliases.OrderBy(static alias => alias.Value, StringComparer.Ordinal))
            writer.WriteLine($"using {alias.Value} = {QualifiedNames.Global}{alias.Key};");
        if (aliases.Count > 0)
            writer.WriteLine();
        writer.Write(QualifiedNames.Replace(code, names, chain => NamespaceOf(chain) is { } space && aliases.TryGetValue(space, out string alias)
            ? $"{alias}::{chain.Substring(space.Length + 1)}"
            : QualifiedNames.Global + chain));
    }

    /// <summary>The innermost known namespace of a name.</summary>
    private static string? NamespaceOf(string chain)
        => Known.Where(known => chain.StartsWith(known.Namespace + ".", StringComparison.Ordinal))
            .OrderByDescending(static known => known.Namespace.Length)
            .FirstOrDefault().Namespace;

    /// <summary>
    /// A name that the file does not use otherwise. Outside of a namespace it ends with an underscore, because a <c>global using</c> may
    /// have the same name.
    /// </summary>
    private static string Alias(string space, bool isInNamespace, HashSet<string> words)
    {
        string alias = Known.First(known => known.Namespace == space).Alias + (isInNamespace ? "" : "_");
        while (words.Contains(alias))
            alias += "_";
        return alias;
    }
}
