using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentTracing.Eng.Prices.Sources;

/// <summary>
/// The data of the npm package @pydantic/genai-prices (MIT), read from an unpacked package: <c>package.json</c>, <c>LICENSE</c> and
/// <c>dist/index.js</c>.
/// </summary>
internal sealed class GenaiPrices
{
    private readonly JsonArray _providers;

    private GenaiPrices(string version, string day, JsonArray providers) => (Version, Day, _providers) = (version, day, providers);

    public string Version { get; }

    /// <summary>The date of the data: npm's publication date of the package, which the folder's <c>source.json</c> repeats.</summary>
    public string Day { get; }

    /// <summary>Reads an unpacked package.</summary>
    /// <exception cref="SourceException">A file is missing, invalid, or under another licence.</exception>
    public static GenaiPrices Read(string folder)
    {
        JsonObject package = Json(Path.Combine(folder, "package.json"));
        JsonObject source = Json(Path.Combine(folder, "source.json"));
        if ((string?)package["license"] != "MIT" || !File.Exists(Path.Combine(folder, "LICENSE")))
            throw new SourceException(folder, 1, 1, "the package is not under the MIT licence, or its LICENSE is missing");
        if ((string?)package["version"] is not { } version || (string?)source["version"] != version || (string?)source["published"] is not { Length: 10 } day)
            throw new SourceException(folder, 1, 1, "source.json does not say on which day the version of package.json was published");

        string data = Path.Combine(folder, "dist", "index.js");
        var read = new GenaiPrices(version, day, JavaScriptData.FirstArray(data, ReadText(data)));
        read.Check(data);
        return read;
    }

    /// <summary>The models of a provider, in the order in which its engine matches them.</summary>
    public IReadOnlyList<GenaiModel> Models(string provider)
    {
        JsonNode found = _providers.FirstOrDefault(candidate => (string?)candidate!["id"] == provider) ?? throw new InvalidDataException($"genai-prices has no provider {provider}");
        return [.. found["models"]!.AsArray().Select(model => new GenaiModel(provider, model!.AsObject()))];
    }

    /// <summary>
    /// Checks the structure, so that a release in another format is rejected instead of producing an incomplete catalogue.
    /// </summary>
    private void Check(string path)
    {
        foreach (JsonNode? provider in _providers)
        {
            if ((string?)provider?["id"] is not { Length: > 0 } id || provider["models"] is not JsonArray { Count: > 0 } models)
                throw new SourceException(path, 1, 1, "a provider has no id or no models");

            foreach (JsonNode? model in models)
            {
                if ((string?)model?["id"] is not { Length: > 0 } || model["match"] is not JsonObject || model["prices"] is not (JsonObject or JsonArray))
                    throw new SourceException(path, 1, 1, $"a model of {id} has no id, match or prices");
            }
        }
    }

    internal static JsonObject Json(string path)
    {
        try
        {
            return JsonNode.Parse(ReadText(path)) as JsonObject ?? throw new SourceException(path, 1, 1, "an object is expected");
        }
        catch (JsonException exception)
        {
            throw new SourceException(path, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1, exception.Message);
        }
    }

    private static string ReadText(string path) => File.Exists(path) ? File.ReadAllText(path) : throw new SourceException(path, 1, 1, "the file is missing");
}

/// <summary>A model of genai-prices.</summary>
internal sealed class GenaiModel(string provider, JsonObject json)
{
    public string Provider { get; } = provider;

    public string Id { get; } = ((string)json["id"]!).ToLowerInvariant();

    public long? ContextWindow { get; } = (long?)(decimal?)json["context_window"];

    public bool IsDeprecated { get; } = (bool?)json["deprecated"] == true;

    /// <summary>Whether the match clauses accept a lower-case id.</summary>
    public bool IsMatch(string id) => ModelMatch.IsMatch(json["match"]!, id);

    /// <summary>All ids that the data names for the model.</summary>
    public IReadOnlyList<string> NamedIds() => [.. ModelMatch.Named(json["match"]!).Prepend(Id).Distinct()];

    /// <summary>Whether a clause requires exactly this id.</summary>
    public bool IsEqualTo(string id) => ModelMatch.Equal(json["match"]!).Contains(id);

    /// <summary>The prices, each with its constraint.</summary>
    public IReadOnlyList<(JsonObject? Constraint, JsonObject Prices)> Prices() => json["prices"] is JsonArray list
        ? [.. list.Select(item => (item!["constraint"] as JsonObject, item["prices"]!.AsObject()))]
        : [(null, json["prices"]!.AsObject())];
}
