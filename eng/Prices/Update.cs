using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AgentTracing.Eng.Prices.Sources;

namespace AgentTracing.Eng.Prices;

/// <summary>
/// Builds a catalogue. Precedence: our overrides, then genai-prices, then other public data. A rate that the winner does not list is taken
/// from the others only if they have the same prices for input and output.
/// </summary>
internal sealed partial class Update
{
    // Providers of genai-prices, and the providers of the same models in the catalogue.
    private static readonly (string Theirs, string Ours)[] Providers =
    [
        ("anthropic", "anthropic"), ("aws", "aws-bedrock"), ("azure", "azure-openai"), ("cohere", "cohere"), ("deepseek", "deepseek"), ("google", "google"), ("groq", "groq"),
        ("mistral", "mistral"), ("openai", "openai"), ("openrouter", "openrouter"), ("x-ai", "xai"),
    ];

    private const int MaxDaysUnchecked = 120;

    private readonly GenaiPrices _genai;
    private readonly Overrides _overrides;
    private readonly Dictionary<(string Provider, string Id), CatalogueModel> _models;
    private readonly HashSet<(string Provider, string Id)> _kept = [];
    private readonly HashSet<(string Provider, string Id)> _replaced;

    private Update(GenaiPrices genai, Overrides overrides, IEnumerable<CatalogueModel> data)
    {
        _genai = genai;
        _overrides = overrides;
        _models = data.ToDictionary(model => model.Key);
        _replaced = [.. overrides.Models.Select(model => model.Key)];
        foreach (JsonObject change in overrides.Changes.Where(change => (bool?)change["keep"] == true))
            _kept.UnionWith(Keys(change));
    }

    /// <summary>Contradictions between sources, with the winner.</summary>
    public List<Contradiction> Contradictions { get; } = [];

    /// <summary>Models of the sources that are not in the catalogue, with the reason.</summary>
    public List<(string Provider, string Id, string Why)> Skipped { get; } = [];

    /// <summary>
    /// Models that no source has confirmed for <see cref="MaxDaysUnchecked"/> days, with the last source that listed them.
    /// </summary>
    public List<(string Provider, string Id, string Source)> Stale { get; } = [];

    public string Text { get; private set; } = "";

    /// <summary>Builds the catalogue from the sources in <paramref name="folder"/>, without writing it.</summary>
    /// <exception cref="SourceException">A source cannot be used.</exception>
    public static Update Of(string folder)
    {
        var update = new Update(
            GenaiPrices.Read(Path.Combine(folder, "genai-prices")),
            Overrides.Read(Path.Combine(folder, "overrides.json")),
            PublicData.Read(Path.Combine(folder, "public")));
        update.Run();
        return update;
    }

    private void Run()
    {
        foreach (var (theirs, ours) in Providers)
            AddGenai(theirs, ours);

        foreach (CatalogueModel model in _overrides.Models)
            Replace(model);
        foreach (JsonObject change in _overrides.Changes)
            Apply(change);
        ShareBetweenSnapshots();
        foreach (CatalogueModel model in _models.Values)
        {
            AddHourWrites(model);
            AddDefaultVersion(model);
            TellAge(model);
        }

        DropDuplicateAliases();
        Text = CatalogueFile.Write(_overrides.Day, _overrides.Providers, _models.Values, _overrides.Unpriced);
    }

    /// <summary>
    /// Copies service tiers between a model and its snapshots if their rates are equal: data sets list the tiers for only one of them.
    /// </summary>
    private void ShareBetweenSnapshots()
    {
        foreach (CatalogueModel snapshot in _models.Values.Where(model => Snapshot.IsMatch(model.Id)))
        {
            string id = Snapshot.Replace(snapshot.Id, "");
            CatalogueModel? model = _models.GetValueOrDefault((snapshot.Provider, id)) ?? _models.Values.FirstOrDefault(other => other.Provider == snapshot.Provider && other.Aliases.Contains(id));
            if (model is null || model.LastRates is null || !JsonNode.DeepEquals(model.LastRates, snapshot.LastRates))
                continue;

            Share(model.Prices[^1]!.AsObject(), snapshot.Prices[^1]!.AsObject());
            Share(snapshot.Prices[^1]!.AsObject(), model.Prices[^1]!.AsObject());
        }
    }

    private static void Share(JsonObject known, JsonObject other)
    {
        // The rates of a service tier can depend on the length of the prompt, so they are copied only if both have the same length tiers.
        if (known["serviceTiers"] is not JsonObject tiers || !JsonNode.DeepEquals(known["tiers"], other["tiers"]))
            return;

        var shared = other["serviceTiers"] as JsonObject ?? [];
        foreach (var (name, tier) in tiers.Where(tier => !shared.ContainsKey(tier.Key)).ToList())
            shared[name] = tier!.DeepClone();
        other["serviceTiers"] ??= shared;
    }

    [GeneratedRegex(@"[-@](20\d{6}|20\d\d-\d\d-\d\d)$")]
    private static partial Regex Snapshot { get; }

    private void AddGenai(string theirs, string ours)
    {
        var models = _genai.Models(theirs);
        var old = _models.Values.Where(model => model.Provider == ours || (ours == "google" && model.Provider == "google-vertex")).ToList();
        foreach (GenaiModel model in models)
        {
            string provider = ours == "google" && (model.Id.StartsWith("claude-", StringComparison.Ordinal) || model.Id.EndsWith("-maas", StringComparison.Ordinal)) ? "google-vertex" : ours;
            string kind = GenaiConversion.KindOf(model);
            var (prices, problem) = GenaiConversion.Convert(model, kind);
            var ids = model.NamedIds().Where(id => IsId(id) && !IsBareClaude(provider, model, id)).Where(id => models.FirstOrDefault(candidate => candidate.IsMatch(id)) is var first && (first == model || first is null)).ToList();
            if (provider == "google-vertex")
                ids.AddRange(ids.Select(id => id + "@default").Where(id => _models.ContainsKey((provider, id))).ToList());
            if (prices is null)
            {
                if (!ids.Any(id => _replaced.Contains((provider, id)) || _kept.Contains((provider, id))))
                    Skipped.Add((provider, model.Id, problem!));
                continue;
            }

            AddGenai(model, provider, kind, prices, ids);
        }

        // Models that no clause names, but the engine matches. If the prices agree, the data is confirmed; otherwise it stays, and the
        // contradiction is reported.
        foreach (CatalogueModel model in old.Where(model => model.Source?.StartsWith("genai-prices", StringComparison.Ordinal) != true || model.AsOf != _genai.Day))
        {
            if (models.FirstOrDefault(candidate => candidate.IsMatch(model.Id)) is not { } match || GenaiConversion.Convert(match, model.Kind).Prices is not { } prices)
                continue;

            if (Differences(model.Prices, prices) is { Count: > 0 } differences)
                Contradictions.Add(new(model.Provider, model.Id, differences, $"{model.Source} {model.AsOf}", $"genai-prices takes it for {match.Id}", TheirsWins: false));
            else
                model.AsOf = _genai.Day;
        }
    }

    private void AddGenai(GenaiModel model, string provider, string kind, JsonArray prices, List<string> ids)
    {
        foreach (string id in ids)
        {
            if (_kept.Contains((provider, id)) || !_models.TryGetValue((provider, id), out CatalogueModel? known))
                continue;

            if (Differences(known.Prices, prices) is { Count: > 0 } differences)
                Contradictions.Add(new(provider, id, differences, $"{known.Source} {known.AsOf}", $"genai-prices {_genai.Version}", TheirsWins: true));

            known.Prices = Merged(known.Prices, prices);
            known.Kind = kind;
            known.ContextWindow ??= model.ContextWindow;
            known.IsFree = GenaiConversion.IsFree(model);
            known.Source = "genai-prices";
            known.AsOf = _genai.Day;
        }

        List<string> added = [.. ids.Where(id => !_models.ContainsKey((provider, id)))];
        if (added.Count == 0)
            return;

        // The entry that gets the other ids as aliases: an existing one, or a new one.
        CatalogueModel? entry = ids
            .Where(id => !_kept.Contains((provider, id)))
            .Select(id => _models.GetValueOrDefault((provider, id)))
            .FirstOrDefault(candidate => candidate is not null);
        if (entry is null)
        {
            string id = added.Contains(model.Id) ? PrimaryId(model.Id) : added[0];
            if (_models.ContainsKey((provider, id)))
                id = model.Id;
            entry = new CatalogueModel
            {
                Provider = provider,
                Id = id,
                Kind = kind,
                ContextWindow = model.ContextWindow,
                IsFree = GenaiConversion.IsFree(model),
                Prices = (JsonArray)prices.DeepClone(),
                Source = "genai-prices",
                AsOf = _genai.Day,
            };
            _models.Add(entry.Key, entry);
        }

        entry.Aliases.UnionWith(added.Where(id => id != entry.Id));
    }

    /// <summary>The data writes "regional.x" for models that Bedrock calls "x".</summary>
    private static string PrimaryId(string id) => id.StartsWith("regional.", StringComparison.Ordinal) ? id["regional.".Length..] : id;

    /// <summary>
    /// Bedrock prefixes the ids of Claude with "anthropic.". The data lists a few prefixes of ids without it, which no response of Bedrock
    /// contains.
    /// </summary>
    private static bool IsBareClaude(string provider, GenaiModel model, string id) =>
        provider == "aws-bedrock" && id != model.Id && id.StartsWith("claude-", StringComparison.Ordinal) && !model.IsEqualTo(id);

    private static bool IsId(string id) => id.Length is >= 1 and <= 200 && !id.Any(char.IsWhiteSpace);

    private void Replace(CatalogueModel model)
    {
        if (_models.TryGetValue(model.Key, out CatalogueModel? known) && Differences(known.Prices, model.Prices) is { Count: > 0 } differences)
            Contradictions.Add(new(model.Provider, model.Id, differences, $"{known.Source} {known.AsOf}", $"override of {model.Checked}: {model.Source}", TheirsWins: true));
        if (known is not null)
        {
            model.Aliases.UnionWith(known.Aliases);
            model.ContextWindow ??= known.ContextWindow;
        }

        // An id of an entry cannot be an alias of another.
        foreach (CatalogueModel other in _models.Values.Where(other => other.Provider == model.Provider))
            other.Aliases.ExceptWith(model.Aliases.Append(model.Id));

        _models[model.Key] = model;
    }

    // Changes with one of these members concern the price: their author has read the price, too.
    private static readonly string[] PriceNames = ["rates", "serviceTiers", "multipliers", "windowDays", "keep"];

    private void Apply(JsonObject change)
    {
        foreach (var key in Keys(change))
        {
            if ((bool?)change["remove"] == true)
            {
                if (!_models.Remove(key))
                    throw new SourceException("overrides.json", 1, 1, $"{key.Provider}/{key.Id} is not there to be removed");

                continue;
            }

            CatalogueModel model = OwnEntry(key);
            if (PriceNames.Any(change.ContainsKey))
                model.Checked = (string)change["checked"]!;
            model.Retired = (string?)change["retired"] ?? model.Retired;
            model.Note = (string?)change["note"] ?? model.Note;
            model.ContextWindow = (long?)change["contextWindow"] ?? model.ContextWindow;
            model.Kind = (string?)change["kind"] ?? model.Kind;
            model.DateSuffix = (bool?)change["dateSuffix"] ?? model.DateSuffix;
            model.Aliases.UnionWith(change["aliases"]?.AsArray().Select(alias => (string)alias!) ?? []);
            foreach (var (name, value) in change["rates"] as JsonObject ?? [])
                model.LastRates![name] = value!.DeepClone();
            if (change["serviceTiers"] is { } tiers)
                model.Prices[^1]!["serviceTiers"] = tiers.DeepClone();
            if (change["multipliers"] is JsonObject multipliers)
                model.Multipliers = (JsonObject)multipliers.DeepClone();
            if (change["perThousand"] is JsonObject perThousand)
                model.PerThousand = (JsonObject)perThousand.DeepClone();
            if (change["windowDays"] is { } days)
            {
                foreach (JsonNode? window in model.Prices.SelectMany(period => period!["windows"] as JsonArray ?? []))
                    window!["days"] = days.DeepClone();
            }
        }
    }

    /// <summary>The entry of an id. If the id is an alias of an entry, it gets a separate entry.</summary>
    private CatalogueModel OwnEntry((string Provider, string Id) key)
    {
        if (_models.TryGetValue(key, out CatalogueModel? model))
            return model;

        CatalogueModel named = _models.Values.FirstOrDefault(candidate => candidate.Provider == key.Provider && candidate.Aliases.Contains(key.Id))
            ?? throw new SourceException("overrides.json", 1, 1, $"{key.Provider}/{key.Id} is in no source, so that it cannot be changed");
        named.Aliases.Remove(key.Id);
        JsonObject copy = named.ToJson("");
        copy["id"] = key.Id;
        copy.Remove("aliases");
        model = CatalogueModel.Read(copy);
        _models.Add(key, model);
        return model;
    }

    /// <summary>
    /// Anthropic charges twice the input price for cache writes of an hour, also on Bedrock and Vertex AI. The data sets list this price
    /// only for Anthropic's own API. Source: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#pricing.
    /// </summary>
    private static void AddHourWrites(CatalogueModel model)
    {
        if (model.Provider is not ("aws-bedrock" or "google-vertex" or "anthropic") || !model.Id.Contains("claude", StringComparison.Ordinal))
            return;

        foreach (JsonNode? period in model.Prices)
        {
            foreach (JsonObject rates in (period!["tiers"] as JsonArray ?? []).Select(tier => tier!["rates"]).Append(period["rates"]).OfType<JsonObject>())
            {
                if (rates["cacheWrite"] is JsonObject writes && !writes.ContainsKey("1h"))
                    writes["1h"] = GenaiConversion.Text(Price(rates, "input")!.Value * 2);
            }
        }
    }

    /// <summary>Vertex AI writes <c>@default</c> for "no version".</summary>
    private static void AddDefaultVersion(CatalogueModel model)
    {
        if (model.Provider == "google-vertex" && model.Id.StartsWith("claude-", StringComparison.Ordinal) && !model.Id.Contains('@'))
            model.Aliases.Add(model.Id + "@default");
    }

    /// <summary>
    /// Keeps entries that no recent source lists, because their models may still be in use, and notes the age of their data.
    /// </summary>
    private void TellAge(CatalogueModel model)
    {
        if (model.Checked is not null || model.Retired is not null || model.AsOf is null || DaysBetween(model.AsOf, _overrides.Day) <= MaxDaysUnchecked)
            return;

        model.Note ??= $"no data set has it since {model.Source} of {model.AsOf}";
        Stale.Add((model.Provider, model.Id, $"{model.Source} {model.AsOf}"));
    }

    private static int DaysBetween(string from, string to) =>
        (DateTime.Parse(to, CultureInfo.InvariantCulture) - DateTime.Parse(from, CultureInfo.InvariantCulture)).Days;

    private void DropDuplicateAliases()
    {
        var taken = new HashSet<(string, string)>(_models.Keys);
        foreach (CatalogueModel model in _models.Values.OrderBy(model => model.Provider, StringComparer.Ordinal).ThenBy(model => model.Id, StringComparer.Ordinal))
            model.Aliases.RemoveWhere(alias => !taken.Add((model.Provider, alias)));
    }

    private static IEnumerable<(string Provider, string Id)> Keys(JsonObject change) =>
        change["ids"]!.AsArray().Select(id => ((string)change["provider"]!, (string)id!));
}

/// <summary>A price for which two sources disagree.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Id">The model.</param>
/// <param name="Rates">The rates, each with both values.</param>
/// <param name="First">The source of the first values.</param>
/// <param name="Second">The source of the second values.</param>
/// <param name="TheirsWins">Whether the catalogue contains the second values.</param>
internal sealed record Contradiction(string Provider, string Id, IReadOnlyList<(string Rate, decimal First, decimal Second)> Rates, string First, string Second, bool TheirsWins);
