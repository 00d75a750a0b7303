using System.Text.Json.Nodes;

namespace AgentTracing.Eng.Prices.Sources;

/// <summary>
/// Other public data, read from a folder: pricing files in our own format (<c>llm-pricing*.json</c>) and LiteLLM's map
/// (<c>model_prices_and_context_window*.json</c>). Files are read in ordinal order of their names; later files override earlier ones.
/// </summary>
internal static class PublicData
{
    private static readonly Dictionary<string, string> LiteLlmProviders = new()
    {
        ["openai"] = "openai",
        ["anthropic"] = "anthropic",
        ["gemini"] = "google",
        ["azure"] = "azure-openai",
        ["bedrock"] = "aws-bedrock",
        ["bedrock_converse"] = "aws-bedrock",
        ["mistral"] = "mistral",
        ["cohere"] = "cohere",
        ["cohere_chat"] = "cohere",
        ["deepseek"] = "deepseek",
        ["xai"] = "xai",
        ["groq"] = "groq",
    };

    private static readonly (string Theirs, string Ours)[] LiteLlmRates =
    [
        ("input_cost_per_token", "input"), ("output_cost_per_token", "output"), ("cache_read_input_token_cost", "cacheRead"),
        ("input_cost_per_audio_token", "inputAudio"), ("output_cost_per_audio_token", "outputAudio"),
    ];

    public static List<CatalogueModel> Read(string folder)
    {
        var models = new Dictionary<(string, string), CatalogueModel>();
        string[] paths = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        foreach (string path in paths.Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(path);
            IEnumerable<CatalogueModel> read = name.StartsWith("llm-pricing", StringComparison.Ordinal) ? PricingFile(path)
                : name.StartsWith("model_prices_and_context_window", StringComparison.Ordinal) ? LiteLlmMap(path)
                : throw new SourceException(path, 1, 1, "the file is neither a pricing file (llm-pricing*.json) nor LiteLLM's map (model_prices_and_context_window*.json)");
            foreach (CatalogueModel model in read)
                models[model.Key] = model;
        }

        return [.. models.Values];
    }

    private static IEnumerable<CatalogueModel> PricingFile(string path)
    {
        JsonObject file = GenaiPrices.Json(path);
        if (file["models"] is not JsonArray models || (string?)file["asOf"] is not { } day)
            throw new SourceException(path, 1, 1, "a pricing file has \"asOf\" and \"models\"");

        foreach (JsonNode? json in models)
        {
            CatalogueModel model;
            try
            {
                model = CatalogueModel.Read(json!.AsObject());
            }
            catch (Exception exception) when (exception is InvalidOperationException or NullReferenceException or ArgumentNullException or InvalidCastException)
            {
                throw new SourceException(path, 1, 1, $"a model has no provider, id or prices: {json?.ToJsonString()}");
            }

            // In data of other projects, "checked" is the date of the data.
            model.AsOf ??= model.Checked ?? day;
            model.Checked = null;
            yield return model;
        }
    }

    /// <summary>
    /// The standard rates of LiteLLM's map, in US dollars per token. The file name contains the date, as in
    /// <c>model_prices_and_context_window.2026-08-01.json</c>.
    /// </summary>
    private static IEnumerable<CatalogueModel> LiteLlmMap(string path)
    {
        string[] parts = Path.GetFileNameWithoutExtension(path).Split('.');
        if (parts.Length != 2)
            throw new SourceException(path, 1, 1, "the file's name contains no date (as in model_prices_and_context_window.2026-08-01.json)");

        foreach (var (key, value) in GenaiPrices.Json(path))
        {
            if (value is not JsonObject entry || (string?)entry["litellm_provider"] is not { } theirs || !LiteLlmProviders.TryGetValue(theirs, out string? provider))
                continue;

            string id = key.StartsWith(theirs + "/", StringComparison.Ordinal) ? key[(theirs.Length + 1)..].ToLowerInvariant() : key.ToLowerInvariant();
            var rates = new JsonObject();
            foreach (var (field, rate) in LiteLlmRates)
            {
                if (entry[field] is JsonValue price)
                    rates[rate] = GenaiConversion.Text((decimal)price.GetValue<double>() * 1_000_000);
            }

            if (rates.ContainsKey("input") && rates.ContainsKey("output"))
                yield return new CatalogueModel { Provider = provider, Id = id, AsOf = parts[1], Source = "litellm", Prices = [new JsonObject { ["rates"] = rates }] };
        }
    }
}
