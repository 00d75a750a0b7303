using System.Text.Json.Nodes;

namespace AgentTracing.Eng.Prices;

/// <summary>
/// A model during the creation of the catalogue. <see cref="Prices"/> has the format of the file (llm-pricing.schema.json).
/// </summary>
internal sealed class CatalogueModel
{
    public required string Provider { get; init; }

    public required string Id { get; init; }

    public SortedSet<string> Aliases { get; init; } = new(StringComparer.Ordinal);

    public string Kind { get; set; } = "chat";

    public long? ContextWindow { get; set; }

    public bool? DateSuffix { get; set; }

    public bool IsFree { get; set; }

    /// <summary>Factors for regions, if the provider does not apply them to all of its models.</summary>
    public JsonObject? Multipliers { get; set; }

    /// <summary>Prices per thousand units that differ from the provider's.</summary>
    public JsonObject? PerThousand { get; set; }

    public string? Retired { get; set; }

    /// <summary>The date of the data.</summary>
    public string? AsOf { get; set; }

    /// <summary>The date on which a person read the source.</summary>
    public string? Checked { get; set; }

    public string? Source { get; set; }

    public string? Note { get; set; }

    public required JsonArray Prices { get; set; }

    public (string Provider, string Id) Key => (Provider, Id);

    /// <summary>The standard rates of the latest period.</summary>
    public JsonObject? LastRates => Prices[^1]!["rates"] as JsonObject;

    public static CatalogueModel Read(JsonObject json) => new()
    {
        Provider = (string)json["provider"]!,
        Id = (string)json["id"]!,
        Aliases = new(json["aliases"]?.AsArray().Select(alias => (string)alias!) ?? [], StringComparer.Ordinal),
        Kind = (string?)json["kind"] ?? "chat",
        ContextWindow = (long?)json["contextWindow"],
        DateSuffix = (bool?)json["dateSuffix"],
        IsFree = (bool?)json["free"] ?? false,
        Multipliers = json["multipliers"]?.DeepClone() as JsonObject,
        PerThousand = json["perThousand"]?.DeepClone() as JsonObject,
        Retired = (string?)json["retired"],
        AsOf = (string?)json["asOf"],
        Checked = (string?)json["checked"],
        Source = (string?)json["source"],
        Note = (string?)json["note"],
        Prices = (JsonArray)json["prices"]!.DeepClone(),
    };

    /// <summary>The element of <c>models</c>, with its members in a fixed order.</summary>
    /// <param name="day">The date of the file. <c>asOf</c> is omitted if it is the same.</param>
    public JsonObject ToJson(string day)
    {
        var json = new JsonObject { ["provider"] = Provider, ["id"] = Id };
        if (Aliases.Count > 0)
            json["aliases"] = new JsonArray([.. Aliases.Select(alias => (JsonNode)alias)]);
        json["kind"] = Kind;
        if (ContextWindow is { } window)
            json["contextWindow"] = window;
        if (DateSuffix is { } dateSuffix)
            json["dateSuffix"] = dateSuffix;
        if (IsFree)
            json["free"] = true;
        if (Multipliers is not null)
            json["multipliers"] = Multipliers.DeepClone();
        if (PerThousand is not null)
            json["perThousand"] = PerThousand.DeepClone();
        if (Retired is not null)
            json["retired"] = Retired;
        json["prices"] = Prices.DeepClone();
        if (AsOf is not null && AsOf != day)
            json["asOf"] = AsOf;
        if (Checked is not null)
            json["checked"] = Checked;
        if (Source is not null)
            json["source"] = Source;
        if (Note is not null)
            json["note"] = Note;

        return json;
    }
}
