using System.Globalization;
using System.Text;

namespace AgentTracing.Pricing.Json;

/// <summary>Writes nodes back as JSON, in ASCII and without white space, and names for messages.</summary>
internal static class JsonText
{
    /// <summary>
    /// Appends <paramref name="node"/>; members of the outermost object that <paramref name="omit"/> accepts are omitted.
    /// </summary>
    public static void Append(StringBuilder text, JsonNode node, Func<string, bool>? omit = null)
    {
        switch (node.Kind)
        {
            case JsonKind.Object:
                text.Append('{');
                int first = text.Length;
                foreach (JsonMember member in node.Members)
                {
                    if (omit?.Invoke(member.Name) == true)
                        continue;
                    if (text.Length > first)
                        text.Append(',');
                    AppendString(text, member.Name);
                    text.Append(':');
                    Append(text, member.Value);
                }

                text.Append('}');
                break;
            case JsonKind.Array:
                text.Append('[');
                for (int i = 0; i < node.Items.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    Append(text, node.Items[i]);
                }

                text.Append(']');
                break;
            case JsonKind.String:
                AppendString(text, node.Text);
                break;
            case JsonKind.Number:
                text.Append(node.Text);
                break;
            default:
                text.Append(node.Kind switch { JsonKind.True => "true", JsonKind.False => "false", _ => "null" });
                break;
        }
    }

    /// <summary>Appends a string in its quotes.</summary>
    public static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char character in value)
        {
            if (character is '"' or '\\')
                text.Append('\\').Append(character);
            else if (character is >= ' ' and <= '~')
                text.Append(character);
            else
                text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
        }

        text.Append('"');
    }

    /// <summary>Truncates a name for a message.</summary>
    public static string Shorten(string text) => text.Length <= 60 ? text : text.Substring(0, 60) + "...";
}
