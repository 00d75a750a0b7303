namespace AgentTracing.InterceptionTests.Money;

/// <summary>
/// A third list of responses and their costs, for the newest models and for reports of wrong costs: tiers above the limit of a long prompt,
/// snapshots, prefixed names, gateways that report the cost or do not, batches, images and transcriptions.
/// </summary>
internal static class LatestFigures
{
    private const string OpenAI = "https://api.openai.com/v1";
    private const string Europe = "https://eu.api.openai.com/v1";
    private const string America = "https://us.api.openai.com/v1";
    private const string Azure = "https://shop.openai.azure.com/openai/v1";
    private const string Groq = "https://api.groq.com/openai/v1";
    private const string XAI = "https://api.x.ai/v1";
    private const string Mistral = "https://api.mistral.ai/v1";
    private const string Gemini = "https://generativelanguage.googleapis.com/v1beta/openai";
    private const string OpenRouter = "https://openrouter.ai/api/v1";
    private const string BedrockEast = "https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1";

    public static IReadOnlyDictionary<string, Figure> All { get; } = Rows().ToDictionary(static row => row.Name, static row => row.Figure);

    private static IEnumerable<(string Name, Figure Figure)> Rows()
    {
        // Tiers, steps, caches and regions of OpenAI's newest models.
        yield return Chat("6.1-sol flex at its step by what is cached", "gpt-6.1-sol", Usage(272_000, 10, cached: 271_000, tier: "flex"), 0.5m * ((1000 * 4m) + (271_000 * 0.2m) + (10 * 15m)));
        yield return Chat("6.1-sol fast", "gpt-6.1-sol", Usage(1000, 100, cached: 400, tier: "fast"), 2m * ((600 * 2m) + (400 * 0.1m) + (100 * 10m)));
        yield return Chat("6.1-terra priority in Europe", "gpt-6.1-terra", Usage(1000, 100, tier: "priority"), 2.2m * ((1000 * 1m) + (100 * 5m)), Europe);
        yield return Chat("6.1-sol batch with writes", "gpt-6.1-sol", Usage(1000, 100, written: 500, tier: "batch"), 0.5m * ((500 * 2m) + (500 * 2.5m) + (100 * 10m)));
        yield return Chat("6-astra at its step, which is inclusive", "gpt-6-astra", Usage(272_000, 10), (272_000 * 20m) + (10 * 75m));
        yield return Chat("6-sol at its step, which is exclusive", "gpt-6-sol", Usage(272_000, 10), (272_000 * 2m) + (10 * 10m));
        yield return Chat("6-sol beyond its step by one", "gpt-6-sol", Usage(272_001, 10, written: 1), (272_000 * 4m) + (1 * 5m) + (10 * 15m));
        yield return Chat("6-luna reads and writes", "gpt-6-luna", Usage(1000, 100, cached: 300, written: 200), (500 * 0.1m) + (300 * 0.01m) + (200 * 0.125m) + (100 * 0.5m));
        yield return Chat("5.4-nano flex in America", "gpt-5.4-nano", Usage(1000, 100, tier: "flex"), 1.1m * ((1000 * 0.1m) + (100 * 0.625m)), America);
        yield return Chat("5.2 flex, cached, thinks", "gpt-5.2", Usage(1000, 500, cached: 600, reasoning: 450, tier: "flex"), (400 * 0.875m) + (600 * 0.0875m) + (500 * 7m));
        yield return Chat("5.2's snapshot by batch", "gpt-5.2-2025-12-11", Usage(1000, 500, tier: "batch"), (1000 * 0.875m) + (500 * 7m));
        yield return Chat("5-nano's snapshot by batch", "gpt-5-nano-2025-08-07", Usage(1000, 500, cached: 200, tier: "batch"), (800 * 0.025m) + (200 * 0.0025m) + (500 * 0.2m));
        yield return Chat("o3-pro batch", "o3-pro", Usage(1000, 100, tier: "batch"), (1000 * 10m) + (100 * 40m));
        yield return Chat("5-codex priority, of which no price is known", "gpt-5-codex", Usage(1000, 100, tier: "priority"), (1000 * 1.25m) + (100 * 10m), status: "estimated");
        yield return Chat("nothing but a prompt of one token", "gpt-6-luna", Usage(1, 0), 1 * 0.1m);
        yield return Chat("spaces around the tier", "gpt-5-nano", Usage(1000, 100, tier: " flex "), (1000 * 0.025m) + (100 * 0.2m));
        yield return Chat("a tier in capitals", "gpt-5-nano", Usage(1000, 100, tier: "FLEX"), (1000 * 0.025m) + (100 * 0.2m));
        yield return Chat("ft of 4.1-nano", "ft:gpt-4.1-nano-2025-04-14:shop::xyz", Usage(1000, 100, cached: 800), (200 * 0.2m) + (800 * 0.05m) + (100 * 0.8m));
        yield return Chat("a proxy's prefix", "openai/gpt-5.2", Usage(1000, 100), (1000 * 1.75m) + (100 * 14m));
        yield return Chat("LiteLLM says what it cost", "gpt-5.2", Usage(1000, 100, more: ",\"cost\":0.0007"), 700m, "https://proxy.example/v1", "openai", "reported");

        // Azure.
        yield return Chat("Azure 5.6-sol priority, cached", "gpt-5.6-sol", Usage(1000, 100, cached: 400, tier: "priority"), 2m * ((600 * 5m) + (400 * 0.5m) + (100 * 30m)), Azure, "azure.ai.openai");
        yield return Chat("Azure 5.1's snapshot by priority", "gpt-5.1-2025-11-13", Usage(1000, 100, cached: 400, tier: "priority"), (600 * 2.5m) + (400 * 0.25m) + (100 * 20m), Azure, "azure.ai.openai");
        yield return Chat("Azure 5.1 by priority, as its snapshot", "gpt-5.1", Usage(1000, 100, tier: "priority"), (1000 * 2.5m) + (100 * 20m), Azure, "azure.ai.openai");
        yield return Chat("Azure 5.4 beyond the step by priority", "gpt-5.4", Usage(1000, 100, tier: "default"), (1000 * 2.5m) + (100 * 15m), Azure, "azure.ai.openai");

        // Groq, xAI, Mistral.
        yield return Chat("Groq gpt-oss-20b, cached", "openai/gpt-oss-20b", Usage(1000, 100, cached: 512), (488 * 0.075m) + (512 * 0.0375m) + (100 * 0.3m), Groq, "groq");
        yield return Chat("Groq's systems have no price", "groq/compound", Usage(1000, 100), null, Groq, "groq", "unpriced");
        yield return Chat("grok-4.7 priority at its step", "grok-4.7", Usage(200_000, 10, tier: "priority"), 2m * ((200_000 * 4m) + (10 * 12m)), XAI, "x_ai");
        yield return Chat("grok-4-1-fast thinks apart, cached", "grok-4-1-fast-reasoning", Usage(1000, 20, cached: 900, reasoning: 300, total: 1320), (100 * 0.2m) + (900 * 0.05m) + (320 * 0.5m), XAI, "x_ai");
        yield return Chat("grok-code-fast-1 thinks inside", "grok-code-fast-1", Usage(1000, 320, reasoning: 300), (1000 * 0.2m) + (320 * 1.5m), XAI, "x_ai");
        yield return Chat("mistral-small-latest", "mistral-small-latest", Usage(1000, 100), (1000 * 0.1m) + (100 * 0.3m), Mistral, "mistral_ai");
        yield return Chat("magistral thinks inside", "magistral-medium-latest", Usage(1000, 700), (1000 * 2m) + (700 * 5m), Mistral, "mistral_ai");
        yield return Chat("pixtral", "pixtral-large-latest", Usage(4000, 100), (4000 * 2m) + (100 * 6m), Mistral, "mistral_ai");

        // Gemini with OpenAI's protocol.
        yield return Chat("gemini-3.1-pro beyond its step, cached", "gemini-3.1-pro-preview", Usage(200_001, 10, cached: 100_000), (100_001 * 4m) + (100_000 * 0.4m) + (10 * 18m), Gemini, "gcp.gemini");
        yield return Chat("gemini-3-flash priority", "gemini-3-flash-preview", Usage(1000, 100, tier: "priority"), 1.8m * ((1000 * 0.5m) + (100 * 3m)), Gemini, "gcp.gemini");
        yield return Chat("gemini-3.5-flash flex", "gemini-3.5-flash", Usage(1000, 100, tier: "flex"), 0.5m * ((1000 * 1.5m) + (100 * 9m)), Gemini, "gcp.gemini");
        yield return Chat("gemini-2.5-flash priority, of which no price is known", "gemini-2.5-flash", Usage(1000, 100, tier: "priority"), (1000 * 0.3m) + (100 * 2.5m), Gemini, "gcp.gemini", "estimated");
        yield return Chat("gemini-2.5-flash thinks in the total alone", "gemini-2.5-flash", Usage(100, 20, total: 620), (100 * 0.3m) + (520 * 2.5m), Gemini, "gcp.gemini");
        yield return Chat("gemini's latest name", "gemini-2.5-flash-latest", Usage(1000, 100), (1000 * 0.3m) + (100 * 2.5m), Gemini, "gcp.gemini");

        // Gateways.
        yield return Chat("OpenRouter does not say it", "anthropic/claude-sonnet-4.5", Usage(1000, 100, cached: 400), (600 * 3m) + (400 * 0.3m) + (100 * 15m), OpenRouter, "openrouter");
        yield return Chat("OpenRouter's own price of a cache", "google/gemini-2.5-pro", Usage(1000, 100, cached: 400), (600 * 1.25m) + (400 * 0.31m) + (100 * 10m), OpenRouter, "openrouter");
        yield return Chat("OpenRouter's fee of a key of one's own is nothing", "openai/gpt-4o", Usage(1000, 100, more: ",\"is_byok\":true,\"cost\":0,\"cost_details\":{\"upstream_inference_cost\":0.0035}"), 3500m, OpenRouter, "openrouter", "reported");
        yield return Chat("OpenRouter's cost beside details", "openai/gpt-4o", Usage(1000, 100, cached: 400, more: ",\"is_byok\":false,\"cost\":0.0030625,\"cost_details\":{\"upstream_inference_cost\":null}"), 3062.5m, OpenRouter, "openrouter", "reported");
        yield return Chat("Together has no prices here", "meta-llama/Llama-3.3-70B-Instruct-Turbo", Usage(1000, 100), null, "https://api.together.xyz/v1", "together", "unpriced");
        yield return Chat("Fireworks has no prices here", "accounts/fireworks/models/deepseek-v3", Usage(1000, 100), null, "https://api.fireworks.ai/inference/v1", "fireworks", "unpriced");
        yield return Chat("Cerebras has no prices here", "gpt-oss-120b", Usage(1000, 100), null, "https://api.cerebras.ai/v1", "cerebras", "unpriced");
        yield return Chat("Perplexity's cost of a search", "sonar", Usage(10, 100, more: ",\"search_context_size\":\"low\",\"citation_tokens\":50,\"num_search_queries\":1,\"cost\":{\"input_tokens_cost\":0.00001,\"output_tokens_cost\":0.0001,\"request_cost\":0.005,\"total_cost\":0.00511}"), 5110m, "https://api.perplexity.ai", "perplexity", "reported");
        yield return Chat("Bedrock gpt-oss by OpenAI's protocol", "openai.gpt-oss-120b-1:0", Usage(1000, 100), (1000 * 0.15m) + (100 * 0.6m), BedrockEast, "aws.bedrock");

        // Responses.
        yield return Response("5.3-codex priority, cached", "gpt-5.3-codex", ResponseUsage(1000, 100, cached: 500, tier: "priority"), (500 * 3.5m) + (500 * 0.35m) + (100 * 28m));
        yield return Response("6-sol beyond its step by what is cached", "gpt-6-sol", ResponseUsage(272_001, 100, cached: 272_000), (1 * 4m) + (272_000 * 0.4m) + (100 * 15m));
        yield return Response("codex-mini thinks inside", "codex-mini-latest", ResponseUsage(1000, 500, cached: 200, reasoning: 400), (800 * 1.5m) + (200 * 0.375m) + (500 * 6m));
        yield return Response("cut off", "gpt-5", "{\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"max_output_tokens\"}," + ResponseUsage(1000, 16)[1..], (1000 * 1.25m) + (16 * 10m));
        yield return Response("batch in Europe", "gpt-6.1-terra", ResponseUsage(1000, 100, tier: "batch"), 0.55m * ((1000 * 1m) + (100 * 5m)), Europe);

        // Embeddings, images, transcriptions.
        yield return ("codestral-embed", new(Protocol.Embeddings, "codestral-embed", """{"usage":{"prompt_tokens":1000,"total_tokens":1000,"completion_tokens":0}}""", 1000 * 0.15m / 1_000_000) { Server = Mistral, Provider = "mistral_ai" });
        yield return ("embedding small on Azure", new(Protocol.Embeddings, "text-embedding-3-small", """{"usage":{"prompt_tokens":1000,"total_tokens":1000}}""", 1000 * 0.02m / 1_000_000) { Server = Azure, Provider = "azure.ai.openai" });
        yield return ("an embedding that is not listed", new(Protocol.Embeddings, "text-embedding-9", """{"usage":{"prompt_tokens":1000,"total_tokens":1000}}""", null) { Status = "unpriced" });
        yield return ("an image of gpt-image-1-mini", new(Protocol.Images, "gpt-image-1-mini", """{"usage":{"input_tokens":50,"output_tokens":272,"total_tokens":322,"input_tokens_details":{"text_tokens":50,"image_tokens":0}}}""", ((50 * 2m) + (272 * 8m)) / 1_000_000));
        yield return ("an image of gpt-image-1.5 with text", new(Protocol.Images, "gpt-image-1.5", """{"usage":{"input_tokens":150,"output_tokens":1076,"total_tokens":1226,"input_tokens_details":{"text_tokens":50,"image_tokens":100},"output_tokens_details":{"text_tokens":20,"image_tokens":1056}}}""", ((50 * 5m) + (100 * 8m) + (20 * 10m) + (1056 * 32m)) / 1_000_000));
        yield return ("an image of gpt-image-1.5 without details", new(Protocol.Images, "gpt-image-1.5", """{"usage":{"input_tokens":50,"output_tokens":1056,"total_tokens":1106,"input_tokens_details":{"text_tokens":50,"image_tokens":0}}}""", ((50 * 5m) + (1056 * 32m)) / 1_000_000));
        yield return ("a transcription with a prompt", new(Protocol.Transcription, "gpt-4o-mini-transcribe", """{"usage":{"type":"tokens","input_tokens":120,"output_tokens":20,"total_tokens":140,"input_token_details":{"text_tokens":20,"audio_tokens":100}}}""", ((20 * 1.25m) + (100 * 3m) + (20 * 5m)) / 1_000_000));
        yield return ("a transcription by speakers", new(Protocol.Transcription, "gpt-4o-transcribe-diarize", """{"usage":{"type":"tokens","input_tokens":100,"output_tokens":20,"total_tokens":120,"input_token_details":{"text_tokens":0,"audio_tokens":100}}}""", ((100 * 6m) + (20 * 10m)) / 1_000_000));

        // Anthropic.
        yield return Claude("sonnet-4-5's snapshot beyond its step", "claude-sonnet-4-5-20250929", Anthropic(200_001, 10), (200_001 * 6m) + (10 * 22.5m));
        yield return Claude("opus-4-6 beyond the step of before", "claude-opus-4-6", Anthropic(200_001, 10), (200_001 * 5m) + (10 * 25m));
        yield return Claude("opus-4-7 in the United States, written for an hour", "claude-opus-4-7", Anthropic(1000, 100, written: 400, hour: 400, more: ",\"inference_geo\":\"us\""), 1.1m * ((1000 * 5m) + (400 * 10m) + (100 * 25m)));
        yield return Claude("opus-5-5 fast, written for an hour, with a search", "claude-opus-5-5", Anthropic(1000, 100, written: 400, hour: 400, more: ",\"speed\":\"fast\",\"server_tool_use\":{\"web_search_requests\":1,\"web_fetch_requests\":0}"), (2m * ((1000 * 4m) + (400 * 8m) + (100 * 20m))) + 10_000m);
        yield return Claude("haiku's snapshot, cached both ways", "claude-haiku-4-5-20251001", Anthropic(10, 100, read: 900, written: 300, hour: 100), (10 * 1m) + (900 * 0.1m) + (200 * 1.25m) + (100 * 2m) + (100 * 5m));
        yield return Claude("the name of a long context", "claude-sonnet-5-5[1m]", Anthropic(500_000, 100), (500_000 * 2m) + (100 * 10m));
        yield return Claude("members that are null", "claude-sonnet-5", """{"usage":{"input_tokens":1000,"output_tokens":100,"cache_creation_input_tokens":null,"cache_read_input_tokens":null,"cache_creation":null,"server_tool_use":null,"service_tier":null,"inference_geo":null}}""", (1000 * 2m) + (100 * 10m));
        yield return Claude("no code was run", "claude-sonnet-5", Anthropic(1000, 100, more: ",\"server_tool_use\":{\"web_search_requests\":0,\"web_fetch_requests\":0,\"code_execution_requests\":0}"), (1000 * 2m) + (100 * 10m));
        yield return Claude(
            "an adviser that reads its cache", "claude-sonnet-4-6",
            """{"usage":{"input_tokens":400,"output_tokens":40,"iterations":[{"type":"message","input_tokens":400,"output_tokens":40},{"type":"advisor_message","model":"claude-opus-4-7","input_tokens":100,"output_tokens":30,"cache_read_input_tokens":2000,"cache_creation_input_tokens":0}]}}""",
            (400 * 3m) + (40 * 15m) + (100 * 5m) + (2000 * 0.5m) + (30 * 25m));
        yield return Claude(
            "iterations that are fast", "claude-opus-5",
            """{"usage":{"input_tokens":100,"output_tokens":10,"speed":"fast","iterations":[{"type":"compaction","input_tokens":1000,"output_tokens":300},{"type":"message","input_tokens":100,"output_tokens":10}]}}""",
            (1100 * 10m) + (310 * 50m));
        yield return Claude("fable-5, cached", "claude-fable-5", Anthropic(1000, 100, read: 10_000, written: 1000), (1000 * 10m) + (10_000 * 1m) + (1000 * 12.5m) + (100 * 50m));
        yield return Claude("batch of a fast model is not fast", "claude-opus-5", Anthropic(1000, 100, more: ",\"service_tier\":\"batch\",\"speed\":\"standard\""), 0.5m * ((1000 * 5m) + (100 * 25m)));
    }

    private static (string Name, Figure Figure) Chat(string name, string model, string answer, decimal? microDollars, string server = OpenAI, string provider = "openai", string status = "priced")
        => (name, new(Protocol.Chat, model, answer, microDollars / 1_000_000) { Server = server, Provider = provider, Status = status });

    private static (string Name, Figure Figure) Response(string name, string model, string answer, decimal? microDollars, string server = OpenAI)
        => (name, new(Protocol.Responses, model, answer, microDollars / 1_000_000) { Server = server });

    private static (string Name, Figure Figure) Claude(string name, string model, string answer, decimal? microDollars)
        => (name, new(Protocol.Anthropic, model, answer, microDollars / 1_000_000) { Provider = "anthropic" });

    private static string Usage(long prompt, long completion, long? cached = null, long? written = null, long? reasoning = null, string? tier = null, long? total = null, string more = "")
        => "{" + Tier(tier) + $"\"usage\":{{\"prompt_tokens\":{prompt},\"completion_tokens\":{completion},\"total_tokens\":{total ?? prompt + completion}"
            + Details("prompt_tokens_details", ("cached_tokens", cached), ("cache_write_tokens", written)) + Details("completion_tokens_details", ("reasoning_tokens", reasoning)) + more + "}}";

    private static string ResponseUsage(long input, long output, long cached = 0, long reasoning = 0, string? tier = null)
        => "{" + Tier(tier) + $"\"usage\":{{\"input_tokens\":{input},\"output_tokens\":{output},\"total_tokens\":{input + output},\"input_tokens_details\":{{\"cached_tokens\":{cached}}},"
            + $"\"output_tokens_details\":{{\"reasoning_tokens\":{reasoning}}}}}" + "}";

    private static string Anthropic(long input, long output, long read = 0, long written = 0, long hour = 0, string more = "")
        => $"{{\"usage\":{{\"input_tokens\":{input},\"output_tokens\":{output},\"cache_read_input_tokens\":{read},\"cache_creation_input_tokens\":{written},"
            + $"\"cache_creation\":{{\"ephemeral_5m_input_tokens\":{written - hour},\"ephemeral_1h_input_tokens\":{hour}}}" + more + "}}";

    private static string Tier(string? tier) => tier is null ? "" : $"\"service_tier\":\"{tier}\",";

    private static string Details(string name, params (string Name, long? Value)[] members)
    {
        var known = members.Where(static member => member.Value is not null).Select(static member => $"\"{member.Name}\":{member.Value}").ToList();
        return known.Count == 0 ? "" : $",\"{name}\":{{{string.Join(",", known)}}}";
    }
}
