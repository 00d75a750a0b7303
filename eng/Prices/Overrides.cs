using System.Text.Json.Nodes;
using AgentTracing.Eng.Prices.Sources;

namespace AgentTracing.Eng.Prices;

/// <summary>
/// Corrections to the data sets by people: <c>overrides.json</c>. <c>models</c> replaces or adds entries, <c>changes</c> changes single
/// facts of entries. Each names its source and the date on which somebody read it.
/// </summary>
internal sealed class Overrides
{
    private static readonly string[] ChangeNames =
        ["provider", "ids", "aliases", "retired", "contextWindow", "kind", "dateSuffix", "rates", "windowDays", "serviceTiers", "multipliers", "perThousand", "remove", "keep", "note", "source", "checked"];

    private Overrides(string day, JsonObject providers, IReadOnlyList<CatalogueModel> models, IReadOnlyList<JsonObject> changes, JsonArray unpriced) =>
        (Day, Providers, Models, Changes, Unpriced) = (day, providers, models, changes, unpriced);

    /// <summary>The date of the review, which becomes the date of the catalogue.</summary>
    public string Day { get; }

    public JsonObject Providers { get; }

    public IReadOnlyList<CatalogueModel> Models { get; }

    public IReadOnlyList<JsonObject> Changes { get; }

    public JsonArray Unpriced { get; }

    public static Overrides Read(string path)
    {
        JsonObject file = GenaiPrices.Json(path);
        if ((string?)file["asOf"] is not { Length: 10 } day || file["providers"] is not JsonObject providers)
            throw new SourceException(path, 1, 1, "\"asOf\", the day of the review, and \"providers\" are expected");

        var models = Array("models").Select(CatalogueModel.Read).ToList();
        foreach (CatalogueModel model in models)
        {
            if (model.Source is null || model.Checked is null)
                throw new SourceException(path, 1, 1, $"{model.Provider}/{model.Id} has no \"source\" or no \"checked\"");
        }

        var changes = Array("changes").ToList();
        foreach (JsonObject change in changes)
        {
            if (change["source"] is null || change["checked"] is null || change["ids"] is not JsonArray || change["provider"] is null)
                throw new SourceException(path, 1, 1, $"a change has no \"provider\", \"ids\", \"source\" or \"checked\": {change.ToJsonString()}");
            if (change.FirstOrDefault(member => !ChangeNames.Contains(member.Key)) is { Key: { } name })
                throw new SourceException(path, 1, 1, $"a change has no property \"{name}\"");
        }

        return new Overrides(day, providers, models, changes, file["unpriced"] as JsonArray ?? []);

        IEnumerable<JsonObject> Array(string name) => file[name] is JsonArray array
            ? array.Select(item => item as JsonObject ?? throw new SourceException(path, 1, 1, $"\"{name}\" is an array of objects"))
            : throw new SourceException(path, 1, 1, $"\"{name}\" is an array of objects");
    }
}
