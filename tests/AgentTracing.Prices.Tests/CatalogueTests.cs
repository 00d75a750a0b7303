using System.Text.Json.Nodes;
using AgentTracing.Eng.Prices;
using AgentTracing.Eng.Prices.Sources;

namespace AgentTracing.Prices.Tests;

/// <summary>
/// The shipped catalogue is the one built from the checked-in sources. It has no errors or doubtful prices, and contains the models of the
/// sources.
/// </summary>
public class CatalogueTests
{
    private static readonly GenaiPrices Genai = GenaiPrices.Read(Path.Combine(Commands.DefaultInputs, "genai-prices"));

    public static TheoryData<string, string> Providers => new()
    {
        { "openai", "openai" }, { "anthropic", "anthropic" }, { "google", "google" }, { "azure", "azure-openai" }, { "aws", "aws-bedrock" }, { "mistral", "mistral" },
        { "cohere", "cohere" }, { "deepseek", "deepseek" }, { "x-ai", "xai" }, { "groq", "groq" }, { "openrouter", "openrouter" },
    };

    [Fact]
    public void It_is_what_the_sources_make() => Assert.Equal(File.ReadAllText(Commands.DefaultCatalogue), Update.Of(Commands.DefaultInputs).Text);

    [Fact]
    public void It_has_no_fault_and_no_doubt()
    {
        var output = new StringWriter();
        Assert.Equal(0, Commands.Check("catalogue", File.ReadAllText(Commands.DefaultCatalogue), output));
        Assert.Contains(" 0 errors, 0 warnings", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void It_contains_98_of_100_ids_of_each_provider(string theirs, string ours)
    {
        string[] ids = [.. Genai.Models(theirs).Where(model => !model.IsDeprecated).Select(model => model.Id)];
        string[] unknown = [.. ids.Where(id => PriceBook.Default.Resolve(ours, id).Match == PriceMatch.None)];
        Assert.True(unknown.Length * 100 <= ids.Length * 2, string.Join(", ", unknown));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void It_contains_the_other_names_of_models(string theirs, string ours)
    {
        string[] ids = [.. Genai.Models(theirs).Where(model => !model.IsDeprecated).SelectMany(model => model.NamedIds().Where(model.IsEqualTo)).Distinct()];
        string[] unknown = [.. ids.Where(id => PriceBook.Default.Resolve(ours, id).Match == PriceMatch.None)];
        Assert.True(unknown.Length * 100 <= ids.Length * 2, string.Join(", ", unknown));
    }

    [Fact]
    public void Prices_are_those_of_the_data_or_those_of_an_override()
    {
        var overrides = Overrides.Read(Path.Combine(Commands.DefaultInputs, "overrides.json"));
        var exempt = overrides.Models.Select(model => model.Key)
            .Concat(overrides.Changes.Where(change => (bool?)change["keep"] == true).SelectMany(change => change["ids"]!.AsArray().Select(id => ((string)change["provider"]!, (string)id!)))).ToHashSet();
        var models = JsonNode.Parse(File.ReadAllText(Commands.DefaultCatalogue))!["models"]!.AsArray().Select(model => CatalogueModel.Read(model!.AsObject())).ToList();
        var byId = models.SelectMany(model => model.Aliases.Append(model.Id).Select(id => ((model.Provider, id), model))).ToDictionary();
        int compared = 0;
        foreach (var (theirs, ours) in Providers.Select(row => row.Data))
        {
            foreach (GenaiModel model in Genai.Models(theirs))
            {
                if (!byId.TryGetValue((ours, model.Id), out CatalogueModel? entry) || exempt.Contains(entry.Key) || GenaiConversion.Convert(model, entry.Kind).Prices is not { } prices)
                    continue;

                compared++;
                Assert.Empty(Update.Differences(entry.Prices, prices));
            }
        }

        Assert.InRange(compared, 900, int.MaxValue);
    }

    [Theory]
    [InlineData("openai", "gpt-5.6-sol", "2026-08-20", 5, 30)]
    [InlineData("openai", "gpt-5.6-sol", "2026-11-28", 4, 20)]
    [InlineData("openai", "gpt-5.6", "2026-11-28", 4, 20)]
    [InlineData("azure-openai", "gpt-5.6-sol", "2026-11-28", 5, 30)]
    [InlineData("deepseek", "deepseek-v4-pro", "2026-11-28", 0.66, 1.98)] // a Saturday
    [InlineData("deepseek", "deepseek-v4-pro", "2026-11-27T02:00", 1.32, 3.96)]
    [InlineData("deepseek", "deepseek-v4-pro", "2026-11-27T05:00", 0.66, 1.98)]
    [InlineData("deepseek", "deepseek-v4-flash", "2026-09-09T12:00", 0.22, 0.66)]
    [InlineData("deepseek", "deepseek-v4-flash", "2026-11-27T09:59", 0.3, 1.2)]
    [InlineData("deepseek", "deepseek-flash", "2026-11-27T10:00", 0.15, 0.6)]
    [InlineData("google-vertex", "gemini-2.0-flash", "2026-11-28", 0.15, 0.6)]
    [InlineData("google", "gemini-2.0-flash", "2026-11-28", 0.1, 0.4)]
    [InlineData("azure-openai", "gpt-3.5-turbo-0613", "2026-11-28", 1.5, 2)]
    [InlineData("azure-openai", "chatgpt-4o-latest", "2026-11-28", 5, 15)]
    [InlineData("anthropic", "claude-opus-5-5", "2026-11-28", 4, 20)]
    [InlineData("anthropic", "claude-sonnet-5-5", "2026-11-28", 2, 10)]
    [InlineData("openai", "gpt-6-astra", "2026-11-28", 10, 50)]
    [InlineData("openai", "gpt-6.1-sol", "2026-11-28", 2, 10)]
    [InlineData("google", "gemini-3.8-flash", "2026-11-28", 0.75, 3.75)]
    [InlineData("google", "gemini-3.8-flash", "2027-01-01", 1.5, 7.5)]
    [InlineData("xai", "grok-4.7", "2026-11-28", 2, 6)]
    [InlineData("aws-bedrock", "anthropic.claude-sonnet-4-5-20250929-v1:0", "2026-11-28", 3.3, 16.5)]
    [InlineData("aws-bedrock", "global.anthropic.claude-sonnet-4-5-20250929-v1:0", "2026-11-28", 3, 15)]
    [InlineData("aws-bedrock", "eu.anthropic.claude-sonnet-5-5", "2026-11-28", 2.2, 11)]
    public void Prices_that_were_wrong_or_missing(string provider, string model, string time, double input, double output)
    {
        var at = new CostOptions { At = DateTimeOffset.Parse(time + "Z", System.Globalization.CultureInfo.InvariantCulture) };
        Assert.True(PriceBook.Default.TryGetCost(provider, model, new() { Input = 100_000 }, at, out Cost read));
        Assert.True(PriceBook.Default.TryGetCost(provider, model, new() { Output = 100_000 }, at, out Cost written));
        Assert.Equal(((decimal)input / 10, (decimal)output / 10), (read.Usd, written.Usd));
    }

    [Theory]
    [InlineData("anthropic", "claude-haiku-5-5", 100_000, 0.01)]
    [InlineData("anthropic", "claude-haiku-5-5", 100_001, 0.0500005)]
    [InlineData("xai", "grok-4.7", 199_999, 0.399998)]
    [InlineData("xai", "grok-4.7", 200_000, 0.8)]
    public void Long_prompts_cost_more(string provider, string model, long input, double usd)
    {
        Assert.True(PriceBook.Default.TryGetCost(provider, model, new() { Input = input }, out Cost cost));
        Assert.Equal((decimal)usd, cost.Usd);
    }

    [Theory]
    [InlineData("google-vertex", "claude-sonnet-4-5@20250929", 6)]
    [InlineData("google-vertex", "claude-opus-5-5@default", 8)]
    [InlineData("aws-bedrock", "us.anthropic.claude-opus-4-7", 11)]
    [InlineData("aws-bedrock", "anthropic.claude-haiku-4-5-20251001-v1:0", 2.2)]
    public void Writes_for_an_hour_have_their_price(string provider, string model, double usd)
    {
        Assert.True(PriceBook.Default.TryGetCost(provider, model, new() { CacheWrite1h = 1_000_000 }, out Cost cost));
        Assert.Equal((decimal)usd, cost.Usd);
    }

    [Theory]
    [InlineData("openai", "gpt-6-sol")]
    [InlineData("openai", "gpt-6-luna")]
    [InlineData("openai", "gpt-6-astra")]
    [InlineData("openai", "gpt-6.1-sol")]
    [InlineData("openai", "gpt-6.1-terra")]
    [InlineData("openai", "gpt-5.6-sol")]
    [InlineData("openai", "gpt-5.5-2026-04-23")]
    [InlineData("openai", "gpt-5-mini")]
    [InlineData("openai", "gpt-4o")]
    [InlineData("openai", "gpt-4o-mini-2024-07-18")]
    [InlineData("openai", "gpt-4.1-mini")]
    [InlineData("openai", "o3")]
    [InlineData("openai", "o4-mini")]
    [InlineData("openai", "gpt-image-1")]
    [InlineData("openai", "text-embedding-3-small")]
    [InlineData("openai", "ft:gpt-4o-mini-2024-07-18:acme::abc123")]
    [InlineData("anthropic", "claude-opus-5-5")]
    [InlineData("anthropic", "claude-opus-5-5-20261001")]
    [InlineData("anthropic", "claude-sonnet-5-5")]
    [InlineData("anthropic", "claude-sonnet-5-5[1m]")]
    [InlineData("anthropic", "claude-haiku-5-5")]
    [InlineData("anthropic", "claude-fable-5-1")]
    [InlineData("anthropic", "claude-sonnet-4-5-20250929")]
    [InlineData("anthropic", "claude-haiku-4-5")]
    [InlineData("gcp.gemini", "gemini-3.8-flash")]
    [InlineData("gcp.gemini", "models/gemini-3.8-flash")]
    [InlineData("gcp.gemini", "gemini-flash-latest")]
    [InlineData("gcp.gemini", "gemini-2.5-pro")]
    [InlineData("gcp.gemini", "gemini-3.1-pro-preview")]
    [InlineData("gcp.gemini", "gemini-embedding-001")]
    [InlineData("gcp.vertex_ai", "publishers/google/models/gemini-3.8-flash")]
    [InlineData("gcp.vertex_ai", "claude-opus-5-5@default")]
    [InlineData("gcp.vertex_ai", "claude-sonnet-5-5")]
    [InlineData("gcp.vertex_ai", "projects/p/locations/global/publishers/anthropic/models/claude-haiku-5-5")]
    [InlineData("gcp.vertex_ai", "claude-sonnet-4-5@20250929")]
    [InlineData("x_ai", "grok-4.7")]
    [InlineData("x_ai", "grok-4.7-latest")]
    [InlineData("x_ai", "grok-latest")]
    [InlineData("deepseek", "deepseek-v4-pro")]
    [InlineData("deepseek", "deepseek-v4-flash")]
    [InlineData("mistral_ai", "mistral-large-latest")]
    [InlineData("mistral_ai", "mistral-small-latest")]
    [InlineData("mistral_ai", "codestral-latest")]
    [InlineData("groq", "llama-3.1-8b-instant")]
    [InlineData("groq", "meta-llama/llama-4-maverick-17b-128e-instruct")]
    [InlineData("groq", "qwen/qwen3-32b")]
    [InlineData("groq", "openai/gpt-oss-120b")]
    [InlineData("cohere", "command-a-03-2025")]
    [InlineData("cohere", "embed-v4.0")]
    [InlineData("aws.bedrock", "amazon.nova-pro-v1:0")]
    [InlineData("aws.bedrock", "us.amazon.nova-2-lite-v1:0")]
    [InlineData("aws.bedrock", "anthropic.claude-opus-5-5-v1")]
    [InlineData("aws.bedrock", "global.anthropic.claude-sonnet-5-5")]
    [InlineData("aws.bedrock", "eu.anthropic.claude-haiku-5-5")]
    [InlineData("aws.bedrock", "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("aws.bedrock", "meta.llama4-maverick-17b-instruct-v1:0")]
    [InlineData("aws.bedrock", "qwen.qwen3-32b-v1:0")]
    [InlineData("azure.ai.openai", "gpt-5.6-sol")]
    [InlineData("azure.ai.openai", "gpt-4o-2024-11-20")]
    [InlineData("azure.ai.openai", "gpt-6-sol")]
    [InlineData("azure.ai.inference", "claude-opus-5-5")]
    [InlineData(null, "openai/gpt-6-sol")]
    [InlineData(null, "anthropic/claude-sonnet-5-5")]
    [InlineData(null, "openrouter/anthropic/claude-opus-5.5")]
    [InlineData("openrouter", "deepseek/deepseek-v4-pro")]
    [InlineData(null, "claude-opus-5-5")]
    [InlineData(null, "gemini-3.8-flash")]
    [InlineData(null, "bedrock/eu.anthropic.claude-sonnet-5-5")]
    [InlineData(null, "vertex_ai/claude-opus-5-5")]
    public void Todays_models_have_a_price_under_the_names_that_providers_and_gateways_use(string? provider, string model)
        => Assert.True(PriceBook.Default.TryGetCost(provider, model, new() { Input = 1_000 }, out _));

    /// <summary>
    /// A second list, of names that people use in code and gateways: with a vendor prefix, dots instead of hyphens, dates, fine-tunings.
    /// Includes the cost of a million input tokens, except for gateways.
    /// </summary>
    [Theory]
    [InlineData("openai", "openai/gpt-6-sol", 2)]
    [InlineData("openai", "gpt-6-luna", 0.1)]
    [InlineData("openai", "gpt-6-luna-2026-09-22", 0.1)]
    [InlineData("openai", "gpt-5.6-luna", 0.2)]
    [InlineData("openai", "gpt-5.4-mini", 0.75)]
    [InlineData("openai", "gpt-5-nano", 0.05)]
    [InlineData("openai", "gpt-5-chat-latest", 1.25)]
    [InlineData("openai", "ft:gpt-4.1-mini-2025-04-14:acme::abc", 0.8)]
    [InlineData("openai", "ft:gpt-3.5-turbo-0125:acme:suffix:abc", 3)]
    [InlineData("anthropic", "anthropic/claude-opus-5.5", 4)]
    [InlineData("anthropic", "claude-sonnet-5.5", 2)]
    [InlineData("anthropic", "claude-haiku-5.5", 0.1)]
    [InlineData("anthropic", "claude-fable-5.1", 10)]
    [InlineData("anthropic", "claude-3-5-sonnet-latest", 3)]
    [InlineData("anthropic", "claude-3-5-haiku-latest", 0.8)]
    [InlineData("anthropic", "claude-haiku-4-5-20251001", 1)]
    [InlineData(null, "anthropic/claude-sonnet-5.5", 2)]
    [InlineData(null, "anthropic/claude-sonnet-4.5", 3)]
    [InlineData(null, "anthropic/claude-opus-4.8", 5)]
    [InlineData(null, "openai/gpt-5.6-sol", 4)]
    [InlineData(null, "openai/gpt-4o-mini", 0.15)]
    [InlineData(null, "google/gemini-2.5-flash", 0.3)]
    [InlineData(null, "google/gemini-3-flash-preview", 0.5)]
    [InlineData(null, "x-ai/grok-4.7", 2)]
    [InlineData(null, "x-ai/grok-code-fast-1", 0.2)]
    [InlineData(null, "mistral/mistral-large-latest", 0.5)]
    [InlineData(null, "gemini/gemini-2.5-pro", 1.25)]
    [InlineData(null, "groq/openai/gpt-oss-120b", 0.15)]
    [InlineData(null, "deepseek/deepseek-chat-v3.1", 0)]
    [InlineData(null, "qwen/qwen3-coder", 0)]
    [InlineData(null, "moonshotai/kimi-k2.6", 0)]
    [InlineData(null, "z-ai/glm-5", 0)]
    [InlineData(null, "meta-llama/llama-3.3-70b-instruct", 0)]
    [InlineData(null, "minimax/minimax-m2.5", 0)]
    [InlineData(null, "azure/gpt-4o", 2.5)]
    [InlineData(null, "azure_ai/claude-opus-5-5", 4)]
    [InlineData(null, "bedrock/us.anthropic.claude-opus-5-5", 4.4)]
    [InlineData(null, "bedrock/converse/us.anthropic.claude-opus-5-5", 4.4)]
    [InlineData(null, "vertex_ai/claude-sonnet-5-5@default", 2)]
    [InlineData(null, "us.anthropic.claude-sonnet-4-5-20250929-v1:0", 3.3)]
    [InlineData(null, "mistral-large-latest", 0.5)]
    [InlineData(null, "command-r-plus-08-2024", 2.5)]
    [InlineData(null, "text-embedding-3-small", 0.02)]
    [InlineData("gcp.gemini", "gemini-pro-latest", 2)]
    [InlineData("gcp.gemini", "gemini-flash-lite-latest", 0)]
    [InlineData("gcp.vertex_ai", "claude-sonnet-5-5@default", 2)]
    [InlineData("gcp.vertex_ai", "claude-haiku-5-5@20261001", 0.1)]
    [InlineData("gcp.vertex_ai", "publishers/anthropic/models/claude-opus-5-5", 4)]
    [InlineData("gcp.vertex_ai", "meta/llama-4-maverick-17b-128e-instruct-maas", 0.35)]
    [InlineData("x_ai", "grok-4-fast", 0.2)]
    [InlineData("x_ai", "grok-4-1-fast-reasoning", 0.2)]
    [InlineData("mistral_ai", "magistral-medium-latest", 0)]
    [InlineData("mistral_ai", "devstral-small-latest", 0)]
    [InlineData("mistral_ai", "mistralai/mistral-large-latest", 0.5)]
    [InlineData("aws.bedrock", "us.anthropic.claude-opus-5-5-v1:0", 4.4)]
    [InlineData("aws.bedrock", "us.deepseek.r1-v1:0", 1.35)]
    [InlineData("aws.bedrock", "deepseek.v3-v1:0", 0.58)]
    [InlineData("aws.bedrock", "moonshotai.kimi-k2.5", 0.6)]
    [InlineData("aws.bedrock", "zai.glm-4.7", 0.6)]
    [InlineData("azure.ai.inference", "DeepSeek-V4-Pro", 1.74)]
    [InlineData("azure.ai.inference", "Llama-3.3-70B-Instruct", 0.71)]
    [InlineData("azure.ai.inference", "Kimi-K2.5", 0.6)]
    [InlineData("azure.ai.openai", "gpt-4o-mini", 0.15)]
    [InlineData("openrouter", "anthropic/claude-sonnet-5.5", 2)]
    [InlineData("openrouter", "anthropic/claude-haiku-5.5", 0.1)]
    [InlineData("openrouter", "google/gemini-3.8-flash", 0.75)]
    [InlineData("openrouter", "x-ai/grok-4.7", 2)]
    [InlineData("openrouter", "openai/gpt-6.1-sol", 2)]
    [InlineData("openrouter", "deepseek/deepseek-v4-flash", 0)]
    public void Names_with_vendors_dates_and_dots_mean_the_model(string? provider, string model, double usd)
    {
        Assert.True(PriceBook.Default.TryGetCost(provider, model, new() { Input = 1_000 }, new() { At = new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero) }, out Cost cost), cost.Status.ToString());
        if (usd > 0)
            Assert.Equal((decimal)usd, 1_000 * cost.Usd);
    }

    [Theory]
    [InlineData("openrouter", "google/gemini-2.5-flash:nitro")] // another route, another price
    [InlineData("openrouter", "nobody/claude-opus-5.5")]
    [InlineData("openai", "gpt-6.9-mega")]
    [InlineData(null, "openai/gpt-6.9-mega")]
    [InlineData(null, "models/gpt-6-sol")]
    [InlineData("gcp.vertex_ai", "claude-opus-9@default")]
    [InlineData("aws.bedrock", "converse/claude-opus-9")]
    public void Resemblance_means_nothing(string? provider, string model) => Assert.Equal(PriceMatch.None, PriceBook.Default.Resolve(provider, model).Match);

    /// <summary>
    /// Compares computed costs with the data of genai-prices for random ids, which tests every step from the package to the cost.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20261129)]
    [InlineData(777)]
    public void Costs_of_300_random_ids_agree_with_the_data_or_an_override_has_a_source(int seed)
    {
        var overrides = Overrides.Read(Path.Combine(Commands.DefaultInputs, "overrides.json"));
        var ours = overrides.Models.Select(model => model.Key)
            .Concat(overrides.Changes.SelectMany(change => change["ids"]!.AsArray().Select(id => ((string)change["provider"]!, (string)id!)))).ToHashSet();
        var random = new Random(seed);
        var at = DateTimeOffset.Parse(Genai.Day, System.Globalization.CultureInfo.InvariantCulture).AddHours(12);
        var leftOut = Update.Of(Commands.DefaultInputs).Skipped.Select(skipped => (skipped.Provider, skipped.Id)).ToHashSet();
        List<string> different = [];
        int agree = 0;
        var drawn = Providers.Select(row => row.Data).SelectMany(names => Genai.Models(names.Item1).Select(model => (Provider: names.Item2, Model: model)))
            .OrderBy(_ => random.Next()).Take(300);
        foreach (var (provider, model) in drawn)
        {
            var (input, output) = (random.Next(1, 900), random.Next(1, 900));
            var prices = model.Prices().Where(period => (string?)period.Constraint?["type"] != "time_of_date" && string.CompareOrdinal((string?)period.Constraint?["start_date"] ?? "", Genai.Day) <= 0).Last().Prices;
            if (BaseOf(prices["input_mtok"]) is not { } inputUsd || (BaseOf(prices["output_mtok"]) ?? (prices.ContainsKey("output_mtok") ? null : 0m)) is not { } outputUsd || prices.ContainsKey("requests_kcount"))
                continue;

            bool isPriced = PriceBook.Default.TryGetCost(provider, model.Id, new() { Input = input, Output = prices.ContainsKey("output_mtok") ? output : 0 }, new() { At = at }, out Cost cost);
            decimal expected = ((input * inputUsd) + (prices.ContainsKey("output_mtok") ? output * outputUsd : 0)) / 1_000_000;
            if (isPriced && cost.Usd == expected)
                agree++;
            else if (!leftOut.Contains((provider, model.Id)) && !(cost.EntryId?.Split('/', 2) is [var owner, var id] && ours.Contains((owner, id))))
                different.Add($"{provider}/{model.Id}: {(isPriced ? cost.Usd : cost.Status)} by {cost.EntryId}, {expected} by the data");
        }

        Assert.True(different.Count == 0, string.Join(Environment.NewLine, different));
        Assert.InRange(agree, 150, 300);

        static decimal? BaseOf(JsonNode? price) => price switch
        {
            JsonObject tiered => (decimal?)tiered["base"],
            null => null,
            _ => (decimal)price,
        };
    }

    [Fact]
    public void A_model_sold_by_the_hour_is_found_and_has_no_cost_by_tokens()
    {
        Assert.Equal(PriceMatch.Exact, PriceBook.Default.Resolve("openai", "whisper-1").Match);
        Assert.False(PriceBook.Default.TryGetCost("openai", "whisper-1", new() { Input = 1_000 }, out Cost cost));
        Assert.Equal(CostStatus.Unpriced, cost.Status);
    }
}
