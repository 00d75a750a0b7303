namespace AgentTracing.Generators.Tests.Operations.Random;

/// <summary>Writes random annotated partial methods with all legal features, in types of every kind, each with an implementation.</summary>
/// <param name="random">The source of choices.</param>
/// <param name="allowsRefStructs">Whether the language version has <c>allows ref struct</c> and <c>params</c> collections.</param>
internal sealed class SignatureGrammar(System.Random random, bool allowsRefStructs)
{
    private static readonly string[] Kinds = ["Workflow", "Agent", "AgentTask", "Tool", "LlmCall", "Retrieval", "Guardrail", "Evaluator"];

    private const string Token = "System.Threading.CancellationToken";

    private readonly List<TypeText> _types = [];
    private int _number;

    /// <summary>Writes <paramref name="count"/> methods in types of all kinds.</summary>
    public SignatureGrammar Write(int count)
    {
        for (var left = count; left > 0;)
        {
            var methods = Math.Min(left, random.Next(1, 30));
            Type(methods);
            left -= methods;
        }

        return this;
    }

    /// <summary>The number of methods.</summary>
    public int Count => _types.Sum(static type => type.Methods.Count);

    /// <summary>
    /// The file. If <paramref name="byHand"/> is true, it contains hand-written implementations of the declarations, each a plain call.
    /// </summary>
    public string File(bool byHand) => Lines(byHand, static (_, _) => { });

    /// <summary>
    /// Removes methods that turn out to be illegal: those that contain these lines of the hand-written file, or their types.
    /// </summary>
    public void Remove(IEnumerable<int> lines)
    {
        Dictionary<int, (TypeText Type, MethodText? Method)> places = [];
        Lines(byHand: true, (line, place) => places[line] = place);
        foreach (var (type, method) in lines.Where(places.ContainsKey).Select(line => places[line]).ToList())
        {
            if (method is null)
                _types.Remove(type);
            else
                type.Methods.Remove(method);
        }

        _types.RemoveAll(static type => type.Methods.Count == 0);
    }

    private string Lines(bool byHand, Action<int, (TypeText, MethodText?)> place)
    {
        List<string> lines = ["#pragma warning disable"];
        foreach (var type in _types)
        {
            foreach (var line in type.Opening)
                Add(line, type, null);
            foreach (var method in type.Methods)
            {
                foreach (var line in method.Lines)
                    Add(line, type, method);
                if (byHand)
                    Add(method.ByHand, type, method);
            }

            Add(type.Closing, type, null);
        }

        return string.Join('\n', lines);

        void Add(string line, TypeText type, MethodText? method)
        {
            place(lines.Count, (type, method));
            lines.Add(line);
        }
    }

    private void Type(int methods)
    {
        var nullable = random.Chance(0.7);
        var isUnsafe = random.Chance(0.3);
        var kind = random.Pick("class", "static class", "abstract class", "sealed class", "struct", "readonly struct", "ref struct", "readonly ref struct", "record", "record struct", "readonly record struct", "interface");

        List<string> opening = [nullable ? "#nullable enable" : "#nullable disable"];
        var (closing, nested) = Open(opening, kind != "static class");
        string[] parameters = kind == "static class" ? [] : [.. Enumerable.Range(0, random.Next(3)).Select(i => TypeParameter("T" + i))];
        var type = new TypeContext(kind, nullable, isUnsafe, [.. parameters.Distinct()], [.. nested, "Inner", "InnerOf<int>", "InnerOf<string[]>"], "", "");

        var prefix = isUnsafe ? "unsafe " : "";
        var keyword = kind.Contains(' ', StringComparison.Ordinal) ? kind.Insert(kind.LastIndexOf("record", StringComparison.Ordinal) is > 0 and var at ? at : kind.LastIndexOf(' ') + 1, "partial ") : "partial " + kind;
        keyword = kind switch { "record struct" => "partial record struct", "readonly ref struct" => "readonly ref partial struct", _ => keyword };
        var head = $"{keyword} {random.Pick("Type", "@record", "field", "Größe")}{_number++}{(type.Parameters.Count > 0 ? $"<{string.Join(", ", type.Parameters)}>" : "")}";
        type = type with { Part = $"public {prefix}{head} {{", SafePart = $"public {head} {{" };
        opening.Add($"public {prefix}{head}");
        opening.Add("{ public struct Inner { } public class InnerOf<TInner> { }");
        var text = new TypeText(opening, "}" + closing, [.. Enumerable.Range(0, methods).Select(_ => Method(type))]);
        _types.Add(text);
    }

    /// <summary>A type parameter with this name, or with a name that may hide another.</summary>
    private string TypeParameter(string name) => random.Chance(0.3) ? "TShared" : name;

    /// <summary>Opens the namespace and the types around the type.</summary>
    private (string Closing, List<string> Nested) Open(List<string> opening, bool mayNest)
    {
        var closing = "";
        List<string> nested = [];
        if (random.Chance(0.7))
        {
            opening.Add($"namespace {random.Pick("Shop", "Shop.@class", "Größe.數", "Lib.Inner")} {{");
            closing += "}";
        }

        for (var depth = mayNest ? random.Next(3) : 0; depth > 0; depth--)
        {
            _number++;
            var name = "Around" + _number;
            opening.Add($"public {random.Pick("partial class", "partial struct", "partial interface", "partial record")} {name}{random.Pick("", $"<TAround{_number}>", "<TShared>", "<T0>")} {{ public class In{name} {{ }}");
            closing += "}";
            nested.Add("In" + name);
        }

        return (closing, nested);
    }

    private MethodText Method(TypeContext type)
    {
        var isStatic = type.Kind == "static class" || random.Chance(0.3);
        var isIterator = (isStatic || !type.Kind.Contains("ref struct", StringComparison.Ordinal)) && random.Chance(0.2);
        var hasPointers = !isIterator && random.Chance(0.15);
        var parameters = TypeParameters();
        var scope = new TypeScope
        {
            Nullable = type.Nullable,
            Unsafe = hasPointers,
            TypeParameters = [.. type.Parameters, .. parameters.Where(static p => !p.AllowsRefStruct).Select(static p => p.Name)],
            RefStructParameters = isIterator ? [] : [.. parameters.Where(static p => p.AllowsRefStruct).Select(static p => p.Name)],
            Nested = type.Nested,
        };
        var types = new TypeGrammar(random, scope);
        var slots = Parameters(types, isIterator, isStatic && type.Kind == "static class");
        var (returns, body) = isIterator ? Iterator(types) : (Return(types), "{ throw new System.InvalidOperationException(); }");
        if (returns.Contains("IAsyncEnumerable<", StringComparison.Ordinal) && isIterator && random.Chance(0.5))
            slots.Add(new($"[System.Runtime.CompilerServices.EnumeratorCancellation] {Token} {random.Pick("token", "await", "@yield")}", $"[System.Runtime.CompilerServices.EnumeratorCancellation] {Token} otherToken"));

        var name = random.Pick("Run", "@event", "Größe", "Find_It", "Équipe数", "operation", "record") + _number++ + random.Pick("", "Async");
        var stem = name.TrimStart('@');
        var core = stem.EndsWith("Async", StringComparison.Ordinal) ? stem[..^"Async".Length] + "CoreAsync" : stem + "Core";
        var arity = parameters.Count > 0 ? $"<{string.Join(", ", parameters.Select(static p => p.Name))}>" : "";
        var constraints = string.Concat(parameters.Where(static p => p.Constraint.Length > 0).Select(static p => $" where {p.Name} : {p.Constraint}"));
        var isUnsafe = hasPointers && (!type.Unsafe || random.Chance(0.5)) ? "unsafe " : "";
        var modifiers = Modifiers(type, isStatic);
        var isAsync = body.Contains("await", StringComparison.Ordinal) ? "async " : "";
        var declared = $"{modifiers}{isUnsafe}partial {returns} {name}{arity}({string.Join(", ", slots.Select(static slot => slot.Declaration))}){constraints}";
        var byHand = $"{modifiers}{isUnsafe}partial {returns} {name}{arity}({string.Join(", ", slots.Select(static slot => slot.Bare))}){constraints}";
        var call = $"{core}{arity}({string.Join(", ", slots.Select(static slot => slot.Argument))})";
        var returned = returns == "void" ? call : returns.StartsWith("ref ", StringComparison.Ordinal) ? $"return ref {call}" : $"return {call}";

        // Before C# 13, code in an unsafe type cannot await, so the implementation is in another part of the type.
        var inSafePart = isIterator && type.Unsafe && random.Chance(0.7);
        return new MethodText(
            [
                $"[{random.Pick(Kinds)}{random.Pick("", "(\"n\\\"\\n\\u2028\")", "(Description = \"d\\\\\")")}] {random.Pick("", "", "[return: NotCaptured] ")}{Marker()}",
                declared + ";",
                .. inSafePart ? ["}", type.SafePart] : Array.Empty<string>(),
                $"private {(isStatic ? "static " : "")}{isUnsafe}{isAsync}{returns} {core}{arity}({string.Join(", ", slots.Select(static slot => slot.Implementation))}){constraints} {body}",
                .. inSafePart ? ["}", type.Part] : Array.Empty<string>(),
            ],
            $"{byHand} {{ {returned}; }}");
    }

    /// <summary>An attribute that affects the compiler, or one of the user's own.</summary>
    private string Marker() => random.Chance(0.7)
        ? ""
        : random.Pick(
            "[System.Obsolete] ", "[System.Obsolete(\"\\\"\", false, DiagnosticId = \"LIB2\")] ", "[System.Diagnostics.CodeAnalysis.Experimental(\"LIB1\")] ", "[System.Diagnostics.CodeAnalysis.RequiresUnreferencedCode(\"\\u2028\")] ",
            "[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)] ", "[return: System.Diagnostics.CodeAnalysis.MaybeNull] ", Odd);

    private string Odd => random.Pick("[Lib.Odd(new[] { 1, -2 }, typeof(Lib.Outer<>), null, Value = (Lib.Größe)7)] ", "[Lib.Odd(new object[] { 'a', 1.5, typeof(int[]), new string[] { null } }, typeof(void), \"{\\u2029\\0}\")] ", "[Lib.@OddAttribute(null, typeof(dynamic[]).IsArray ? null : null, Lib.OddAttribute.Text)] ".Replace("typeof(dynamic[]).IsArray ? null : null", "typeof((int A, string B)[])", StringComparison.Ordinal));

    private string Modifiers(TypeContext type, bool isStatic)
    {
        var accessibility = type.Kind switch
        {
            "interface" => random.Pick("public", "internal", "private"),
            "class" or "abstract class" or "record" => random.Pick("public", "internal", "private", "protected", "protected internal", "private protected"),
            _ => random.Pick("public", "internal", "private"),
        };

        if (isStatic)
            return accessibility + (type.Kind == "interface" && accessibility != "private" && random.Chance(0.2) ? " static virtual " : " static ");

        var isVirtual = accessibility != "private" && type.Kind is "class" or "abstract class" or "record" or "interface" && accessibility != "private" && random.Chance(0.2);
        var isReadOnly = type.Kind is "struct" or "record struct" && random.Chance(0.3);
        return accessibility + (isVirtual ? " virtual " : isReadOnly ? " readonly " : " ");
    }

    private List<(string Name, string Constraint, bool AllowsRefStruct)> TypeParameters()
    {
        List<(string, string, bool)> parameters = [];
        for (var i = random.Next(6) switch { 0 => 2, 1 => 1, _ => 0 }; i > 0; i--)
        {
            var name = TypeParameter(random.Pick("TItem", "@TIn", "Tü") + i);
            if (parameters.Any(parameter => parameter.Item1 == name))
                continue;

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

    private List<Slot> Parameters(TypeGrammar types, bool isIterator, bool mayExtend)
    {
        List<Slot> parameters = [];
        var count = random.Next(6);
        var isOptional = false;
        for (var i = 0; i < count; i++)
        {
            var name = random.Pick(
                "p", "@class", "größe", "operation", "exception", "value", "field", "scoped", "var", "async", "await", "from", "result", "stream", "yield", "when", "and", "nameof", "with",
                "partial", "file", "required", "record", "dynamic", "global", "allows", "nint", "checked_", "alias", "managed", "notnull", "_") + (random.Chance(0.5) || i > 0 ? i.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");
            var other = $"other{i}";

            if (!isIterator && i == count - 1 && random.Chance(0.2))
            {
                var type = allowsRefStructs
                    ? random.Pick("string[]", "System.ReadOnlySpan<int>", "System.Span<string>", "System.Collections.Generic.List<object>", "System.Collections.Generic.IReadOnlyList<(int A, int B)>", "System.Collections.Generic.IEnumerable<Lib.IShape[]>")
                    : "string[]";
                parameters.Add(new($"params {type} {name}", $"{(type.Contains("Span", StringComparison.Ordinal) && random.Chance(0.7) ? "scoped " : "")}{type} {other}"));
                break;
            }

            isOptional = isOptional || random.Chance(0.1);
            if (isOptional && random.Chance(0.2))
            {
                var (type, optional) = random.Pick<(string, string)>(
                    ("System.DateTime", "System.Runtime.InteropServices.Optional, System.Runtime.CompilerServices.DateTimeConstant(637134336000000000L)"), ("decimal", "System.Runtime.InteropServices.Optional, System.Runtime.CompilerServices.DecimalConstant(1, 128, 0u, 0u, 15u)"),
                    ("int", "System.Runtime.InteropServices.Optional, System.Runtime.InteropServices.DefaultParameterValue(5)"), ("string", "System.Runtime.InteropServices.Optional"), ("object", "System.Runtime.InteropServices.Optional, System.Runtime.InteropServices.DefaultParameterValue(null)"));
                parameters.Add(new($"[{optional}] {type} {name}", $"{type} {other}"));
                continue;
            }

            if (isOptional)
            {
                var (type, value) = random.Pick<(string, string)>(
                    ("int", "5"), ("string", "\"a\\\"b\""), ("System.Guid", "default"), ("System.DayOfWeek", "System.DayOfWeek.Friday"), ("decimal", "1.5m"),
                    ("char", "'\\''"), ("double", "double.NaN"), ("int?", "null"), ("nint", "3"), (isIterator ? "bool" : Token, "default"), ("long", "-1"),
                    ("float", "float.NegativeInfinity"), ("sbyte", "-128"), ("ulong", "ulong.MaxValue"), ("nuint", "7"), ("bool?", "true"), ("System.DayOfWeek?", "System.DayOfWeek.Monday"),
                    ("object", "null"), ("dynamic", "null"), ("string[]", "null"), ("(int A, string B)", "default"), ("Lib.Größe", "(Lib.Größe)99"), ("System.DateTime?", "null"),
                    ("string", "nameof(Lib) + \"x\""), ("string", "null"), ("Lib.IShape", "null"));
                parameters.Add(new($"{Attribute(type)}{random.Pick("", "", type == "string" ? Caller(parameters) : type == "int" ? "[System.Runtime.CompilerServices.CallerLineNumber] " : "")}{type} {name} = {value}", $"{type} {other}"));
                continue;
            }

            parameters.Add(isIterator ? Plain(types.Any(), name, other) : Required(types, name, other, i == 0 && mayExtend));
        }

        return parameters;
    }

    /// <summary>An attribute with which the compiler fills in an omitted text.</summary>
    private string Caller(List<Slot> parameters) => parameters.Count > 0 && random.Chance(0.5)
        ? $"[System.Runtime.CompilerServices.CallerArgumentExpression({(random.Chance(0.5) ? "\"p\"" : $"nameof({parameters[0].Name})")})] "
        : random.Pick("[System.Runtime.CompilerServices.CallerMemberName] ", "[System.Runtime.CompilerServices.CallerFilePath] ");

    private Slot Required(TypeGrammar types, string name, string other, bool mayExtend)
    {
        if (random.Chance(0.1))
        {
            // A scoped parameter that could escape must be passed on as scoped; the compiler reports where.
            var modifier = random.Pick("scoped ", "scoped ref ", "scoped in ", "scoped ref readonly ");
            var window = types.RefStruct();
            return new($"{modifier}{window} {name}", $"{(random.Chance(0.5) ? modifier : modifier["scoped ".Length..])}{window} {other}");
        }

        var reference = random.Pick("", "", "", "ref ", "out ", "in ", "ref readonly ");
        var type = types.Slot();
        var receiver = mayExtend && reference.Length == 0 && type is "int" or "string" && mayExtend ? "this " : "";
        return reference.Length == 0
            ? new($"{Attribute(type)}{receiver}{type} {name}", $"{type} {other}")
            : new($"{reference}{type} {name}", $"{reference}{type} {other}");
    }

    private Slot Plain(string type, string name, string other)
    {
        // The token of an iterator needs an attribute, and only one parameter may have it.
        if (type == Token)
            type = "int";

        return new($"{Attribute(type)}{type} {name}", $"{type} {other}");
    }

    private string Attribute(string type)
    {
        if (random.Chance(0.7))
            return "";

        if (random.Chance(0.2))
            return random.Pick(Odd, "[System.Diagnostics.CodeAnalysis.DisallowNull] ", "[System.Diagnostics.CodeAnalysis.NotNull] ", "[System.Diagnostics.CodeAnalysis.AllowNull] ", "[System.Runtime.InteropServices.In] ");

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

    private sealed record TypeContext(string Kind, bool Nullable, bool Unsafe, IReadOnlyList<string> Parameters, IReadOnlyList<string> Nested, string Part, string SafePart);

    private sealed record TypeText(List<string> Opening, string Closing, List<MethodText> Methods);

    private sealed record MethodText(string[] Lines, string ByHand);

    /// <summary>A parameter.</summary>
    /// <param name="Declaration">The declaration in the annotated method.</param>
    /// <param name="Implementation">The declaration in the implementation.</param>
    private sealed record Slot(string Declaration, string Implementation)
    {
        /// <summary>The declaration without its default value.</summary>
        public string Bare => Declaration.Split(" = ")[0];

        /// <summary>The name of the parameter, as written.</summary>
        public string Name => Bare[(Bare.LastIndexOf(' ') + 1)..];

        /// <summary>The argument to pass on.</summary>
        public string Argument
        {
            get
            {
                var name = Name;
                return Bare switch
                {
                    _ when Has("ref readonly ") || Has("in ") => $"in {Escaped(name)}",
                    _ when Has("ref ") => $"ref {Escaped(name)}",
                    _ when Has("out ") => $"out {Escaped(name)}",
                    _ when Has("dynamic ") || Has("dynamic? ") => $"(object?){Escaped(name)}",
                    _ => Escaped(name),
                };
            }
        }

        private bool Has(string start) => Bare.StartsWith(start, StringComparison.Ordinal) || Bare.Contains("scoped " + start, StringComparison.Ordinal) || Bare.Contains("] " + start, StringComparison.Ordinal);

        private static string Escaped(string name) => name.StartsWith('@') ? name : "@" + name;
    }
}
