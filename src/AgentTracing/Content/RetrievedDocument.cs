using System.Text.Json;

namespace AgentTracing;

/// <summary>A document that a retrieval found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its text, or the whole document as JSON if no known member has the text.</param>
/// <param name="Score">Its relevance.</param>
/// <param name="Metadata">Its metadata, as JSON.</param>
internal sealed record RetrievedDocument(string? Id, string? Content, double? Score, string? Metadata)
{
    private static readonly string[] Ids = ["id", "documentid", "key"];
    private static readonly string[] Texts = ["content", "text", "pagecontent", "body", "chunk", "passage", "snippet"];
    private static readonly string[] Scores = ["score", "similarity", "relevance"];
    private static readonly string[] Metadatas = ["metadata"];
    private static readonly string[] Records = ["record", "document", "item"];

    /// <summary>Reads the result of a retrieval: a list of documents or texts, or an object that contains one.</summary>
    /// <param name="json">The result, as JSON.</param>
    internal static IReadOnlyList<RetrievedDocument> ReadAll(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = ContentJson.MaxDepthInside });
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object)
            root = root.EnumerateObject().Select(static member => member.Value).FirstOrDefault(static value => value.ValueKind == JsonValueKind.Array);
        return root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray().Select(Read)] : [];
    }

    private static RetrievedDocument Read(JsonElement item)
    {
        var (record, all) = (Find(item, Records), item.GetRawText());
        return new(
            TextOf(Find(item, Ids) ?? Find(record, Ids)),
            item.ValueKind == JsonValueKind.String ? TextOf(item) : TextOf(Find(item, Texts) ?? Find(record, Texts)) ?? (record?.ValueKind == JsonValueKind.String ? TextOf(record) : all),
            NumberOf(Find(item, Scores) ?? Find(record, Scores)),
            (Find(item, Metadatas) ?? Find(record, Metadatas)) is { ValueKind: JsonValueKind.Object } metadata ? metadata.GetRawText() : null);
    }

    /// <summary>
    /// The first member of an object that has one of the names, in any case and with or without underscores; null when there is none.
    /// </summary>
    private static JsonElement? Find(JsonElement? item, string[] names)
    {
        if (item is not { ValueKind: JsonValueKind.Object } members)
            return null;

        foreach (var name in names)
        {
            foreach (var member in members.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.Null && member.Name.Replace("_", "", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase))
                    return member.Value;
            }
        }

        return null;
    }

    private static string? TextOf(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => ContentJson.TextOf(text.GetRawText()),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private static double? NumberOf(JsonElement? value) => value is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var score) ? score : null;
}
