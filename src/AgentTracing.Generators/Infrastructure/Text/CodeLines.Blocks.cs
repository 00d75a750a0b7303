namespace AgentTracing.Generators.Infrastructure;

/// <content>Breaks code in braces: blocks of statements, initializers, arms of a switch.</content>
internal static partial class CodeLines
{
    /// <summary>Breaks a try statement.</summary>
    private static bool BreakTry(string code, int indent, List<string> lines)
    {
        if (!code.StartsWith("try { ", StringComparison.Ordinal) || EndOfBlock(code, 4) is not (var end and > 0))
            return false;

        lines.Add(Margin(indent) + "try");
        BreakBlock(code.Substring(4, end - 3), code.Substring(end + 1), indent, lines);
        return true;
    }

    /// <summary>Breaks a lambda with a statement body.</summary>
    private static bool BreakLambda(string code, int indent, List<string> lines)
    {
        if (BreakBefore(code, "=> { ") is not (var arrow and > 0) || EndOfBlock(code, arrow + 3) is not (var end and > 0))
            return false;

        lines.Add(Margin(indent) + code.Substring(0, arrow + 2));
        BreakBlock(code.Substring(arrow + 3, end - arrow - 2), code.Substring(end + 1), indent, lines);
        return true;
    }

    /// <summary>Breaks a switch expression: its arms share one line if they fit, else each gets its own line.</summary>
    private static bool BreakSwitch(string code, int indent, List<string> lines)
    {
        if (BreakBefore(code, "switch { ") is not (var word and > 0) || EndOfBlock(code, word + 7) is not (var end and > 0))
            return false;

        // Items() also splits after the "or" of a pattern, which belongs to its arm.
        List<string> arms = [];
        foreach (string item in Items(code.Substring(word + 8, end - word - 8)))
        {
            if (arms.Count > 0 && !arms[arms.Count - 1].EndsWith(",", StringComparison.Ordinal))
                arms[arms.Count - 1] += " " + item;
            else
                arms.Add(item);
        }

        Break(code.Substring(0, word + 6), indent, lines);
        lines.Add(Margin(indent) + "{");
        if (indent + Step + arms.Sum(static arm => arm.Length + 1) <= Length)
            arms = [string.Join(" ", arms)];
        foreach (string arm in arms)
            Break(arm, indent + Step, lines);
        lines.Add(Margin(indent) + code.Substring(end));
        return true;
    }

    private static bool BreakInitializer(string code, int indent, List<string> lines)
    {
        int brace = code.IndexOf(" { ", StringComparison.Ordinal);
        int end = code.LastIndexOf(" }", StringComparison.Ordinal);
        if (!code.StartsWith("new ", StringComparison.Ordinal) || brace <= 0 || end <= brace)
            return false;

        lines.Add(Margin(indent) + code.Substring(0, brace + 2));
        Fill(Items(code.Substring(brace + 3, end - brace - 3)), code.Substring(end), indent + Step, lines);
        return true;
    }

    /// <summary>Breaks a block: each statement gets its own line, and inner blocks are indented.</summary>
    private static void BreakBlock(string block, string end, int indent, List<string> lines)
    {
        string margin = Margin(indent);
        lines.Add(margin + "{");
        for (string rest = block.Substring(1, block.Length - 2).Trim(); rest.Length > 0;)
        {
            int semicolon = BreakBefore(rest, ";");
            int brace = BreakBefore(rest, " { ") + 1;
            if (brace > 0 && (semicolon < 0 || brace < semicolon) && EndOfBlock(rest, brace) is var inner and > 0)
            {
                Break(rest.Substring(0, brace).TrimEnd(), indent + Step, lines);
                BreakBlock(rest.Substring(brace, inner - brace + 1), "", indent + Step, lines);
                rest = rest.Substring(inner + 1).TrimStart();
            }
            else
            {
                int length = semicolon < 0 ? rest.Length : semicolon + 1;
                Break(rest.Substring(0, length), indent + Step, lines);
                rest = rest.Substring(length).TrimStart();
            }
        }

        lines.Add(margin + "}" + end);
    }

    /// <summary>The end of the block that a brace, or another bracket, opens; -1 when the block does not end on this line.</summary>
    private static int EndOfBlock(string code, int brace, char open = '{', char close = '}')
    {
        int depth = 0;
        foreach (int i in Tokens(code))
        {
            if (i < brace)
                continue;
            if (code[i] == open)
                depth++;
            else if (code[i] == close && --depth == 0)
                return i;
        }

        return -1;
    }
}
