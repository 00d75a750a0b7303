using System.Text;

namespace AgentTracing.Generators.Tests.Operations.Random;

/// <summary>Annotated partial methods at random, of everything legal, in types of every kind; each with an implementation.</summary>
/// <param name="random">The source of choices.</param>
/// <param name="allowsRefStructs">Whether the language has <c>allows ref struct</c> and <c>params</c> collections.</param>
internal sealed class SignatureGrammar(System.Random random, bool allowsRefStructs)
{
    private static readonly string[] Kinds = ["Workflow", "Agent", "AgentTask", "Tool", "LlmCall", "Retrieval", "Guardrail", "Evaluator"];

    private const string Token = "System.Threading.CancellationToken";

    private readonly StringBuilder _text = new();
    private int _number;

    /// <summary>A file of types with <paramref name="count"/> methods.</summary>
    public string File(int count)
    {
        for (var left = count; left > 0;)
        {
            var methods = Math.Min(left, random.Next(1, 30));
            Type(methods);
            left -= methods;
        }

        return _text.ToString();
    }

    private void Type(int methods)
    {
        var nullable = random.Chance(0.7);
        var isUnsafe = random.Chance(0.3);
        var kind = random.Pick("class", "static class", "abstract class", "struct", "readonly struct", "ref struct", "record", "record struct", "readonly record struct", "interface");
        string[] parameters = kind == "static class" ? [] : [.. Enumerable.Range(0, random.Next(3)).Select(static i => "T" + i)];
        var type = new TypeContext(kind, nullable, isUnsafe, parameters);

        Line(nullable ? "#nullable enable" : "#nullable disable");
        var closing = Open(kind != "static class");
        var prefix = isUnsafe ? "unsafe " : "";
        var keyword = kind.Contains(' ', StringComparison.Ordinal) ? kind.Insert(kind.LastIndexOf("record", StringComparison.Ordinal) is > 0 and var at ? at : kind.LastIndexOf(' ') + 1, "partial ") : "partial " + kind;
        if (kind == "record struct")
            keyword = "partial record struct";
        Line($"public {prefix}{keyword} Type{_number++}{(parameters.Length > 0 ? $"<{string.Join(", ", parameters)}>" : "")}");
        Line("{");
        for (var i = 0; i < methods; i++)
            Method(type);
        Line("}");
        Line(closing);
    }

    /// <summary>Opens a namespace and types around the type.</summary>
    private string Open(bool mayNest)
    {
        var closing = "";
        if (random.Chance(0.7))
        {
            Line($"namespace {random.Pick("Shop", "Shop.@class", "Größe.數", "Lib.Inner")} {{");
            closing += "}";
        }

        for (var depth = mayNest ? random.Next(3) : 0; depth > 0; depth--)
        {
            _number++;
            Line($"public {random.Pick("partial class", "partial struct", "partial interface", "partial record")} Around{_number}{random.Pick("", $"<TAround{_number}>")} {{");
            closing += "}";
        }

        return closing;
    }

    private void Method(TypeContext type)
    {
        var isStatic = type.Kind == "static class" || random.Chance(0.3);
        var isIterator = !type.Unsafe && (isStatic || type.Kind != "ref struct") && random.Chance(0.15);
        var hasPointers = !isIterator && random.Chance(0.15);
        var parameters = TypeParameters();
        var scope = new TypeScope
        {
            Nullable = type.Nullable,
            Unsafe = hasPointers,
            TypeParameters = [.. type.Parameters, .. parameters.Where(static p => !p.AllowsRefStruct).Select(static p => p.Name)],
            RefStructParameters = isIterator ? [] : [.. parameters.Where(static p => p.AllowsRefStruct).Select(static p => p.Name)],
        };
        var types = new TypeGrammar(random, scope);
        var slots = Parameters(types, isIterator, isStatic && type.Kind == "static class");
        var (returns, body) = isIterator ? Iterator(types) : (Return(types), "{ throw new System.InvalidOperationException(); }");

        var name = random.Pick("Run", "@event", "Größe", "Find_It", "Équipe数", "operation") + _number++ + random.Pick("", "Async");
        var stem = name.TrimStart('@');
        var core = stem.EndsWith("Async", StringComparison.Ordinal) ? stem[..^"Async".Length] + "CoreAsync" : stem + "Core";
        var arity = parameters.Count > 0 ? $"<{string.Join(", ", parameters.Select(static p => p.Name))}>" : "";
        var constraints = string.Concat(parameters.Where(static p => p.Constraint.Length > 0).Select(static p => $" where {p.Name} : {p.Constraint}"));
        var isUnsafe = hasPointers && (!type.Unsafe || random.Chance(0.5)) ? "unsafe " : "";
        var modifiers = Modifiers(type, isStatic);

        Line($"[{random.Pick(Kinds)}{random.Pick("", "(\"n\\\"\\n\\u2028\")", "(Description = \"d\\\\\")")}]");
        Line($"{modifiers}{isUnsafe}partial {returns} {name}{arity}({string.Join(", ", slots.Select(static slot => slot.Declaration))}){constraints};");
        var isAsync = body.Contains("await", StringComparison.Ordinal) ? "async " : "";
        Line($"private {(isStatic ? "static " : "")}{isUnsafe}{isAsync}{returns} {core}{arity}({string.Join(", ", slots.Select(static slot => slot.Implementation))}){constraints} {body}");
    }

    private string Modifiers(TypeContext type, bool isStatic)
    {
        var accessibility = type.Kind switch
        {
            "interface" => random.Pick("public", "internal", "private"),
            "class" or "abstract class" or "record" => random.Pick("public", "internal", "private", "protected", "protected internal", "private protected"),
            _ => random.Pick("public", "internal", "private"),
        };

        if (isStatic)
            return accessibility + " static ";

        var isVirtual = accessibility != "private" && type.Kind is "class" or "abstract class" or "record" or "interface" && accessibility != "private" && random.Chance(0.2);
        var isReadOnly = type.Kind is "struct" or "record struct" && random.Chance(0.3);
        return accessibility + (isVirtual ? " virtual " : isReadOnly ? " readonly " : " ");
    }

    private List<(string Name, string Constraint, bool AllowsRefStruct)> TypeParameters()
    {
        List<(string, string, bool)> parameters = [];
        for (var i = random.Next(6) switch { 0 => 2, 1 => 1, _ => 0 }; i > 0; i--)
        {
            var name = random.Pick("TItem", "@TIn", "Tü") + i;
            var allows = allowsRefStructs && random.Chance(0.3);
            var constraint = allows
                ? random.Pick("allows ref struct", "struct, allows ref struct", "System.IDisposable, allows ref struct", "new(), allows ref struct")
                : random.Pick(
                    "", "class", "struct", "unmanaged", "notnull", "new()", "class, new()", "System.Enum", "struct, System.Enum", "Lib.Base",
                    $"System.IComparable<{name}>", "class, System.IDisposable, new()", $"struct, System.Numerics.INumber<{name}>",
                    "notnull, System.Collections.Generic.IEnumerable<(int Left, string[] Right)>", "System.Delegate", "Lib.IThing<dynamic[]>");
            parameters.Add((name, constraint.Contains("dynamic", StringComparison.Ordinal) ? "Lib.IThing<object[]>" : constraint, allows));
        }

        return parameters;
    }

    private List<(string Declaration, string Implementation)> Parameters(TypeGrammar types, bool isIterator, bool mayExtend)
    {
        List<(string, string)> parameters = [];
        var count = random.Next(6);
        var isOptional = false;
        for (var i = 0; i < count; i++)
        {
            var name = isIterator
                ? $"p{i}"
                : random.Pick("p", "@class", "größe", "operation", "exception", "value", "field", "scoped", "var", "async", "await", "from", "result", "stream") + (random.Chance(0.5) || i > 0 ? i.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");
            var other = $"other{i}";

            if (!isIterator && i == count - 1 && random.Chance(0.2))
            {
                var type = allowsRefStructs ? random.Pick("string[]", "System.ReadOnlySpan<int>", "System.Collections.Generic.List<object>") : "string[]";
                parameters.Add(($"params {type} {name}", type.Contains("Span", StringComparison.Ordinal) ? $"scoped {type} {other}" : $"{type} {other}"));
                break;
            }

            isOptional = isOptional || random.Chance(0.1);
            if (isOptional)
            {
                var (type, value) = random.Pick<(string, string)>(
                    ("int", "5"), ("string", "\"a\\\"b\""), ("System.Guid", "default"), ("System.DayOfWeek", "System.DayOfWeek.Friday"), ("decimal", "1.5m"),
                    ("char", "'\\''"), ("double", "double.NaN"), ("int?", "null"), ("nint", "3"), (isIterator ? "bool" : Token, "default"), ("long", "-1"));
                parameters.Add(($"{Attribute(type)}{type} {name} = {value}", $"{type} {other}"));
                continue;
            }

            parameters.Add(isIterator ? Plain(types.Any(), name, other) : Required(types, name, other, i == 0 && mayExtend));
        }

        return parameters;
    }

    private (string, string) Required(TypeGrammar types, string name, string other, bool mayExtend)
    {
        if (random.Chance(0.1))
        {
            var modifier = random.Pick("scoped ", "scoped ref ", "scoped in ");
            var window = types.RefStruct();
            return ($"{modifier}{window} {name}", $"{modifier}{window} {other}");
        }

        var reference = random.Pick("", "", "", "ref ", "out ", "in ", "ref readonly ");
        var type = types.Slot();
        var receiver = mayExtend && reference.Length == 0 && type is "int" or "string" && mayExtend ? "this " : "";
        return reference.Length == 0
            ? ($"{Attribute(type)}{receiver}{type} {name}", $"{type} {other}")
            : ($"{reference}{type} {name}", $"{reference}{type} {other}");
    }

    private (string, string) Plain(string type, string name, string other)
    {
        // An iterator's token wants an attribute, and there may be one only.
        if (type == Token)
            type = "int";

        return ($"{Attribute(type)}{type} {name}", $"{type} {other}");
    }

    private string Attribute(string type)
    {
        if (random.Chance(0.7))
            return "";

        return type == "string"
            ? random.Pick("[UserId] ", "[SessionId] ", "[ConversationId] ", "[Model] ", "[Provider] ", "[TraceContext] ", "[TraceTag(\"s\")] ")
            : random.Pick("[TraceTag(\"a.b\")] ", "[NotCaptured] ", "[UserId] ");
    }

    private string Return(TypeGrammar types) => random.Next(12) switch
    {
        0 or 1 => "void",
        2 => "System.Threading.Tasks.Task",
        3 => "System.Threading.Tasks.ValueTask",
        4 or 5 => $"System.Threading.Tasks.Task<{types.Any()}>",
        6 => $"System.Threading.Tasks.ValueTask<{types.Any()}>",
        7 => random.Pick("ref ", "ref readonly ") + types.Any(),
        8 => $"System.Collections.Generic.{random.Pick("IAsyncEnumerable", "IEnumerable", "IEnumerator", "IAsyncEnumerator")}<{types.Any()}>",
        9 => $"System.Threading.Tasks.{random.Pick("Task", "ValueTask")}<System.Collections.Generic.IAsyncEnumerable<{types.Any()}>>",
        _ => types.Slot(),
    };

    private (string Returns, string Body) Iterator(TypeGrammar types) => random.Chance(0.5)
        ? ($"System.Collections.Generic.{random.Pick("IEnumerable", "IEnumerator")}<{types.Any()}>", "{ yield break; }")
        : ($"System.Collections.Generic.{random.Pick("IAsyncEnumerable", "IAsyncEnumerator")}<{types.Any()}>", "{ await System.Threading.Tasks.Task.Yield(); yield break; }");

    private void Line(string text) => _text.Append(text).Append('\n');

    private sealed record TypeContext(string Kind, bool Nullable, bool Unsafe, IReadOnlyList<string> Parameters);
}
