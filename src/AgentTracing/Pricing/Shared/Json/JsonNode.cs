namespace AgentTracing.Pricing.Json;

/// <summary>A value in a JSON text, and its position.</summary>
internal sealed class JsonNode(JsonKind kind, int start)
{
    public JsonKind Kind { get; } = kind;

    /// <summary>Offset of the first character.</summary>
    public int Start { get; } = start;

    /// <summary>Offset after the last character.</summary>
    public int End { get; set; }

    /// <summary>A string without quotes and escapes; a number as written; otherwise empty.</summary>
    public string Text { get; set; } = "";

    /// <summary>The members of an object, in the order of the text, without duplicates.</summary>
    public List<JsonMember> Members { get; } = kind == JsonKind.Object ? [] : None<JsonMember>.List;

    /// <summary>The elements of an array.</summary>
    public List<JsonNode> Items { get; } = kind == JsonKind.Array ? [] : None<JsonNode>.List;

    /// <summary>Whether an error was reported inside it, so its content may be incomplete.</summary>
    public bool IsDamaged { get; set; }

    /// <summary>The value of the member with this name.</summary>
    public JsonNode? Find(string name)
    {
        foreach (JsonMember member in Members)
        {
            if (member.Name == name)
                return member.Value;
        }

        return null;
    }

    // One empty list for all leaves: a file of 10 MB has a million of them.
    private static class None<T>
    {
        public static readonly List<T> List = [];
    }
}
