using System.Text.Json.Nodes;
using AgentTracing.Eng.Prices;
using AgentTracing.Eng.Prices.Sources;

namespace AgentTracing.Prices.Tests;

/// <summary>The shipped catalogue is what the checked-in sources make, without a fault or a doubt, and has what they have.</summary>
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
    public void It_knows_98_of_100_ids_of_each_provider(string theirs, string ours)
    {
        string[] ids = [.. Genai.Models(theirs).Where(model => !model.IsDeprecated).Select(model => model.Id)];
        string[] unknown = [.. ids.Where(id => PriceBook.Default.Resolve(ours, id).Match == PriceMatch.None)];
        Assert.True(unknown.Length * 100 <= ids.Length * 2, string.Join(", ", unknown));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void It_knows_the_other_names_of_models_too(string theirs, string ours)
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

    [Fact]
    public void A_model_that_is_sold_by_the_hour_is_known_and_has_no_cost_by_tokens()
    {
        Assert.Equal(PriceMatch.Exact, PriceBook.Default.Resolve("openai", "whisper-1").Match);
        Assert.False(PriceBook.Default.TryGetCost("openai", "whisper-1", new() { Input = 1_000 }, out Cost cost));
        Assert.Equal(CostStatus.Unpriced, cost.Status);
    }
}
