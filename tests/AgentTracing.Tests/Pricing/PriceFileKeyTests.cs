using AgentTracing.Pricing;

namespace AgentTracing.Tests.Pricing;

/// <summary>Every key of a pricing file changes a lookup or a cost, or is rejected: no key is accepted and ignored.</summary>
public sealed class PriceFileKeyTests
{
    private const string Rates = """ "rates": {"input": "1", "output": "10"} """;
    private static readonly TokenUsage Usage = new() { Input = 1000, Output = 100 };
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 30, 0, TimeSpan.Zero);

    /// <summary>For each key: a file without it, a file with it, the query, and the two results.</summary>
    private static readonly Dictionary<string, (string Without, string With, Func<PriceBook, string> Ask, string Before, string After)> Keys = new(StringComparer.Ordinal)
    {
        // Rates.
        ["rates.input"] = Rated(""" "input": "2", "output": "10" """, "0.003"),
        ["rates.output"] = Rated(""" "input": "1", "output": "20" """, "0.003"),
        ["rates.cacheRead"] = WithRate(""" "cacheRead": "0.1" """, new() { CacheRead = 1000 }, "0.001", "0.0001"),
        ["rates.cacheWrite.default"] = WithRate(""" "cacheWrite": {"default": "3"} """, new() { CacheWrite = 1000 }, "0.001", "0.003"),
        ["rates.cacheWrite.5m"] = WithRate(""" "cacheWrite": {"default": "3", "5m": "4"} """, new() { CacheWrite5m = 1000 }, "0.001", "0.004"),
        ["rates.cacheWrite.1h"] = WithRate(""" "cacheWrite": {"default": "3", "1h": "5"} """, new() { CacheWrite1h = 1000 }, "0.001", "0.005"),
        ["rates.inputAudio"] = WithRate(""" "inputAudio": "6" """, new() { InputAudio = 1000 }, "0.001", "0.006"),
        ["rates.cacheReadAudio"] = WithRate(""" "cacheReadAudio": "0.7" """, new() { CacheReadAudio = 1000 }, "0.001", "0.0007"),
        ["rates.inputImage"] = WithRate(""" "inputImage": "8" """, new() { InputImage = 1000 }, "0.001", "0.008"),
        ["rates.outputAudio"] = WithRate(""" "outputAudio": "90" """, new() { OutputAudio = 1000 }, "0.01", "0.09"),
        ["rates.outputImage"] = WithRate(""" "outputImage": "40" """, new() { OutputImage = 1000 }, "0.01", "0.04"),
        ["rates.reasoning"] = WithRate(""" "reasoning": "30" """, new() { Output = 1000, Reasoning = 1000 }, "0.01", "0.03"),

        // Periods.
        ["tiers"] = Period(""" "tiers": [{"inputTokens": 500, "rates": {"input": "2", "output": "10"}}] """, Cost(Usage), "0.002", "0.003"),
        ["tiers.inclusive"] = (
            PricingFiles.WithPrices("{" + Rates + """, "tiers": [{"inputTokens": 1000, "rates": {"input": "2", "output": "10"}}]}"""),
            PricingFiles.WithPrices("{" + Rates + """, "tiers": [{"inputTokens": 1000, "inclusive": true, "rates": {"input": "2", "output": "10"}}]}"""),
            Cost(Usage), "0.002", "0.003"),
        ["serviceTiers.batch"] = Period(""" "serviceTiers": {"batch": {"multiplier": "0.5"}} """, Cost(Usage, "batch"), "0.002 estimated", "0.001"),
        ["serviceTiers.flex"] = Period(""" "serviceTiers": {"flex": {"multiplier": "0.5"}} """, Cost(Usage, "flex"), "0.002 estimated", "0.001"),
        ["serviceTiers.priority"] = Period(""" "serviceTiers": {"priority": {"rates": {"input": "2", "output": "20"}}} """, Cost(Usage, "priority"), "0.002 estimated", "0.004"),
        ["serviceTiers.fast"] = Period(""" "serviceTiers": {"fast": {"multiplier": "6"}} """, Cost(Usage, "fast"), "0.002 estimated", "0.012"),
        ["windows"] = Period(""" "windows": [{"utc": "12:00-13:00", "multiplier": "2"}] """, Cost(Usage, at: Noon), "0.002", "0.004"),
        ["windows.days"] = (
            PricingFiles.WithPrices("{" + Rates + """, "windows": [{"utc": "12:00-13:00", "multiplier": "2"}]}"""),
            PricingFiles.WithPrices("{" + Rates + """, "windows": [{"utc": "12:00-13:00", "days": ["sun"], "multiplier": "2"}]}"""),
            Cost(Usage, at: Noon), "0.004", "0.002"),
        ["from"] = (
            PricingFiles.WithPrices("{" + Rates + "}"),
            PricingFiles.WithPrices("{" + Rates + """}, {"from": "2026-01-01", "rates": {"input": "2", "output": "20"}}"""),
            Cost(Usage, at: Noon), "0.002", "0.004"),
        ["units"] = (PricingFiles.WithPrices("{" + Rates + "}"), PricingFiles.WithPrices("""{"units": {"audioHour": "0.36"}}"""), Cost(Usage), "0.002", "unpriced"),

        // Models.
        ["aliases"] = OfModel(""" "aliases": ["also"] """, Match("acme", "also"), "None", "Alias"),
        ["kind"] = OfModel(""" "kind": "embedding" """, Cost(new() { Input = 1000 }), "refused", "0.001", """ "rates": {"input": "1"} """),
        ["dateSuffix"] = OfModel(""" "dateSuffix": false """, Match("acme", "m-2026-01-01"), "Dated", "None"),
        ["free"] = OfModel(""" "free": true """, Cost(Usage), "0.002", "0 free"),
        ["multipliers"] = OfModel(""" "multipliers": {"geo:eu": "1.1"} """, Cost(Usage, geography: "eu"), "0.002", "0.0022"),
        ["perThousand"] = OfModel(""" "perThousand": {"request": "5"} """, Cost(Usage), "0.002", "0.007"),

        // Providers.
        ["names"] = OfProvider(""" "names": ["acme_ai"] """, Match("acme_ai", "m"), "None", "Exact"),
        ["usage"] = (
            PricingFiles.With(Model(), """ "acme": {"usage": "inclusive"} """), PricingFiles.With(Model(), """ "acme": {"usage": "xai"} """), static book => book.CountingOf("acme") ?? "none", "inclusive", "xai"),
        ["provider.free"] = OfProvider(""" "free": true """, Cost(Usage), "0.002", "0 free"),
        ["maker"] = OfProvider(""" "maker": true """, Match(null, "m-2026-01-01"), "None", "Fallback"),
        ["fallback"] = OfProvider(""" "fallback": ["openai"] """, Match("acme", "gpt-4o"), "None", "Fallback"),
        ["provider.dateSuffix"] = OfProvider(""" "dateSuffix": false """, Match("acme", "m-2026-01-01"), "Dated", "None"),
        ["provider.multipliers.batch"] = OfProvider(""" "multipliers": {"batch": "0.5"} """, Cost(Usage, "batch"), "0.002 estimated", "0.001"),
        ["provider.multipliers.flex"] = OfProvider(""" "multipliers": {"flex": "0.5"} """, Cost(Usage, "flex"), "0.002 estimated", "0.001"),
        ["provider.multipliers.priority"] = OfProvider(""" "multipliers": {"priority": "1"} """, Cost(Usage, "priority"), "0.002 estimated", "0.002"),
        ["provider.multipliers.fast"] = OfProvider(""" "multipliers": {"fast": "3"} """, Cost(Usage, "fast"), "0.002 estimated", "0.006"),
        ["provider.multipliers.geo"] = OfProvider(""" "multipliers": {"geo:us": "1.1"} """, Cost(Usage, geography: "us"), "0.002", "0.0022"),
        ["perThousand.request"] = OfProvider(""" "perThousand": {"request": "5"} """, Cost(Usage), "0.002", "0.007"),
        ["perThousand.webSearch"] = OfUnit("webSearch", Usage with { WebSearches = 1 }),
        ["perThousand.webSearchPreview"] = OfUnit("webSearchPreview", Usage with { WebSearchPreviews = 1 }),
        ["perThousand.mapSearch"] = OfUnit("mapSearch", Usage with { MapSearches = 1 }),
        ["perThousand.fileSearch"] = OfUnit("fileSearch", Usage with { FileSearches = 1 }),
        ["perThousand.codeSession"] = OfUnit("codeSession", Usage with { CodeSessions = 1 }),
        ["perThousand.codeExecution"] = OfUnit("codeExecution", Usage with { CodeExecutions = 1 }),
        ["perThousand.rerankSearch"] = OfUnit("rerankSearch", Usage with { RerankSearches = 1 }),
        ["perThousand.imageGeneration"] = OfUnit("imageGeneration", Usage with { ImageGenerations = 1 }),

        // The file.
        ["deployments"] = OfFile(""" "deployments": [{"provider": "acme", "name": "d", "model": "m"}] """, Match("acme", "d"), "None", "Deployment"),
        ["unpriced"] = OfFile(""" "unpriced": [{"provider": "openai", "id": "gpt-4o", "reason": "paid elsewhere"}] """, Match("openai", "gpt-4o"), "Exact", "None"),
        ["hosts"] = OfFile(""" "hosts": {"llm.acme.example": "acme"} """, static book => book.ServiceAt(new Uri("https://llm.acme.example/v1")).Provider ?? "none", "none", "acme"),
    };

    public static TheoryData<string> Names => [.. Keys.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_key_has_an_effect(string key)
    {
        var (without, with, ask, before, after) = Keys[key];

        Assert.Equal(before, Answer(without, ask));
        Assert.Equal(after, Answer(with, ask));
        Assert.NotEqual(before, after);
    }

    /// <summary>The schema, the reader and this table contain the same keys.</summary>
    [Fact]
    public void Every_unit_and_every_tier_of_the_reader_is_in_the_table()
    {
        Assert.All(UnitNames.All, unit => Assert.Contains("perThousand." + unit, Keys.Keys));
        Assert.All(new[] { "batch", "flex", "priority", "fast" }, tier => Assert.Contains("serviceTiers." + tier, Keys.Keys));
        using var schema = System.Text.Json.JsonDocument.Parse(PricingFiles.Read("llm-pricing.schema.json"));
        var definitions = schema.RootElement.GetProperty("$defs");
        Assert.All(definitions.GetProperty("rates").GetProperty("properties").EnumerateObject(), rate => Assert.Contains(Keys.Keys, key => key.StartsWith("rates." + rate.Name, StringComparison.Ordinal)));
        string[] forPeople = ["provider", "id", "prices", "source", "checked", "note", "asOf", "retired", "contextWindow"];
        Assert.All(definitions.GetProperty("model").GetProperty("properties").EnumerateObject().Where(member => !forPeople.Contains(member.Name)), member => Assert.Contains(member.Name, Keys.Keys));
        Assert.Equal(
            UnitNames.All,
            definitions.GetProperty("provider").GetProperty("properties").GetProperty("perThousand").GetProperty("propertyNames").GetProperty("enum").EnumerateArray().Select(static name => name.GetString()!));
    }

    [Theory]
    [InlineData(""" "perThousand": {"imageGenerations": "5"} """)]
    [InlineData(""" "perThousand": {"audioMinute": "5"} """)]
    [InlineData(""" "multipliers": {"scale": "0.5"} """)]
    [InlineData(""" "multipliers": {"geo:": "1.1"} """)]
    [InlineData(""" "multipliers": {"batch": "10.5"} """)]
    [InlineData(""" "perThousand": {"webSearch": 10} """)]
    [InlineData(""" "tier": "flex" """)]
    public void A_key_of_a_provider_that_would_have_none_is_refused(string member)
        => Assert.Throws<PriceBookFormatException>(() => PriceBook.Load(PricingFiles.With(Model(), " \"acme\": {\"usage\": \"inclusive\"," + member + "}")));

    [Theory]
    [InlineData(""" "perThousand": {"search": "5"} """)]
    [InlineData(""" "perThousand": {"webSearch": "-5"} """)]
    [InlineData(""" "perThousand": [] """)]
    [InlineData(""" "multipliers": {"batch": "0.5"} """)]
    [InlineData(""" "kind": "video" """)]
    [InlineData(""" "units": {"audioHour": "1"} """)]
    [InlineData(""" "rates": {"input": "1"} """)]
    public void A_key_of_a_model_that_would_have_none_is_refused(string member) => Assert.Throws<PriceBookFormatException>(() => PriceBook.Load(PricingFiles.With(Model(member))));

    [Theory]
    [InlineData(""" "rates": {"input": "1", "output": "2", "cacheWrite": {"default": "1", "12h": "2"}} """)]
    [InlineData(""" "rates": {"input": "1", "output": "2", "outputVideo": "2"} """)]
    [InlineData(""" "rates": {"input": "1", "output": "2"}, "serviceTiers": {"scale": {"multiplier": "2"}} """)]
    [InlineData(""" "rates": {"input": "1", "output": "2"}, "serviceTiers": {"flex": {}} """)]
    [InlineData(""" "units": {"second": "2"} """)]
    [InlineData(""" "rates": {"input": "1", "output": "2"}, "windows": [{"utc": "12:00-13:00", "days": ["holiday"], "multiplier": "2"}] """)]
    public void A_key_of_a_period_that_would_have_none_is_refused(string members) => Assert.Throws<PriceBookFormatException>(() => PriceBook.Load(PricingFiles.WithPrices("{" + members + "}")));

    /// <summary>Providers in the catalogue need not be declared again, whatever a file contains for them.</summary>
    [Theory]
    [InlineData("openai", "gpt-our-own")]
    [InlineData("anthropic", "claude-our-own")]
    [InlineData("azure-openai", "our-own")]
    [InlineData("google", "gemini-our-own")]
    [InlineData("google-vertex", "gemini-our-own")]
    [InlineData("aws-bedrock", "our.own-v1:0")]
    [InlineData("mistral", "our-own")]
    [InlineData("cohere", "our-own")]
    [InlineData("deepseek", "our-own")]
    [InlineData("xai", "our-own")]
    [InlineData("groq", "our/own")]
    [InlineData("openrouter", "our/own")]
    public void Providers_may_be_left_out(string provider, string model)
    {
        var book = PriceBook.Load("""
            {"schemaVersion": 1, "asOf": "2026-08-22", "currency": "USD", "unit": "per-1M-tokens",
             "models": [{"provider": "PROVIDER", "id": "MODEL", "prices": [{"rates": {"input": "1", "output": "10"}}]}],
             "deployments": [{"provider": "PROVIDER", "name": "of-ours", "model": "MODEL"}],
             "hosts": {"llm.acme.example": "PROVIDER"}}
            """.Replace("PROVIDER", provider, StringComparison.Ordinal).Replace("MODEL", model, StringComparison.Ordinal));

        Assert.True(book.TryGetCost(provider, model, Usage, out Cost cost));
        Assert.Equal((0.002m, $"{provider}/{model}"), (cost.Usd, cost.EntryId));
        Assert.Equal(PriceMatch.Deployment, book.Resolve(provider, "of-ours").Match);
        Assert.NotNull(book.ServiceAt(new Uri("https://llm.acme.example/v1")).Provider);
    }

    [Fact]
    public void An_unknown_provider_has_to_be_declared()
        => Assert.Throws<PriceBookFormatException>(() => PriceBook.Load("""
            {"schemaVersion": 1, "asOf": "2026-08-22", "currency": "USD", "unit": "per-1M-tokens",
             "models": [{"provider": "nobody", "id": "m", "prices": [{"rates": {"input": "1", "output": "10"}}]}]}
            """));

    /// <summary>A later file's prices per thousand of a provider override an earlier file's prices of a model.</summary>
    [Theory]
    [InlineData(""" "openai": {"usage": "inclusive", "perThousand": {"request": "1"}} """, "", 0.00325)]
    [InlineData("", """{"provider": "openai", "id": "gpt-5-search-api", "perThousand": {"request": "2"}, "prices": [{"rates": {"input": "1", "output": "10"}}]}""", 0.004)]
    [InlineData(""" "openai": {"usage": "inclusive", "perThousand": {"request": "1"}} """, """{"provider": "openai", "id": "gpt-5-search-api", "perThousand": {"request": "2"}, "prices": [{"rates": {"input": "1", "output": "10"}}]}""", 0.004)]
    [InlineData(""" "openai": {"usage": "inclusive", "perThousand": {"fileSearch": "1"}} """, "", 0.01225)]
    public void A_later_file_overrides_an_earlier_one(string providers, string model, double usd)
    {
        var text = providers.Length > 0 ? PricingFiles.With(model, providers) : PricingFiles.With(model);
        Assert.True(PriceBook.Load(text).TryGetCost("openai", "gpt-5-search-api", Usage, out Cost cost));
        Assert.Equal((decimal)usd, cost.Usd);
    }

    /// <summary>The catalogue's prices per thousand: the providers' price lists, as read on the date of the catalogue.</summary>
    [Theory]
    [InlineData("openai", "gpt-4o-search-preview", 0.025, 0, 0, 0)]
    [InlineData("openai", "gpt-4o-mini-search-preview", 0.025, 0, 0, 0)]
    [InlineData("openai", "gpt-5-search-api-2025-10-14", 0.01, 0, 0, 0)]
    [InlineData("openai", "gpt-5", 0.01, 1, 0, 0)]
    [InlineData("openai", "gpt-5", 0.01, 0, 1, 0)]
    [InlineData("openai", "gpt-4.1", 0.025, 0, 1, 0)]
    [InlineData("openai", "gpt-4o-2024-11-20", 0.025, 0, 1, 0)]
    [InlineData("anthropic", "claude-opus-5-5", 0.01, 1, 0, 0)]
    [InlineData("gcp.gemini", "gemini-2.5-flash", 0.035, 1, 0, 0)]
    [InlineData("gcp.gemini", "gemini-2.5-pro", 0.025, 0, 0, 1)]
    [InlineData("gcp.gemini", "gemini-3-flash-preview", 0.014, 1, 0, 0)]
    [InlineData("gcp.gemini", "gemini-3.8-flash", 0.042, 3, 0, 0)]
    [InlineData("gcp.vertex_ai", "gemini-2.5-flash", 0.035, 1, 0, 0)]
    [InlineData("gcp.vertex_ai", "gemini-3.1-pro-preview", 0.014, 1, 0, 0)]
    public void The_catalogue_prices_pieces(string provider, string model, double usd, long searches, long previews, long maps)
    {
        Assert.True(PriceBook.Default.TryGetCost(provider, model, new() { WebSearches = searches, WebSearchPreviews = previews, MapSearches = maps }, out Cost cost));
        Assert.Equal((decimal)usd, cost.Usd);
    }

    [Theory]
    [InlineData("openai", "gpt-5")]
    [InlineData("anthropic", "claude-opus-5-5")]
    [InlineData("gcp.gemini", "gemini-3-flash-preview")]
    [InlineData("groq", "llama-3.1-8b-instant")]
    public void Images_without_reported_tokens_have_no_price(string provider, string model)
    {
        Assert.False(PriceBook.Default.TryGetCost(provider, model, Usage with { ImageGenerations = 1 }, out Cost cost));
        Assert.Equal(CostStatus.Unpriced, cost.Status);
    }

    private static string Answer(string file, Func<PriceBook, string> ask)
    {
        try
        {
            return ask(PriceBook.Load(file));
        }
        catch (PriceBookFormatException)
        {
            return "refused";
        }
    }

    private static Func<PriceBook, string> Cost(TokenUsage usage, string? tier = null, string? geography = null, DateTimeOffset? at = null) => book =>
    {
        book.TryGetCost("acme", "m", usage, new() { ServiceTier = tier, Geography = geography, At = at }, out Cost cost);
        return cost.Status switch
        {
            CostStatus.Priced => cost.Usd.ToString(System.Globalization.CultureInfo.InvariantCulture),
            CostStatus.Unpriced or CostStatus.Invalid => cost.Status.ToString().ToLowerInvariant(),
            var other => $"{cost.Usd.ToString(System.Globalization.CultureInfo.InvariantCulture)} {other.ToString().ToLowerInvariant()}",
        };
    };

    private static Func<PriceBook, string> Match(string? provider, string model) => book => book.Resolve(provider, model).Match.ToString();

    private static string Model(string members = "", string rates = Rates)
        => $$"""{"provider": "acme", "id": "m", {{(members.Length > 0 ? members + "," : "")}} "prices": [{ {{rates}} }]}""";

    private static (string, string, Func<PriceBook, string>, string, string) Rated(string rates, string after)
        => (PricingFiles.WithPrices("{" + Rates + "}"), PricingFiles.WithPrices("{\"rates\": {" + rates + "}}"), Cost(Usage), "0.002", after);

    private static (string, string, Func<PriceBook, string>, string, string) WithRate(string rate, TokenUsage usage, string before, string after)
        => (PricingFiles.WithPrices("{" + Rates + "}"), PricingFiles.WithPrices("""{"rates": {"input": "1", "output": "10", """ + rate + "}}"), Cost(usage), before, after);

    private static (string, string, Func<PriceBook, string>, string, string) Period(string member, Func<PriceBook, string> ask, string before, string after)
        => (PricingFiles.WithPrices("{" + Rates + "}"), PricingFiles.WithPrices("{" + Rates + "," + member + "}"), ask, before, after);

    private static (string, string, Func<PriceBook, string>, string, string) OfModel(string member, Func<PriceBook, string> ask, string before, string after, string rates = Rates)
        => (PricingFiles.With(Model(rates: rates)), PricingFiles.With(Model(member, rates)), ask, before, after);

    private static (string, string, Func<PriceBook, string>, string, string) OfProvider(string member, Func<PriceBook, string> ask, string before, string after)
        => (PricingFiles.With(Model()), PricingFiles.With(Model(), $$""" "acme": {"usage": "inclusive", {{member}} } """), ask, before, after);

    private static (string, string, Func<PriceBook, string>, string, string) OfUnit(string unit, TokenUsage usage)
        => OfProvider($$""" "perThousand": {"{{unit}}": "5"} """, Cost(usage), "unpriced", "0.007");

    private static (string, string, Func<PriceBook, string>, string, string) OfFile(string member, Func<PriceBook, string> ask, string before, string after)
        => (PricingFiles.With(Model()), PricingFiles.With(Model(), more: member), ask, before, after);
}
