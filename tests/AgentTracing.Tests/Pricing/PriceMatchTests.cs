using AgentTracing.Pricing;

namespace AgentTracing.Tests.Pricing;

public class PriceMatchTests
{
    [Theory]
    [InlineData("openai", " GPT-4o ", PriceMatch.Exact, "openai/gpt-4o")]
    [InlineData("OpenAI", "openai/gpt-4o", PriceMatch.Exact, "openai/gpt-4o")]
    [InlineData("azure.ai.openai", "azure/gpt-4o", PriceMatch.Exact, "azure-openai/gpt-4o")]
    [InlineData("openai", "azure/gpt-4o", PriceMatch.None, null)]
    [InlineData("openai", "gpt-4o-mini-2031-01-02", PriceMatch.Dated, "openai/gpt-4o-mini")]
    [InlineData("openai", "gpt-4o-mini-20310102", PriceMatch.Dated, "openai/gpt-4o-mini")]
    [InlineData("openai", "gpt-4o-mini-1999-01-02", PriceMatch.None, null)]
    [InlineData("openai", "ft:gpt-4o-mini-2024-07-18:acme:support:abc", PriceMatch.Alias, "openai/ft:gpt-4o-mini-2024-07-18")]
    [InlineData("openai", "ft:gpt-9:acme::abc", PriceMatch.None, null)]
    [InlineData("anthropic", "claude-sonnet-4-6[1m]", PriceMatch.Alias, "anthropic/claude-sonnet-4-6")]
    [InlineData("openai", "gpt-4o[1m]", PriceMatch.None, null)]
    [InlineData("anthropic", "claude-opus-4-60", PriceMatch.None, null)]
    [InlineData("anthropic", "us.anthropic.claude-opus-4-6-v1", PriceMatch.None, null)]
    [InlineData("aws.bedrock", "claude-opus-4-6", PriceMatch.None, null)]
    [InlineData("aws.bedrock", "us.anthropic.claude-opus-4-6-v1", PriceMatch.Exact, "aws-bedrock/us.anthropic.claude-opus-4-6-v1")]
    [InlineData("aws.bedrock", "us.anthropic.claude-opus-4-6-v1:0", PriceMatch.Alias, "aws-bedrock/us.anthropic.claude-opus-4-6-v1")]
    [InlineData("aws.bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1", PriceMatch.Alias, "aws-bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("aws.bedrock", "us.anthropic.claude-sonnet-4-6-v1:0", PriceMatch.Alias, "aws-bedrock/us.anthropic.claude-sonnet-4-6")]
    [InlineData("aws.bedrock", "mars.anthropic.claude-sonnet-4-5-20250929-v1:0", PriceMatch.None, null)]
    [InlineData("aws.bedrock", "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0", PriceMatch.Exact, "aws-bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("aws.bedrock", "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0", PriceMatch.Exact, "aws-bedrock/anthropic.claude-3-haiku-20240307-v1:0")]
    [InlineData("aws.bedrock", "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/us.anthropic.claude-sonnet-4-6", PriceMatch.None, null)]
    [InlineData("aws.bedrock", "arn:aws:bedrock:us-east-1:123456789012:custom-model/us.anthropic.claude-sonnet-4-6", PriceMatch.None, null)]
    [InlineData("gcp.vertex_ai", "claude-opus-4-7", PriceMatch.Alias, "google-vertex/claude-opus-4-7@default")]
    [InlineData("gcp.vertex_ai", "claude-opus-4-5-20251101", PriceMatch.Alias, "google-vertex/claude-opus-4-5@20251101")]
    [InlineData("gcp.vertex_ai", "publishers/anthropic/models/claude-opus-4-5@20251101", PriceMatch.Exact, "google-vertex/claude-opus-4-5@20251101")]
    [InlineData("gcp.vertex_ai", "projects/p/locations/l/publishers/google/models/gemini-2.5-pro", PriceMatch.Fallback, "google/gemini-2.5-pro")]
    [InlineData("gcp.vertex_ai", "gemini-2.5-pro-20300101", PriceMatch.None, null)] // a fallback matches only exactly
    [InlineData("gcp.gemini", "models/gemini-2.5-pro", PriceMatch.Exact, "google/gemini-2.5-pro")]
    [InlineData("groq", "groq/openai/gpt-oss-120b", PriceMatch.Exact, "groq/openai/gpt-oss-120b")]
    [InlineData("groq", "openai/gpt-oss-120b", PriceMatch.Exact, "groq/openai/gpt-oss-120b")]
    [InlineData("mistral_ai", "mistral-large-latest", PriceMatch.Exact, "mistral/mistral-large-latest")]
    [InlineData("ollama", "llama3:8b", PriceMatch.Free, "ollama/llama3:8b")]
    [InlineData("azure.ai.openai", "my-deployment", PriceMatch.None, null)]
    [InlineData(null, "anthropic/claude-opus-4-6", PriceMatch.Exact, "anthropic/claude-opus-4-6")]
    [InlineData(null, "openrouter/anthropic/claude-opus-4-6", PriceMatch.Exact, "anthropic/claude-opus-4-6")]
    [InlineData(null, "litellm/openrouter/anthropic/claude-opus-4-6", PriceMatch.None, null)] // only one gateway prefix is skipped
    [InlineData(null, "models/gemini-2.5-pro", PriceMatch.Exact, "google/gemini-2.5-pro")]
    [InlineData(null, "claude-opus-4-6", PriceMatch.Fallback, "anthropic/claude-opus-4-6")]
    [InlineData(null, "gpt-4o", PriceMatch.Fallback, "openai/gpt-4o")] // OpenAI and Azure list it; the maker, OpenAI, wins
    [InlineData(null, "gpt-4o-2024-08-06", PriceMatch.Fallback, "openai/gpt-4o-2024-08-06")]
    [InlineData(null, "gemini-2.5-pro", PriceMatch.Fallback, "google/gemini-2.5-pro")]
    [InlineData(null, "publishers/google/models/gemini-2.5-pro", PriceMatch.Fallback, "google/gemini-2.5-pro")]
    [InlineData(null, "openrouter/anthropic/claude-opus-4.6", PriceMatch.Exact, "openrouter/anthropic/claude-opus-4.6")]
    [InlineData(null, "us.anthropic.claude-sonnet-4-6", PriceMatch.Exact, "aws-bedrock/us.anthropic.claude-sonnet-4-6")]
    [InlineData(null, "llama-3.3-70b-versatile", PriceMatch.Exact, "groq/llama-3.3-70b-versatile")]
    [InlineData("azure.ai.openai", "claude-opus-5-5", PriceMatch.Fallback, "anthropic/claude-opus-5-5")]
    [InlineData("gcp.vertex_ai", "claude-sonnet-5-5", PriceMatch.Fallback, "anthropic/claude-sonnet-5-5")]
    [InlineData(null, "claude-opus-4-6-20310101", PriceMatch.Fallback, "anthropic/claude-opus-4-6")]
    [InlineData("nobody", "anthropic/claude-opus-4-6", PriceMatch.None, null)]
    public void A_model_means_a_listed_id_or_nothing(string? provider, string? model, PriceMatch match, string? entryId) =>
        Assert.Equal(new PriceResolution { Match = match, EntryId = entryId }, PriceBook.Default.Resolve(provider, model));

    [Fact]
    public void The_models_of_the_catalogue_are_found_by_their_ids_and_by_nothing_longer_or_shorter()
    {
        var keys = PriceCatalogue.Table.Keys(PriceTable.Model);
        var listed = keys.ToHashSet();
        Assert.InRange(keys.Count, 1_500, int.MaxValue);
        foreach (var (provider, id) in keys)
        {
            PriceMatch match = PriceCatalogue.Table.FindModel(provider, id)!.IsFree ? PriceMatch.Free : PriceMatch.Exact;
            Assert.Equal(new PriceResolution { Match = match, EntryId = $"{provider}/{id}" }, PriceBook.Default.Resolve(provider, id));
            foreach (string other in new[] { id + "0", id + "-super", id[..^1], "x" + id, id + "-v" })
            {
                if (!listed.Contains((provider, other)))
                    Assert.NotEqual(PriceMatch.Exact, PriceBook.Default.Resolve(provider, other).Match);
            }

            Assert.Equal(PriceMatch.None, PriceBook.Default.Resolve(provider, id + "-super").Match);
        }
    }

    [Fact]
    public void A_project_file_lies_over_the_catalogue()
    {
        var book = PriceBook.Load(PricingFiles.Read("llm-pricing.example.json"));

        Assert.Equal(PriceMatch.Deployment, book.Resolve("azure.ai.openai", "contoso-chat-prod").Match);
        Assert.Equal("azure-openai/gpt-4o", book.Resolve("azure.ai.openai", "Contoso-Chat-Prod").EntryId);
        Assert.Equal(PriceMatch.None, book.Resolve("azure.ai.openai", "internal-router").Match);
        Assert.Equal(new PriceResolution { Match = PriceMatch.Alias, EntryId = "openai/gpt-4o" }, book.Resolve("openai", "gpt-4o-2024-11-20"));
        Assert.Equal(PriceMatch.None, book.Resolve("openai", "gpt-4o-2031-01-01").Match); // dateSuffix: false
        Assert.Equal(PriceMatch.Exact, book.Resolve("openai", "gpt-4o-mini").Match); // the catalogue's
        Assert.Equal(PriceMatch.Exact, PriceBook.Default.Resolve("openai", "gpt-4o-2024-11-20").Match); // unchanged
    }

    [Fact]
    public void A_provider_in_a_project_file_changes_only_its_own_members()
    {
        var book = PriceBook.Load(PricingFiles.With(providers: """ "anthropic": {"names": ["claude-gateway"], "usage": "anthropic"} """));
        Assert.True(book.TryGetCost("claude-gateway", "claude-haiku-4-5-20251001", new() { Input = 1_000_000, WebSearches = 1 }, new() { ServiceTier = "batch" }, out Cost cost));
        Assert.Equal(0.51m, cost.Usd);
    }

    [Fact]
    public void An_unpriced_model_of_a_project_hides_the_price_of_the_catalogue()
    {
        var book = PriceBook.Load(PricingFiles.With(more: """ "unpriced": [{"provider": "openai", "id": "gpt-4o", "reason": "paid elsewhere"}] """));
        Assert.Equal(PriceMatch.None, book.Resolve("openai", "gpt-4o").Match);
        Assert.Equal(PriceMatch.None, book.Resolve("azure", "no-such-model").Match);
    }

    [Fact]
    public void A_free_model_is_free_however_it_is_found()
    {
        var book = PriceBook.Load(PricingFiles.With("""{"provider": "acme", "id": "m", "aliases": ["n"], "free": true, "prices": [{"rates": {"input": "0", "output": "0"}}]}"""));
        foreach (string id in new[] { "m", "n", "m-20300101", "acme/m" })
        {
            Assert.Equal(new PriceResolution { Match = PriceMatch.Free, EntryId = "acme/m" }, book.Resolve("acme", id));
            Assert.True(book.TryGetCost("acme", id, new() { Input = 5 }, out Cost cost));
            Assert.Equal(CostStatus.Free, cost.Status);
        }
    }

    [Fact]
    public void A_deployment_may_have_the_name_of_another_model()
    {
        var book = PriceBook.Load(PricingFiles.With(more: """ "deployments": [{"provider": "azure-openai", "name": "gpt-4o", "model": "o1-pro"}] """));
        Assert.Equal(new PriceResolution { Match = PriceMatch.Deployment, EntryId = "azure-openai/o1-pro" }, book.Resolve("azure", "gpt-4o"));
    }
}
