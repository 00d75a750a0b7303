using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// The statements of a reader while they are written: blocks that come out empty leave no trace, variables have names of their own.
/// </summary>
/// <param name="parameters">Names of the reader's parameters.</param>
internal sealed class ReaderText(params string[] parameters)
{
    /// <summary>Room of a statement: readers stand in a class, and most statements in a block or two.</summary>
    private const int LineLength = 100;

    private readonly HashSet<string> _names = new(parameters, StringComparer.Ordinal);
    private List<string> _lines = [];

    /// <summary>Whether nothing was written yet.</summary>
    public bool IsEmpty => _lines.Count == 0;

    /// <summary>A name that no other variable of the reader has.</summary>
    public string Name(string name)
    {
        var free = CSharp.FreeName(name, _names.Contains);
        _names.Add(free);
        return CSharp.Identifier(free);
    }

    /// <summary>Writes a statement, which may have several lines.</summary>
    public void Line(string line) => _lines.AddRange(line.Split('\n'));

    /// <summary>Writes a call, on one line where it has room.</summary>
    public void Call(string method, IReadOnlyList<string> arguments)
    {
        var line = $"{method}({string.Join(", ", arguments)});";
        if (line.Length <= LineLength)
        {
            Line(line);
            return;
        }

        Line(method + "(");
        line = "";
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i] + (i == arguments.Count - 1 ? ");" : ",");
            if (line.Length > 0 && line.Length + 1 + argument.Length > LineLength)
            {
                Line("    " + line);
                line = "";
            }

            line += line.Length == 0 ? argument : " " + argument;
        }

        Line("    " + line);
    }

    /// <summary>Writes the assignment of a text that depends on a type, null where it is none of them; nothing where it can be none.</summary>
    public void Switch(string statement, MemberAccess value, IEnumerable<(INamedTypeSymbol Type, string Text)> cases, Compilation compilation)
    {
        var lines = compilation.Arms(value.Type, cases)
            .Select(static @case => $"    {@case.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)} => \"{@case.Result}\",")
            .ToList();
        if (lines.Count == 0)
            return;

        Line($"{statement} {value.Expression} switch");
        Line("{");
        _lines.AddRange(lines);
        Line("    _ => null,");
        Line("};");
    }

    /// <summary>Writes a block in braces under <paramref name="header"/>, unless <paramref name="content"/> writes nothing.</summary>
    /// <param name="header">The line above it.</param>
    /// <param name="content">Writes what is in it.</param>
    /// <param name="end">What stands behind the closing brace.</param>
    /// <returns>Whether there is a block.</returns>
    public bool Block(string header, Action content, string end = "")
    {
        var outer = _lines;
        _lines = [];
        content();
        var inner = _lines;
        _lines = outer;
        if (inner.Count == 0)
            return false;

        if (end.Length == 0 && Condition(header) is { } outerCondition && IsOneStatement(inner) && Condition(inner[0]) is { } innerCondition
            && outerCondition.Length + innerCondition.Length <= LineLength)
        {
            Line($"if ({outerCondition} && {innerCondition})");
            _lines.AddRange(inner.Skip(1));
            return true;
        }

        Line(header);
        if (inner.Count == 1 && end.Length == 0)
        {
            Line("    " + inner[0]);
            return true;
        }

        Line("{");
        _lines.AddRange(inner.Select(line => "    " + line));
        Line("}" + end);
        return true;
    }

    /// <summary>The condition of an <c>if</c>; null for other lines.</summary>
    private static string? Condition(string line)
        => line.StartsWith("if (", StringComparison.Ordinal) && line.EndsWith(")", StringComparison.Ordinal) ? line.Substring(4, line.Length - 5) : null;

    /// <summary>Whether lines are one <c>if</c> and what it guards.</summary>
    private static bool IsOneStatement(List<string> lines)
        => lines.Skip(1).All(static line => line.StartsWith("    ", StringComparison.Ordinal) || line is "{" or "}") && lines.Count(static line => line == "}") <= 1
            && (lines.Count == 2 || lines[lines.Count - 1] == "}");

    /// <summary>Indents what is written.</summary>
    public void Indent(Action content)
    {
        var outer = _lines;
        _lines = [];
        content();
        outer.AddRange(_lines.Select(static line => "    " + line));
        _lines = outer;
    }

    /// <summary>Reads <paramref name="access"/> where it is not null, as a variable.</summary>
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

    /// <summary>Reads <paramref name="value"/> where it is of <paramref name="type"/>, as a variable; nothing where it never is.</summary>
    public void WhereIs(MemberAccess value, INamedTypeSymbol type, string name, Compilation compilation, Action<MemberAccess> content)
    {
        if (!compilation.CanBe(value.Type, type))
            return;

        var variable = Name(name);
        var typeName = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        Block($"if ({value.Expression} is {typeName} {variable})", () => content(MemberAccess.Variable(variable, type)));
    }

    /// <summary>Reads every element of a collection; without an enumerator where the collection has an index.</summary>
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

    /// <summary>The statements.</summary>
    public override string ToString() => string.Concat(_lines.Select(line => line + "\n"));

    private static bool HasIndexer(ITypeSymbol type, Compilation compilation)
        => type.WithBaseTypes().SelectMany(t => t.GetMembers())
                .Any(m => m is IPropertySymbol { IsIndexer: true, Parameters: [{ Type.SpecialType: SpecialType.System_Int32 }] })
            && WithInterfaces(type).Any(t => t.FindReadable("Count", compilation) is not null);

    private static IEnumerable<ITypeSymbol> WithInterfaces(ITypeSymbol type) => [type, .. type.AllInterfaces];
}
