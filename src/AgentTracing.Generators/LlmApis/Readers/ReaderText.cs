using System.Text;
using System.Text.RegularExpressions;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Collects the statements of a reader: empty blocks are removed, and variables have unique names.
/// </summary>
/// <param name="parameters">Names of the reader's parameters.</param>
internal sealed class ReaderText(params string[] parameters)
{
    /// <summary>Maximum length of a statement, which is usually indented by three or four levels.</summary>
    private const int LineLength = 110;

    /// <summary>Maximum length of a statement outside of blocks.</summary>
    private const int TopLength = 118;

    /// <summary>Namespaces of <c>global::</c> names, which the file shortens or removes later.</summary>
    private static readonly Regex Namespaces = new(@"\bglobal::(?:\w+\.)*(?=\w+\.\w)", RegexOptions.CultureInvariant);

    private static readonly Regex NotNull = new(@"^if \((?<value>\S+) is \{ \} (?<name>@?\w+)\)$", RegexOptions.CultureInvariant);

    private readonly HashSet<string> _names = new(parameters, StringComparer.Ordinal);
    private List<string> _lines = [];

    /// <summary>Whether nothing was written yet.</summary>
    public bool IsEmpty => _lines.Count == 0;

    /// <summary>A unique variable name in the reader.</summary>
    public string Name(string name)
    {
        var free = CSharp.FreeName(name, _names.Contains);
        _names.Add(free);
        return CSharp.Identifier(free);
    }

    /// <summary>Writes a statement, which may have several lines.</summary>
    public void Line(string line) => _lines.AddRange(line.Split('\n'));

    /// <summary>Writes the assignment of a text that depends on a type, null for other types; nothing when no type can match.</summary>
    public void Switch(string statement, MemberAccess value, IEnumerable<(INamedTypeSymbol Type, string Text)> cases, Compilation compilation)
    {
        if (SwitchOf(value.Expression, compilation.Arms(value.Type, cases).Select(static arm => (ReaderSignature.Display(arm.Type), arm.Result))) is { } expression)
            Line($"{statement} {expression};");
    }

    /// <summary>A text that depends on a value; null when there is none. Consecutive patterns with the same text are merged.</summary>
    public static string? SwitchOf(string value, IEnumerable<(string Pattern, string Text)> arms)
    {
        List<(string Pattern, string Text)> together = [];
        foreach (var (pattern, text) in arms)
        {
            if (together.Count > 0 && together[together.Count - 1] is var last && last.Text == text)
                together[together.Count - 1] = ($"{last.Pattern} or {pattern}", text);
            else
                together.Add((pattern, text));
        }

        return together switch
        {
            [] => null,
            [var (pattern, text)] => $"{value} is {pattern} ? \"{text}\" : null",
            _ => $"{value} switch {{ {string.Concat(together.Select(static arm => $"{arm.Pattern} => \"{arm.Text}\", "))}_ => null }}",
        };
    }

    /// <summary>
    /// Writes a block with <paramref name="header"/>, unless <paramref name="content"/> writes nothing. It has braces, unless it is a
    /// single one-line statement.
    /// </summary>
    /// <param name="header">The line above it.</param>
    /// <param name="content">Writes its statements.</param>
    /// <param name="end">The text after the closing brace.</param>
    /// <returns>Whether there is a block.</returns>
    public bool Block(string header, Action content, string end = "")
    {
        var inner = LinesOf(content);
        if (inner.Count == 0)
            return false;

        if (end.Length == 0 && Condition(header) is { } outerCondition && IsOneStatement(inner) && Condition(inner[0]) is { } innerCondition
            && Width(outerCondition) + Width(innerCondition) <= LineLength)
        {
            Line($"if ({outerCondition} && {innerCondition})");
            _lines.AddRange(inner.Skip(1));
            return true;
        }

        if (end.Length == 0 && inner.Count == 1 && CallOnValue(header, inner[0]) is { } call)
        {
            Line(call);
            return true;
        }

        Line(header);
        if (inner.Count == 1 && end.Length == 0 && !header.StartsWith("switch (", StringComparison.Ordinal))
        {
            Line("    " + inner[0]);
            return true;
        }

        Line("{");
        _lines.AddRange(inner.Select(line => "    " + line));
        Line("}" + end);
        return true;
    }

    /// <summary>Converts a method call on a nullable value to <c>value?.Method()</c>; null for other statements.</summary>
    private static string? CallOnValue(string header, string statement)
    {
        var match = NotNull.Match(header);
        if (!match.Success)
            return null;

        var name = Regex.Escape(match.Groups["name"].Value);
        return Regex.IsMatch(statement, $@"^{name}(\.\w+)+\(.*\);$") && Regex.Matches(statement, $@"(?<![\w.]){name}\b").Count == 1
            ? $"{match.Groups["value"].Value}?{statement.Substring(match.Groups["name"].Length)}"
            : null;
    }

    /// <summary>The length of code after the file has shortened its names.</summary>
    private static int Width(string code) => Namespaces.Replace(code, "").Length;

    /// <summary>The condition of an <c>if</c>; null for other lines.</summary>
    private static string? Condition(string line)
        => line.StartsWith("if (", StringComparison.Ordinal) && line.EndsWith(")", StringComparison.Ordinal) ? line.Substring(4, line.Length - 5) : null;

    /// <summary>Whether lines are one <c>if</c> statement.</summary>
    private static bool IsOneStatement(List<string> lines)
        => lines.Skip(1).All(static line => line.StartsWith("    ", StringComparison.Ordinal) || line is "{" or "}") && lines.Count(static line => line == "}") <= 1
            && (lines.Count == 2 || lines[lines.Count - 1] == "}");

    /// <summary>Writes an arm of a switch: on one line, if it has one statement.</summary>
    /// <param name="type">The type of its pattern.</param>
    /// <param name="variable">The variable of its pattern.</param>
    /// <param name="first">Its first statement.</param>
    /// <param name="content">Writes the statements that use the variable.</param>
    public void Case(string type, string variable, string first, Action content)
    {
        var lines = LinesOf(content);
        if (lines.Count == 0)
        {
            Line($"case {type}: {first} break;");
            return;
        }

        Line($"case {type} {variable}:");
        _lines.AddRange(lines.Prepend(first).Append("break;").Select(static line => "    " + line));
    }

    /// <summary>Reads <paramref name="access"/> as a variable, if it is not null.</summary>
    public void WhereNotNull(MemberAccess access, string name, Action<MemberAccess> content)
    {
        if (!access.MayBeNull)
        {
            content(access);
            return;
        }

        var variable = Name(name);
        Block($"if ({access.Expression} is {{ }} {variable})", () => content(MemberAccess.Variable(variable, access.Type)));
    }

    /// <summary>
    /// Reads <paramref name="value"/> as a variable, if it is of <paramref name="type"/>; writes nothing when it never is.
    /// </summary>
    public void WhereIs(MemberAccess value, INamedTypeSymbol type, string name, Compilation compilation, Action<MemberAccess> content)
    {
        if (!compilation.CanBe(value.Type, type))
            return;

        var variable = Name(name);
        var lines = LinesOf(() => content(MemberAccess.Variable(variable, type)));
        var test = $"if ({value.Expression} is {ReaderSignature.Display(type)} ";
        if (lines.Count == 1 && value.Expression.IndexOf(' ') < 0 && TypedCall(value.Expression, ReaderSignature.Display(type), variable, lines[0]) is { } call)
            Line(call);
        else if (MemberOf(variable, lines) is var (member, inside))
            Block($"{test}{{ {member}: {{ }} {inside} }})", () => _lines.AddRange(WithoutBraces(lines.Skip(1))));
        else
            Block($"{test}{variable})", () => _lines.AddRange(lines));
    }

    /// <summary>The call of a reader by the run time, which tests the type; null for other statements.</summary>
    private static string? TypedCall(string value, string type, string variable, string statement)
    {
        const string Response = ReaderEmitter.Response;
        if (Reader($"{Response}.ReadPart({variable}, ", ");") is { } part)
            return $"{Response}.ReadPartIf<{type}>({value}, {part});";

        var whole = statement.IndexOf('(') is var open and > 0 ? statement.Substring(0, open) : "";
        return whole.StartsWith(ReaderEmitter.Shared, StringComparison.Ordinal) && statement == $"{whole}({Response}, {variable});"
            ? $"{Response}.ReadIf<{type}>({value}, {whole});"
            : null;

        string? Reader(string before, string after)
            => statement.StartsWith(before, StringComparison.Ordinal) && statement.EndsWith(after, StringComparison.Ordinal)
                ? statement.Substring(before.Length, statement.Length - before.Length - after.Length)
                : null;
    }

    /// <summary>The member of a variable that all lines use, and the variable with its value; null when there is none.</summary>
    private static (string Member, string Name)? MemberOf(string variable, List<string> lines)
    {
        if (lines.Count < 2 || !IsOneStatement(lines))
            return null;

        var match = Regex.Match(lines[0], $@"^if \({Regex.Escape(variable)}\.(?<member>\w+) is \{{ \}} (?<name>@?\w+)\)$");
        return match.Success && !lines.Skip(1).Any(line => Regex.IsMatch(line, $@"(?<![\w.]){Regex.Escape(variable)}\b"))
            ? (match.Groups["member"].Value, match.Groups["name"].Value)
            : null;
    }

    /// <summary>The statements of a block, without its braces.</summary>
    private static IEnumerable<string> WithoutBraces(IEnumerable<string> lines)
        => lines.Where(static line => line is not ("{" or "}")).Select(static line => line.Substring("    ".Length));

    private List<string> LinesOf(Action content)
    {
        var outer = _lines;
        _lines = [];
        content();
        var lines = _lines;
        _lines = outer;
        return lines;
    }

    /// <summary>Reads every element of a collection; without an enumerator if the collection has an indexer.</summary>
    public void ForEach(MemberAccess collection, ITypeSymbol element, string name, Compilation compilation, Action<MemberAccess> content)
        => WhereNotNull(collection, name + "s", items =>
        {
            var mayBeNull = !element.IsValueType || element.IsNullable();
            if (HasIndexer(items.Type, compilation))
            {
                var index = Name("i");
                Block(
                    $"for (var {index} = 0; {index} < {items.Expression}.Count; {index}++)",
                    () => content(new($"{items.Expression}[{index}]", element, mayBeNull)));
            }
            else
            {
                var item = Name(name);
                Block($"foreach (var {item} in {items.Expression})", () => content(new(item, element, mayBeNull)));
            }
        });

    /// <summary>The statements. A condition and its single statement share a line if they fit.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < _lines.Count; i++)
        {
            text.Append(_lines[i]);
            if (i + 1 < _lines.Count && Guarded(_lines[i], _lines[i + 1]) is { } statement && Width(_lines[i]) + 1 + Width(statement) <= TopLength)
            {
                text.Append(' ').Append(statement);
                i++;
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The single statement of a condition, from the line below it; else null.</summary>
    private static string? Guarded(string condition, string line)
    {
        var guard = condition.TrimStart();
        var indent = condition.Length - guard.Length + "    ".Length;
        return (guard.StartsWith("if (", StringComparison.Ordinal) || guard.StartsWith("else if (", StringComparison.Ordinal))
            && guard.EndsWith(")", StringComparison.Ordinal) && line.Length > indent && line[indent - 1] == ' ' && line[indent] != ' '
            && line.EndsWith(";", StringComparison.Ordinal) && !line.TrimStart().StartsWith("if (", StringComparison.Ordinal)
                ? line.Substring(indent)
                : null;
    }

    private static bool HasIndexer(ITypeSymbol type, Compilation compilation)
        => type.WithBaseTypes().SelectMany(t => t.GetMembers())
                .Any(m => m is IPropertySymbol { IsIndexer: true, Parameters: [{ Type.SpecialType: SpecialType.System_Int32 }] })
            && WithInterfaces(type).Any(t => t.FindReadable("Count", compilation) is not null);

    private static IEnumerable<ITypeSymbol> WithInterfaces(ITypeSymbol type) => [type, .. type.AllInterfaces];
}
