namespace AgentTracing.Generators.Infrastructure;

/// <summary>Breaks long lines of C# as a developer would: after the parenthesis that opens the longest list, and between its items.</summary>
internal static partial class CodeLines
{
    /// <summary>Maximum length of a line.</summary>
    public const int Length = 130;

    private const int Step = 4;

    /// <summary>Breaks <paramref name="line"/> if it is too long and can be broken.</summary>
    public static string Wrap(string line)
    {
        int indent = line.Length - line.TrimStart(' ').Length;
        string code = line.Substring(indent);
        if (line.Length <= Length || code.StartsWith("//", StringComparison.Ordinal) || code.StartsWith("#", StringComparison.Ordinal))
            return line;

        List<string> lines = [];
        if (Comment(code) is var comment and > 0)
        {
            lines.Add(Margin(indent) + code.Substring(comment));
            code = code.Substring(0, comment).TrimEnd();
        }

        Break(code, indent, lines);
        return string.Join("\n", lines);
    }

    /// <summary>The start of the comment at the end of a line; -1 when there is none.</summary>
    private static int Comment(string code) => Tokens(code).Where(i => IsAt(code, i, "//")).DefaultIfEmpty(-1).First();

    private static void Break(string code, int indent, List<string> lines)
    {
        if (indent + code.Length <= Length)
            lines.Add(Margin(indent) + code);
        else if (code[0] == '"')
            BreakText(code, indent, lines);
        else if (!(BreakGuard(code, indent, lines) || BreakTry(code, indent, lines) || BreakField(code, indent, lines) || BreakLambda(code, indent, lines) || BreakSwitch(code, indent, lines) || BreakChain(code, indent, lines) || BreakCondition(code, indent, lines) || BreakList(code, indent, lines)
            || BreakConstraints(code, indent, lines) || BreakInitializer(code, indent, lines) || BreakHead(code, indent, lines) || BreakAssignment(code, indent, lines)
            || BreakChoice(code, indent, lines) || BreakOperators(code, indent, lines)))
        {
            lines.Add(Margin(indent) + code);
        }
    }

    private static string Margin(int indent) => new(' ', indent);

    /// <summary>Breaks an <c>if</c> with its statement: each gets its own line.</summary>
    private static bool BreakGuard(string code, int indent, List<string> lines)
    {
        if (Condition(code) is not (var open and > 0) || EndOfBlock(code, open, '(', ')') is not (var end and > 0) || end + 1 == code.Length)
            return false;

        Break(code.Substring(0, end + 1), indent, lines);
        Break(code.Substring(end + 1).TrimStart(), indent + Step, lines);
        return true;
    }

    /// <summary>Breaks a chain of calls on a value that may be null: each line has as many calls as fit.</summary>
    private static bool BreakChain(string code, int indent, List<string> lines)
    {
        List<int> dots = [.. Dots(code)];
        if (dots.Count < 2 || code[dots[0] - 1] != '?')
            return false;

        string line = code.Substring(0, dots[0]);
        int margin = indent;
        for (int i = 0; i < dots.Count; i++)
        {
            string call = code.Substring(dots[i], (i + 1 < dots.Count ? dots[i + 1] : code.Length) - dots[i]);
            if (margin + line.Length + call.Length > Length)
            {
                Break(line, margin, lines);
                (line, margin) = (call, indent + Step);
            }
            else
            {
                line += call;
            }
        }

        Break(line, margin, lines);
        return true;
    }

    /// <summary>The dots before calls on a result or a nullable value, outside of lists.</summary>
    private static IEnumerable<int> Dots(string code) => Outermost(code).Where(i => code[i] == '.' && i > 0 && code[i - 1] is (')' or '?'));

    /// <summary>The positions outside of lists, without their brackets.</summary>
    private static IEnumerable<int> Outermost(string code)
    {
        int depth = 0;
        foreach (int i in Tokens(code))
        {
            if (code[i] is '(' or '[' or '{')
                depth++;
            else if (code[i] is ')' or ']' or '}')
                depth--;
            else if (depth == 0)
                yield return i;
        }
    }

    /// <summary>The opening parenthesis of a condition; -1 when the line is not a condition.</summary>
    private static int Condition(string code)
        => code.StartsWith("if (", StringComparison.Ordinal) ? 3 : code.StartsWith("else if (", StringComparison.Ordinal) ? 8 : -1;

    /// <summary>Breaks a condition: after its first operand, or inside the call that it consists of.</summary>
    private static bool BreakCondition(string code, int indent, List<string> lines)
    {
        if (Condition(code) is not (var open and > 0) || LongestList(code) is not var (first, last) || first != open)
            return false;

        string inside = code.Substring(open + 1, last - open - 1);
        if (Items(inside) is { Count: > 1 } conditions)
        {
            Break(code.Substring(0, open + 1) + conditions[0], indent, lines);
            Fill(conditions.GetRange(1, conditions.Count - 1), code.Substring(last), indent + Step, lines);
            return true;
        }

        if (LongestList(inside) is not var (start, end))
            return false;

        lines.Add(Margin(indent) + code.Substring(0, open + start + 2));
        Fill(Items(inside.Substring(start + 1, end - start - 1)), code.Substring(open + 1 + end), indent + Step, lines);
        return true;
    }

    private static bool BreakList(string code, int indent, List<string> lines)
    {
        if (LongestList(code) is not var (open, close) || open + 1 == close)
            return false;

        List<string> items = Items(code.Substring(open + 1, close - open - 1));
        if (BreakCallInside(code.Substring(0, open + 1), items, code.Substring(close), indent, lines))
            return true;

        Break(code.Substring(0, open + 1), indent, lines);
        Fill(items, code.Substring(close), indent + Step, lines);
        return true;
    }

    /// <summary>Breaks the arguments of a long call that is the first item of a list; the other items follow its closing parenthesis.</summary>
    private static bool BreakCallInside(string head, List<string> items, string end, int indent, List<string> lines)
    {
        string call = items[0].TrimEnd(',');
        string rest = (items.Count > 1 ? ", " + string.Join(" ", items.Skip(1)) : "") + end;
        if (indent + Step + items[0].Length <= Length || rest.Length > Step * 16 || LongestList(call) is not var (open, close) || close != call.Length - 1
            || indent + head.Length + open + 1 > Length)
        {
            return false;
        }

        lines.Add(Margin(indent) + head + call.Substring(0, open + 1));
        Fill(Items(call.Substring(open + 1, close - open - 1)), ")" + rest, indent + Step, lines);
        return true;
    }

    private static bool BreakConstraints(string code, int indent, List<string> lines)
    {
        if (!code.StartsWith("where ", StringComparison.Ordinal))
            return false;

        Fill(Items(code), "", indent, lines);
        return true;
    }

    /// <summary>Breaks the head of a call or declaration: a return type gets its own line, type arguments of a call move to the next line.</summary>
    private static bool BreakHead(string code, int indent, List<string> lines)
    {
        if ((code[code.Length - 1] != '(' && !code.EndsWith("()", StringComparison.Ordinal)) || TypeArguments(code) is not var (start, end))
            return false;

        int method = code.LastIndexOf(' ');
        if (method > end)
        {
            lines.Add(Margin(indent) + code.Substring(0, method));
            lines.Add(Margin(indent + Step) + code.Substring(method + 1));
        }
        else if (code.LastIndexOf(' ', start) >= 0)
        {
            lines.Add(Margin(indent) + code.Substring(0, start + 1));
            Fill(Items(code.Substring(start + 1, end - start - 1)), code.Substring(end), indent + Step, lines);
        }
        else
        {
            lines.Add(Margin(indent) + code);
        }

        return true;
    }

    private static bool BreakAssignment(string code, int indent, List<string> lines)
    {
        if (BreakBefore(code, " = ") is not (var equals and > 0))
            return false;

        lines.Add(Margin(indent) + code.Substring(0, equals + 2));
        Break(code.Substring(equals + 3), indent + Step, lines);
        return true;
    }

    /// <summary>Breaks a field: its value moves to the next line.</summary>
    private static bool BreakField(string code, int indent, List<string> lines)
        => code.StartsWith("private static readonly ", StringComparison.Ordinal) && BreakBefore(code, " = ") is var equals and > 0
            && indent + Step + code.Length - equals - 3 <= Length && BreakAssignment(code, indent, lines);

    /// <summary>Breaks a conditional expression.</summary>
    private static bool BreakChoice(string code, int indent, List<string> lines)
    {
        int question = BreakBefore(code, " ? ");
        int colon = BreakBefore(code, " : ");
        if (question <= 0 || colon <= question)
            return false;

        Break(code.Substring(0, question), indent, lines);
        lines.Add(Margin(indent + Step) + code.Substring(question + 1, colon - question - 1));
        lines.Add(Margin(indent + Step) + code.Substring(colon + 1));
        return true;
    }

    /// <summary>Breaks patterns and conditions outside of lists: as many as fit stay on the first line, the others follow on indented lines.</summary>
    private static bool BreakOperators(string code, int indent, List<string> lines)
    {
        List<string> items = Items(code);
        if (items.Count < 2)
            return false;

        int count = 1;
        for (int length = indent + items[0].Length; count < items.Count && length + 1 + items[count].Length <= Length; count++)
            length += 1 + items[count].Length;
        lines.Add(Margin(indent) + string.Join(" ", items.Take(count)));
        if (count < items.Count)
            Fill(items.GetRange(count, items.Count - count), "", indent + Step, lines);
        return true;
    }

    /// <summary>Breaks a long string literal between words, into a concatenation.</summary>
    private static void BreakText(string code, int indent, List<string> lines)
    {
        string margin = Margin(indent);
        int end = EndOfLiteral(code, 0);
        int space = code.LastIndexOf(' ', Math.Max(0, Math.Min(end, Length - indent - 4)));
        if (space < 2 || space >= end || code[space - 1] == '\\')
        {
            lines.Add(margin + code);
            return;
        }

        lines.Add(margin + code.Substring(0, space + 1) + "\"");
        string rest = "\"" + code.Substring(space + 1);
        lines.Add(margin + "+ " + rest);
    }

    /// <summary>The position of an operator outside of lists; -1 if there is none.</summary>
    private static int BreakBefore(string code, string word) => Outermost(code).Where(i => IsAt(code, i, word)).DefaultIfEmpty(-1).First();

    /// <summary>The longest outermost list of type arguments.</summary>
    private static (int Start, int End)? TypeArguments(string code) => Longest(code, '<', '>', out _);

    /// <summary>Adds items, on each line as many as fit.</summary>
    private static void Fill(List<string> items, string end, int indent, List<string> lines)
    {
        string line = "";
        for (int i = 0; i < items.Count; i++)
        {
            string item = i == items.Count - 1 ? items[i] + end : items[i];
            if (line.Length > 0 && indent + line.Length + 1 + item.Length > Length)
            {
                Break(line, indent, lines);
                line = "";
            }

            line = line.Length == 0 ? item : line + " " + item;
        }

        Break(line, indent, lines);
    }

    /// <summary>The longest outermost list in parentheses; a list that ends on a later line ends with the line.</summary>
    private static (int Start, int End)? LongestList(string code) => Longest(code, '(', ')', out int depth) is var list && depth > 0 ? null : list;

    /// <summary>The longest outermost list in brackets.</summary>
    /// <param name="code">The code.</param>
    /// <param name="open">The bracket that opens it.</param>
    /// <param name="close">The bracket that closes it.</param>
    /// <param name="depth">The number of open brackets.</param>
    private static (int Start, int End)? Longest(string code, char open, char close, out int depth)
    {
        (int Start, int End)? longest = null;
        int start = 0;
        depth = 0;
        foreach (int i in Tokens(code))
        {
            if (code[i] == open && depth++ == 0)
                start = i;
            else if (code[i] == close && --depth == 0 && (longest is not var (first, last) || i - start > last - first))
                longest = (start, i);
        }

        return longest;
    }

    /// <summary>The items of a list, each with its comma or operator.</summary>
    private static List<string> Items(string list)
    {
        List<string> items = [];
        int depth = 0;
        int start = 0;
        foreach (int i in Tokens(list))
        {
            if (list[i] is '(' or '[' or '{' || (list[i] == '<' && i > 0 && char.IsLetterOrDigit(list[i - 1])))
                depth++;
            else if (list[i] is ')' or ']' or '}' || (list[i] == '>' && depth > 0 && list[i - 1] is not ('=' or ' ')))
                depth--;
            else if (depth == 0 && list[i] == ',')
                Take(i + 1);
            else if (depth == 0 && i > start && (IsAt(list, i, "&& ") || IsAt(list, i, "or ")) && list[i - 1] == ' ')
                Take(i);
        }

        Take(list.Length);
        return items;

        void Take(int end)
        {
            if (list.Substring(start, end - start).Trim() is { Length: > 0 } item)
                items.Add(item);
            start = end;
        }
    }

    private static bool IsAt(string text, int position, string word) => string.CompareOrdinal(text, position, word, 0, word.Length) == 0;

    /// <summary>The positions of characters outside of literals.</summary>
    private static IEnumerable<int> Tokens(string code)
    {
        for (int i = 0; i < code.Length; i++)
        {
            if (code[i] is '"' or '\'')
                i = EndOfLiteral(code, i);
            else
                yield return i;
        }
    }

    /// <summary>The last character of the literal that begins at <paramref name="start"/>.</summary>
    internal static int EndOfLiteral(string code, int start)
    {
        for (int i = start + 1; i < code.Length; i++)
        {
            if (code[i] == '\\')
                i++;
            else if (code[i] == code[start])
                return i;
        }

        return code.Length;
    }
}
