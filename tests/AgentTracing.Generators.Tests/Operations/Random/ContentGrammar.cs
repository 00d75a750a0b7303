using System.Text;

namespace AgentTracing.Generators.Tests.Operations.Random;

/// <summary>
/// Writes a random graph of types that contain, nest, extend, hide, enumerate and close over each other in every legal way, and tools that
/// take and return them, so that content writers are generated for all of them.
/// </summary>
/// <param name="random">The source of choices.</param>
internal sealed class ContentGrammar(System.Random random)
{
    private static readonly string[] Names =
        ["Name", "Count", "@class", "@event", "Größe", "value", "content", "Text", "Items", "Value", "field", "WriteContent", "Object", "await", "record", "Item1", "Self", "Length", "Key"];

    private readonly List<string> _types = ["string"];

    /// <summary>Interfaces with abstract static members, which cannot be type arguments.</summary>
    private readonly List<string> _contracts = ["System.Numerics.INumber<int>"];
    private readonly StringBuilder _text = new();

    /// <summary>Writes the types and the tools.</summary>
    /// <param name="types">Number of types.</param>
    /// <param name="members">The largest number of members of a type.</param>
    /// <param name="tools">Number of tools; a class contains several.</param>
    public string Write(int types, int members, int tools)
    {
        _text.Append("#pragma warning disable\n#nullable enable\nnamespace Graph {\n");
        var kinds = Enumerable.Range(0, types).Select(i => (Name: random.Pick("Node", "@class", "Große", "Json") + i, Kind: Kind())).ToArray();
        foreach (var (name, kind) in kinds)
            (kind.Keyword == "static abstract" ? _contracts : _types).Add(kind.Arity ? $"Graph.{name}<{random.Pick("int", "string", "object", "int?")}>" : $"Graph.{name}");
        foreach (var (name, kind) in kinds)
            Type(name, kind, random.Next(1, members + 1));
        _text.Append("}\n");

        for (var left = tools; left > 0;)
        {
            var count = Math.Min(left, random.Next(1, 21));
            Tools(left, count);
            left -= count;
        }

        return _text.ToString();
    }

    private (string Keyword, bool Arity) Kind()
        => (random.Pick("class", "sealed class", "abstract class", "struct", "readonly struct", "record", "record struct", "interface", "enumerable", "entries", "static abstract", "derived"), random.Chance(0.2));

    /// <summary>A type argument for an implemented interface, which cannot contain <c>dynamic</c>.</summary>
    private string Implemented() => Any(1).Replace("dynamic", "object", StringComparison.Ordinal);

    private void Type(string name, (string Keyword, bool Arity) kind, int members)
    {
        var arity = kind.Arity ? "<TValue>" : "";
        var self = $"Graph.{name}{arity}";
        switch (kind.Keyword)
        {
            case "enumerable":
                _text.Append($"public class {name}{arity} : System.Collections.Generic.IEnumerable<{random.Pick(self, Implemented(), "string")}> {{ {{0}} {{1}}\n");
                Enumerates();
                break;
            case "entries":
                _text.Append($"public class {name}{arity} : System.Collections.Generic.IReadOnlyDictionary<string, {random.Pick(self, Implemented())}> {{ {{0}} {{1}}\n");
                Enumerates();
                break;
            case "static abstract":
                _text.Append($"public interface {name}{arity} {{ static abstract {self} Make();\n");
                Members(name, kind.Arity, members, isInterface: true, mayBeField: false);
                break;
            case "derived":
                _text.Append($"public class {name}Base{arity} {{ public virtual int Count => 1; public string Text {{ get; set; }} = \"\"; public object Same {{ get; }} = 1;\n");
                Members(name + "Base", kind.Arity, members / 2, isInterface: false, mayBeField: true, "Count", "Text", "Same", name);
                _text.Append($"}}\npublic class {name}{arity} : {name}Base{arity} {{ public override int Count => 2; public new int Same {{ get; }} private new string Text => \"\";\n");
                Members(name, kind.Arity, members / 2, isInterface: false, mayBeField: true, "Count", "Text", "Same");
                break;
            default:
                _text.Append($"public {kind.Keyword} {name}{arity} {{\n");
                Members(name, kind.Arity, members, kind.Keyword == "interface", kind.Keyword is not ("interface" or "readonly struct"));
                break;
        }

        _text.Append("}\n");

        // Adds the members that an enumerable type needs, once its element type is known.
        void Enumerates()
        {
            var head = _text.ToString();
            var start = head.LastIndexOf(" : ", StringComparison.Ordinal) + 3;
            var contract = head[start..head.LastIndexOf(" { {0}", StringComparison.Ordinal)];
            var element = contract[(contract.IndexOf('<', StringComparison.Ordinal) + 1)..^1];
            var isEntries = contract.Contains("IReadOnlyDictionary", StringComparison.Ordinal);
            var value = isEntries ? element["string, ".Length..] : element;
            var enumerated = isEntries ? $"System.Collections.Generic.KeyValuePair<{element}>" : element;
            _text.Replace("{0} {1}", $"public System.Collections.Generic.IEnumerator<{enumerated}> GetEnumerator() => throw null!; System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw null!;"
                + (isEntries ? $" public System.Collections.Generic.IEnumerable<string> Keys => []; public System.Collections.Generic.IEnumerable<{value}> Values => []; public int Count => 0; public {value} this[string key] => throw null!; public bool ContainsKey(string key) => false; public bool TryGetValue(string key, out {value} found) => throw null!;" : ""));
            Members(name, kind.Arity, members / 2, isInterface: false, mayBeField: false, "Count", "Keys", "Values", "GetEnumerator");
        }
    }

    private void Members(string type, bool hasParameter, int count, bool isInterface, bool mayBeField, params string[] taken)
    {
        HashSet<string> names = [.. taken, type];
        for (var i = 0; i < count; i++)
        {
            var name = random.Pick<string>(Names) + (random.Chance(0.5) ? "" : i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (!names.Add(name))
                continue;

            var memberType = hasParameter && random.Chance(0.2) ? random.Pick("TValue", "TValue[]", "System.Collections.Generic.List<TValue>") : random.Chance(0.05) ? random.Pick("System.Span<int>", "System.ReadOnlySpan<char>") : Any();
            var isSpan = memberType.StartsWith("System.Span", StringComparison.Ordinal) || memberType.StartsWith("System.ReadOnlySpan", StringComparison.Ordinal);
            var attribute = random.Chance(0.1) ? random.Pick("[AgentTracing.NotCaptured] ", "[System.Obsolete] ", "[System.Obsolete(\"no\", true)] ", "[System.Text.Json.Serialization.JsonIgnore] ", "[System.Text.Json.Serialization.JsonPropertyName(\"n\\\"\")] ") : "";
            _text.Append("    ").Append(attribute).Append(isInterface
                ? $"{memberType} {name} {{ get; }}"
                : random.Next(mayBeField && !isSpan ? 11 : 1) switch
                {
                    1 => $"public {memberType} {name};",
                    2 => $"public {memberType} {name} {{ get; set; }}",
                    3 => $"internal {memberType} {name} {{ get; set; }}",
                    4 => $"public static {memberType} {name} {{ get; set; }}",
                    5 => $"public {memberType} {name} {{ set {{ }} }}",
                    6 => $"public {memberType} {name} {{ get; init; }}",
                    7 => $"public {memberType} {name}{i} {{ get; }} public ref {memberType} {name} => throw new System.NotSupportedException();",
                    8 => $"public event System.Action<{Implemented()}>? {name}; public {memberType} this[{random.Pick("int", "string")} a{i}, Text{i}Key k = default] => throw new System.NotSupportedException(); public enum Text{i}Key {{ }}",
                    9 => $"public delegate {memberType} {name}(); public {memberType} {name}{i}Of() => throw new System.NotSupportedException();",
                    10 => $"protected internal {memberType} {name} {{ get; private protected set; }}",
                    _ => $"public {memberType} {name} => throw new System.NotSupportedException();",
                }).Append('\n');
        }
    }

    private void Tools(int number, int count)
    {
        _text.Append($"public static partial class Tools{number} {{\n private sealed record Own{number}({Any()} Inner, Own{number}[] More); private interface IOwn {{ {Any()} Inner {{ get; }} }}\n");
        for (var i = 0; i < count; i++)
        {
            var argument = random.Chance(0.1) ? random.Pick($"Own{number}", "IOwn", $"System.Collections.Generic.List<Own{number}>", $"({Any(1)}, Own{number} Own)?") : Any();
            var second = Any();
            var returns = random.Pick("", "System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask", "System.Collections.Generic.IAsyncEnumerable", "System.Collections.Generic.IEnumerable");
            var result = returns.Length > 0 ? Any(1) : random.Chance(0.5) ? Any() : argument;
            if (returns.Length > 0)
                returns += $"<{result}>";
            else
                returns = result;
            _text.Append($"    [{random.Pick("Tool", "Agent", "LlmCall", "Retrieval")}] private static partial {returns} M{i}({argument} @event, {second} value);\n    private static {returns} M{i}Core({argument} content, {second} b) => throw null!;\n");
        }

        _text.Append("}\n");
    }

    /// <summary>A type for a member, a parameter or a result.</summary>
    private string Any(int depth = 0)
    {
        if (depth == 0 && random.Chance(0.1))
            return random.Pick<string>([.. _contracts]) + random.Pick("", "", "[]", "[,]");

        if (depth > 2)
            return random.Pick<string>([.. _types, "int", "string", "dynamic"]);

        return random.Next(14) switch
        {
            0 => Any(depth + 1) + random.Pick("[]", "[,]", "[][]"),
            1 => $"System.Collections.Generic.{random.Pick("List", "IReadOnlyList", "HashSet", "IEnumerable", "Queue", "IAsyncEnumerable")}<{Any(depth + 1)}>",
            2 => $"System.Collections.Generic.Dictionary<{random.Pick("string", "int", "System.DayOfWeek", "System.Guid", "object")}, {Any(depth + 1)}>",
            3 => $"({Any(depth + 1)} First, {Any(depth + 1)} @int)",
            4 => $"({Any(depth + 1)}, {Any(depth + 1)})?",
            5 => random.Pick("int?", "System.DateTime?", "nint", "nuint?", "System.IntPtr", "dynamic", "object", "string", "System.Uri", "System.Text.Json.JsonElement", "System.Text.Json.Nodes.JsonNode", "decimal", "byte[]", "System.Threading.CancellationToken",
                "System.IO.Stream", "System.Exception", "System.Type", "System.Action", "System.Numerics.BigInteger", "System.Half", "System.Int128", "System.Index", "System.Range", "System.Memory<char>", "System.ArraySegment<int>", "System.Collections.ArrayList", "System.Lazy<int>"),
            6 => $"System.Collections.Generic.KeyValuePair<{Any(depth + 1)}, {Any(depth + 1)}>",
            7 => $"System.Collections.Immutable.{random.Pick("ImmutableArray", "ImmutableList")}<{Any(depth + 1)}>",
            8 => $"System.Tuple<{Any(depth + 1)}, {Any(depth + 1)}>",
            _ => random.Pick<string>([.. _types]),
        };
    }
}
