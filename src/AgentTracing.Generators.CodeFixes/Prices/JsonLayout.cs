using System.Text;
using AgentTracing.Pricing;
using AgentTracing.Pricing.Json;

namespace AgentTracing.Generators.CodeFixes.Prices;

/// <summary>The JSON layout of a file, detected from its text.</summary>
/// <param name="NewLine">The line break.</param>
/// <param name="Unit">The indentation of one level.</param>
/// <param name="IsBroken">Whether every value is on a separate line.</param>
/// <param name="IsDense">Whether there is no optional white space.</param>
internal sealed record JsonLayout(string NewLine, string Unit, bool IsBroken, bool IsDense)
{
    /// <summary>The separator of a name and its value.</summary>
    public string Colon => IsDense ? ":" : ": ";

    /// <summary>
    /// Detects the layout of a text; <paramref name="sample"/> is similar to the value to write. Without a sample, the value is written on
    /// one line.
    /// </summary>
    public static JsonLayout Of(string text, JsonNode root, JsonNode? sample)
    {
        int lineEnd = text.IndexOfAny(['\r', '\n']);
        string newLine = lineEnd < 0 ? "\n" : text[lineEnd] == '\n' ? "\n" : lineEnd + 1 < text.Length && text[lineEnd + 1] == '\n' ? "\r\n" : "\r";
        string unit = root.Members is [var first, ..] && IsFirstOfLine(text, first.NameStart) ? IndentAt(text, first.NameStart) : "";
        bool isBroken = sample is not null && text.IndexOfAny(['\r', '\n'], sample.Start, sample.End - sample.Start) >= 0;
        bool isDense = text.IndexOfAny(['\r', '\n'], root.Start, root.End - root.Start) < 0 && root.Members is [var member, ..] && text[member.Value.Start - 1] == ':';
        return new JsonLayout(newLine, unit.Length == 0 ? "  " : unit, isBroken, isDense);
    }

    /// <summary>Whether only white space precedes an offset in its line.</summary>
    public static bool IsFirstOfLine(string text, int offset) => LineStart(text, offset) + IndentAt(text, offset).Length == offset;

    /// <summary>The leading white space of the offset's line.</summary>
    public static string IndentAt(string text, int offset)
    {
        int start = LineStart(text, offset);
        int end = start;
        while (end < text.Length && text[end] is ' ' or '\t')
            end++;

        return text.Substring(start, end - start);
    }

    /// <summary>Writes JSON in this layout.</summary>
    /// <param name="json">The value, in any layout.</param>
    /// <param name="indent">The indentation of its first line.</param>
    public string Write(string json, string indent)
    {
        var text = new StringBuilder();
        Write(text, JsonReader.Read(json, static (_, _, _) => { }), indent);
        return text.ToString();
    }

    private void Write(StringBuilder text, JsonNode node, string indent)
    {
        int count = node.Members.Count + node.Items.Count;
        if (count == 0)
        {
            JsonText.Append(text, node);
            return;
        }

        bool isObject = node.Kind == JsonKind.Object;
        text.Append(isObject ? '{' : '[');
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
                text.Append(IsBroken || IsDense ? "," : ", ");
            if (IsBroken)
                text.Append(NewLine).Append(indent).Append(Unit);
            if (isObject)
            {
                JsonText.AppendString(text, node.Members[i].Name);
                text.Append(Colon);
            }

            Write(text, isObject ? node.Members[i].Value : node.Items[i], indent + Unit);
        }

        if (IsBroken)
            text.Append(NewLine).Append(indent);
        text.Append(isObject ? '}' : ']');
    }

    private static int LineStart(string text, int offset) => text.LastIndexOfAny(['\r', '\n'], Math.Max(offset - 1, 0)) + 1;
}
