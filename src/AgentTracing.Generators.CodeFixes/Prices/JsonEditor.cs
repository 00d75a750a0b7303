using AgentTracing.Pricing;
using AgentTracing.Pricing.Json;

namespace AgentTracing.Generators.CodeFixes.Prices;

/// <summary>Edits a JSON text without changing any other character: order, comments, white space, line ends.</summary>
internal static class JsonEditor
{
    /// <summary>Reads a text to be edited.</summary>
    public static JsonNode Read(string text) => JsonReader.Read(text, static (_, _, _) => { });

    /// <summary>Appends an item to an array, in the layout of the last one; null when the array does not end.</summary>
    public static string? AppendItem(string text, JsonNode root, JsonNode array, string json)
    {
        var layout = JsonLayout.Of(text, root, array.Items.LastOrDefault());
        return Append(text, array, array.Items.Select(static item => (item.Start, item.End)).ToList(), layout, indent => layout.Write(json, indent));
    }

    /// <summary>Appends a member to an object, in the layout of the last one; null when the object does not end.</summary>
    public static string? AppendMember(string text, JsonNode root, JsonNode target, string name, string json)
    {
        var layout = JsonLayout.Of(text, root, target.Members.LastOrDefault()?.Value);
        return Append(text, target, target.Members.Select(static member => (member.NameStart, member.Value.End)).ToList(), layout, indent => $"\"{name}\"{layout.Colon}{layout.Write(json, indent)}");
    }

    /// <summary>Removes an item from an array, with its comma.</summary>
    public static string RemoveItem(string text, JsonNode array, int index)
    {
        JsonNode item = array.Items[index];
        if (index + 1 < array.Items.Count)
        {
            int comma = FindComma(text, item.End, array.Items[index + 1].Start);
            return text.Substring(0, item.Start) + text.Substring(SkipWhiteSpace(text, comma + 1));
        }

        string before = text.Substring(0, item.Start).TrimEnd();
        string after = text.Substring(item.End);
        if (index == 0)
            return before + (before.Length - 1 == array.Start ? after.TrimStart() : after);

        int separator = FindComma(text, array.Items[index - 1].End, item.Start);
        return (separator < before.Length ? before.Remove(separator, 1) : before).TrimEnd() + after;
    }

    private static string? Append(string text, JsonNode container, List<(int Start, int End)> items, JsonLayout layout, Func<string, string> write)
    {
        int close = container.End - 1;
        int end = items.Count == 0 ? container.Start + 1 : items[items.Count - 1].End;
        if (close < end || text[close] != (container.Kind == JsonKind.Object ? '}' : ']'))
            return null;

        if (items.Count == 0)
        {
            if (layout.IsDense)
                return text.Substring(0, close) + write("") + text.Substring(close);

            string indent = JsonLayout.IndentAt(text, container.Start);
            string inner = indent + layout.Unit;
            return text.Substring(0, close).TrimEnd() + layout.NewLine + inner + write(inner) + layout.NewLine + indent + text.Substring(close);
        }

        // A comment after the last item is kept there: the comma is inserted before the comment, the new item after it.
        var last = items[items.Count - 1];
        string tail = text.Substring(last.End, close - last.End);
        string comments = tail.TrimEnd();
        string comma = FindComma(text, last.End, close) < close ? "" : ",";
        bool isOnOwnLine = JsonLayout.IsFirstOfLine(text, last.Start) || comments.Contains("//");
        string indentation = JsonLayout.IndentAt(text, last.Start);
        string separator = isOnOwnLine ? layout.NewLine + indentation : layout.IsDense ? "" : " ";
        return text.Substring(0, last.End) + comma + comments + separator + write(indentation) + tail.Substring(comments.Length) + text.Substring(close);
    }

    /// <summary>Offset of the first comma that is not in a comment; <paramref name="end"/> if there is none.</summary>
    private static int FindComma(string text, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (text[i] == ',')
                return i;
            if (text[i] == '/' && i + 1 < end)
                i = EndOfComment(text, i, end) - 1;
        }

        return end;
    }

    private static int EndOfComment(string text, int start, int end)
    {
        int found = text[start + 1] == '*' ? text.IndexOf("*/", start + 2, StringComparison.Ordinal) + 2 : text.IndexOfAny(['\r', '\n'], start);
        return found > start && found <= end ? found : end;
    }

    private static int SkipWhiteSpace(string text, int start)
    {
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;

        return start;
    }
}
