namespace AgentTracing.InterceptionTests.Money;

/// <summary>More responses and their costs, one per row: models, tiers, regions and spellings of the model name.</summary>
internal static class FurtherFigures
{
    private const string OpenAI = "https://api.openai.com/v1";
    private const string Europe = "https://eu.api.openai.com/v1";
    private const string Azure = "https://shop.openai.azure.com/openai/v1";
    private const string AzureServices = "https://shop.services.ai.azure.com/openai/v1";
    private const string CognitiveServices = "https://shop.cognitiveservices.azure.com/openai/v1";
    private const string Groq = "https://api.groq.com/openai/v1";
    private const string XAI = "https://api.x.ai/v1";
    private const string XAIEast = "https://us-east-1.api.x.ai/v1";
    private const string DeepSeek = "https://api.deepseek.com/v1";
    private const string Mistral = "https://api.mistral.ai/v1";
    private const string Codestral = "https://codestral.mistral.ai/v1";
    private const string Gemini = "https://generativelanguage.googleapis.com/v1beta/openai";
    private const string Vertex = "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/endpoints/openapi";
    private const string OpenRouter = "https://openrouter.ai/api/v1";
    private const string BedrockWest = "https://bedrock-runtime.us-west-2.amazonaws.com/openai/v1";
    private const string BedrockEurope = "https://bedrock-runtime.eu-central-1.amazonaws.com/openai/v1";
    private const string Mantle = "https://bedrock-mantle.us-east-1.api.aws/v1";

    public static IReadOnlyDictionary<string, Figure> All { get; } = Rows().ToDictionary(static row => row.Name, static row => row.Figure);

    private static IEnumerable<(string Name, Figure Figure)> Rows()
    {
        // OpenAI: tiers, caches, reasoning.
        yield return Chat("gpt-4.1 cached", "gpt-4.1", Usage(1000, 50, cached: 512), (488 * 2m) + (512 * 0.5m) + (50 * 8m));
        yield return Chat("gpt-4.1 priority, cached", "gpt-4.1", Usage(1000, 50, cached: 512, tier: "priority"), (488 * 3.5m) + (512 * 0.875m) + (50 * 14m));
        yield return Chat("gpt-4.1-nano priority", "gpt-4.1-nano", Usage(1000, 50, tier: "priority"), (1000 * 0.2m) + (50 * 0.8m));
        yield return Chat("gpt-4.1-mini", "gpt-4.1-mini", Usage(1000, 50), (1000 * 0.4m) + (50 * 1.6m));
        yield return Chat("gpt-5 flex, reasoning", "gpt-5", Usage(1000, 500, reasoning: 400, tier: "flex"), (1000 * 0.625m) + (500 * 5m));
        yield return Chat("gpt-5 batch", "gpt-5", Usage(1000, 500, cached: 200, tier: "batch"), (800 * 0.625m) + (200 * 0.0625m) + (500 * 5m));
        yield return Chat("gpt-5 priority, cached", "gpt-5", Usage(1000, 100, cached: 600, tier: "priority"), (400 * 2.5m) + (600 * 0.25m) + (100 * 20m));
        yield return Chat("gpt-5 scale", "gpt-5", Usage(1000, 100, tier: "scale"), (1000 * 1.25m) + (100 * 10m));
        yield return Chat("gpt-5 auto", "gpt-5", Usage(1000, 100, tier: "auto"), (1000 * 1.25m) + (100 * 10m));
        yield return Chat("gpt-5 tier unheard of", "gpt-5", Usage(1000, 100, tier: "on_demand"), (1000 * 1.25m) + (100 * 10m));
        yield return Chat("gpt-5-mini dated, priority", "gpt-5-mini-2025-08-07", Usage(1000, 100, tier: "priority"), (1000 * 0.45m) + (100 * 3.6m));
        yield return Chat("gpt-4o-2024-05-13 is dearer than gpt-4o", "gpt-4o-2024-05-13", Usage(1000, 100), (1000 * 5m) + (100 * 15m));
        yield return Chat("gpt-4o-2024-05-13 priority", "gpt-4o-2024-05-13", Usage(1000, 100, tier: "priority"), (1000 * 8.75m) + (100 * 26.25m));
        yield return Chat("gpt-4o-2024-05-13 has no cheaper cache", "gpt-4o-2024-05-13", Usage(1000, 100, cached: 800), (1000 * 5m) + (100 * 15m));
        yield return Chat("chatgpt-4o-latest", "chatgpt-4o-latest", Usage(1000, 100), (1000 * 5m) + (100 * 15m));
        yield return Chat("o1 reasoning", "o1", Usage(100, 1000, reasoning: 900), (100 * 15m) + (1000 * 60m));
        yield return Chat("o3 after its cut", "o3", Usage(1000, 1000, cached: 500), (500 * 2m) + (500 * 0.5m) + (1000 * 8m));
        yield return Chat("o3 flex, cached", "o3", Usage(1000, 1000, cached: 500, tier: "flex"), (500 * 1m) + (500 * 0.25m) + (1000 * 4m));
        yield return Chat("o3-mini", "o3-mini", Usage(1000, 1000, cached: 500), (500 * 1.1m) + (500 * 0.55m) + (1000 * 4.4m));
        yield return Chat("o4-mini flex", "o4-mini", Usage(1000, 1000, cached: 500, tier: "flex"), (500 * 0.55m) + (500 * 0.138m) + (1000 * 2.2m));
        yield return Chat("gpt-5.2 priority", "gpt-5.2", Usage(1000, 100, cached: 500, tier: "priority"), (500 * 3.5m) + (500 * 0.35m) + (100 * 28m));
        yield return Chat("gpt-5.4-mini flex", "gpt-5.4-mini", Usage(1000, 100, tier: "flex"), (1000 * 0.375m) + (100 * 2.25m));
        yield return Chat("gpt-5.4-mini priority in Europe", "gpt-5.4-mini", Usage(1000, 100, tier: "priority"), 1.1m * ((1000 * 1.5m) + (100 * 9m)), Europe);
        yield return Chat("gpt-5.5 priority", "gpt-5.5", Usage(1000, 100, cached: 400, tier: "priority"), 2.5m * ((600 * 5m) + (400 * 0.5m) + (100 * 30m)));
        yield return Chat("gpt-5.5 flex beyond the step", "gpt-5.5", Usage(300_000, 100, tier: "flex"), 0.5m * ((300_000 * 10m) + (100 * 45m)));
        yield return Chat("gpt-5.5 at the step, which is inclusive", "gpt-5.5", Usage(272_000, 10), (272_000 * 10m) + (10 * 45m));
        yield return Chat("gpt-5.5 below the step", "gpt-5.5", Usage(271_999, 10), (271_999 * 5m) + (10 * 30m));
        yield return Chat("gpt-5.5 beyond the step by what is cached", "gpt-5.5", Usage(272_000, 10, cached: 271_000), (1000 * 10m) + (271_000 * 1m) + (10 * 45m));
        yield return Chat("gpt-5.4 priority beyond the step", "gpt-5.4", Usage(272_001, 10, tier: "priority"), 2m * ((272_001 * 5m) + (10 * 22.5m)));
        yield return Chat("gpt-5.4-pro", "gpt-5.4-pro", Usage(1000, 100), (1000 * 30m) + (100 * 180m));
        yield return Chat("gpt-5.6-sol writes beyond the step", "gpt-5.6-sol", Usage(300_000, 100, cached: 100_000, written: 50_000), (150_000 * 8m) + (100_000 * 0.8m) + (50_000 * 10m) + (100 * 30m));
        yield return Chat("gpt-5.6-luna after its cut", "gpt-5.6-luna", Usage(1000, 100, cached: 100, written: 100), (800 * 0.2m) + (100 * 0.02m) + (100 * 0.25m) + (100 * 1.2m));
        yield return Chat("gpt-5.6-luna flex", "gpt-5.6-luna", Usage(1000, 100, tier: "flex"), 0.5m * ((1000 * 0.2m) + (100 * 1.2m)));
        yield return Chat("gpt-5-pro", "gpt-5-pro", Usage(1000, 100, reasoning: 50), (1000 * 15m) + (100 * 120m));
        yield return Chat("gpt-3.5-turbo-0125", "gpt-3.5-turbo-0125", Usage(1000, 100), (1000 * 0.5m) + (100 * 1.5m));
        yield return Chat("gpt-4-turbo", "gpt-4-turbo", Usage(1000, 100), (1000 * 10m) + (100 * 30m));
        yield return Chat("upper case", "GPT-4o", Usage(1000, 100), (1000 * 2.5m) + (100 * 10m));
        yield return Chat("a date that is not listed", "gpt-5-2026-09-09", Usage(1000, 100), (1000 * 1.25m) + (100 * 10m), status: "dated");
        yield return Chat("a mini that is not listed", "gpt-5.9-mini", Usage(1000, 100), null, status: "unpriced");
        yield return Chat("predictions that were rejected", "gpt-4o", Usage(1000, 300, more: ",\"completion_tokens_details\":{\"accepted_prediction_tokens\":100,\"rejected_prediction_tokens\":150}"), (1000 * 2.5m) + (300 * 10m));
        yield return Chat("nothing generated", "gpt-4o", Usage(1000, 0), 1000 * 2.5m);
        yield return Chat("audio in and out, mini", "gpt-audio-mini", Usage(1000, 200, audioIn: 900, audioOut: 150), (100 * 0.6m) + (900 * 10m) + (50 * 2.4m) + (150 * 20m));
        yield return Chat("no total", "gpt-4o", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"prompt_tokens_details":{"cached_tokens":400}}}""", (600 * 2.5m) + (400 * 1.25m) + (100 * 10m));
        yield return Chat("a total of zero", "gpt-4o", Usage(1000, 100, total: 0), (1000 * 2.5m) + (100 * 10m));
        yield return Chat("reasoning of zero", "gpt-5-nano", Usage(1000, 100, reasoning: 0), (1000 * 0.05m) + (100 * 0.4m));

        // OpenAI: fine-tuned models.
        yield return Chat("ft gpt-4.1-mini, cached", "ft:gpt-4.1-mini-2025-04-14:shop::abc", Usage(1000, 100, cached: 500), (500 * 0.8m) + (500 * 0.2m) + (100 * 3.2m));
        yield return Chat("ft gpt-4o-mini with a suffix", "ft:gpt-4o-mini-2024-07-18:shop:desk:abc", Usage(1000, 100, cached: 500), (500 * 0.3m) + (500 * 0.15m) + (100 * 1.2m));
        yield return Chat("ft o4-mini", "ft:o4-mini-2025-04-16:shop::abc", Usage(1000, 100), (1000 * 4m) + (100 * 16m));
        yield return Chat("ft gpt-4.1", "ft:gpt-4.1-2025-04-14:shop::abc:ckpt-step-90", Usage(1000, 100), (1000 * 3m) + (100 * 12m));
        yield return Chat("ft of a model that is not listed", "ft:gpt-5-nano:shop::abc", Usage(1000, 100), null, status: "unpriced");

        // Azure.
        yield return Chat("Azure gpt-5, cached", "gpt-5", Usage(1000, 100, cached: 400), (600 * 1.25m) + (400 * 0.125m) + (100 * 10m), Azure, "azure.ai.openai");
        yield return Chat("Azure o3", "o3", Usage(1000, 100, cached: 400), (600 * 2m) + (400 * 0.5m) + (100 * 8m), Azure, "azure.ai.openai");
        yield return Chat("Azure gpt-5.4 beyond the step", "gpt-5.4", Usage(272_001, 100), (272_001 * 5m) + (100 * 22.5m), Azure, "azure.ai.openai");
        yield return Chat("Azure gpt-5.4 at the step, which is exclusive there", "gpt-5.4", Usage(272_000, 100), (272_000 * 2.5m) + (100 * 15m), Azure, "azure.ai.openai");
        yield return Chat("Azure gpt-5.4 priority", "gpt-5.4", Usage(1000, 100, tier: "priority"), (1000 * 5m) + (100 * 30m), Azure, "azure.ai.openai");
        yield return Chat("Azure gpt-35-turbo", "gpt-35-turbo", Usage(1000, 100), (1000 * 0.5m) + (100 * 1.5m), CognitiveServices, "azure.ai.openai");
        yield return Chat("Azure by OpenAI's prices", "gpt-4.1-mini-2025-04-14", Usage(1000, 100, cached: 200), (800 * 0.4m) + (200 * 0.1m) + (100 * 1.6m), Azure, "azure.ai.openai");
        yield return Chat("Azure serves DeepSeek", "deepseek-r1", Usage(1000, 100), (1000 * 1.35m) + (100 * 5.4m), AzureServices, "azure.ai.openai");
        yield return Chat("Azure serves Llama", "llama-3.3-70b-instruct", Usage(1000, 100), (1000 * 0.71m) + (100 * 0.71m), AzureServices, "azure.ai.openai");
        yield return Chat("Azure serves Phi", "Phi-4", Usage(1000, 100), (1000 * 0.07m) + (100 * 0.14m), AzureServices, "azure.ai.openai");

        // Groq.
        yield return Chat("Groq gpt-oss, cached", "openai/gpt-oss-120b", Usage(1000, 100, cached: 512), (488 * 0.15m) + (512 * 0.075m) + (100 * 0.6m), Groq, "groq");
        yield return Chat("Groq Kimi, cached", "moonshotai/kimi-k2-instruct", Usage(1000, 100, cached: 512), (488 * 1m) + (512 * 0.5m) + (100 * 3m), Groq, "groq");
        yield return Chat("Groq Qwen thinks, which is in the output", "qwen/qwen3-32b", Usage(1000, 100, reasoning: 60), (1000 * 0.29m) + (100 * 0.59m), Groq, "groq");
        yield return Chat("Groq Llama 4", "meta-llama/llama-4-scout-17b-16e-instruct", Usage(1000, 100), (1000 * 0.11m) + (100 * 0.34m), Groq, "groq");
        yield return Chat("Groq has no gpt-4o", "gpt-4o", Usage(1000, 100), null, Groq, "groq", "unpriced");

        // xAI.
        yield return Chat("grok-4.3 at the step, which is inclusive", "grok-4.3", Usage(200_000, 100, total: 200_100), (200_000 * 2.5m) + (100 * 5m), XAI, "x_ai");
        yield return Chat("grok-4.3 below the step", "grok-4.3", Usage(199_999, 100, total: 200_099), (199_999 * 1.25m) + (100 * 2.5m), XAI, "x_ai");
        yield return Chat("grok-4.5 beyond the step, cached, thinks", "grok-4.5", Usage(250_000, 100, cached: 200_000, reasoning: 900, total: 251_000), (50_000 * 4m) + (200_000 * 0.6m) + (1000 * 12m), XAI, "x_ai");
        yield return Chat("grok-4.7 priority", "grok-4.7", Usage(1000, 100, tier: "priority"), 2m * ((1000 * 2m) + (100 * 6m)), XAI, "x_ai");
        yield return Chat("grok-4 in a region", "grok-4", Usage(1000, 100, total: 1100), (1000 * 3m) + (100 * 15m), XAIEast, "x_ai");
        yield return Chat("grok-latest", "grok-latest", Usage(1000, 100, total: 1100), (1000 * 2m) + (100 * 6m), XAI, "x_ai");
        yield return Chat("grok-3-mini thinks", "grok-3-mini", Usage(31, 8, reasoning: 231, total: 270), (31 * 0.3m) + (239 * 0.5m), XAI, "x_ai");
        yield return Chat("grok tells no total", "grok-4", """{"usage":{"prompt_tokens":1000,"completion_tokens":100}}""", (1000 * 3m) + (100 * 15m), XAI, "x_ai");

        // DeepSeek, Mistral.
        yield return Chat("DeepSeek thinks, which is in the output", "deepseek-reasoner", Usage(1000, 500, reasoning: 400, more: ",\"prompt_cache_hit_tokens\":0,\"prompt_cache_miss_tokens\":1000"), (1000 * 0.14m) + (500 * 0.28m), DeepSeek, "deepseek");
        yield return Chat("DeepSeek, all hits", "deepseek-chat", Usage(1024, 1, more: ",\"prompt_cache_hit_tokens\":1024,\"prompt_cache_miss_tokens\":0"), (1024 * 0.0028m) + 0.28m, DeepSeek, "deepseek");
        yield return Chat("mistral-medium-latest after its rise", "mistral-medium-latest", Usage(1000, 100, cached: 500), (500 * 1.5m) + (500 * 0.15m) + (100 * 7.5m), Mistral, "mistral_ai");
        yield return Chat("mistral-medium-2604 is not mistral-medium", "mistral-medium-2604", Usage(1000, 100), (1000 * 1.5m) + (100 * 7.5m), Mistral, "mistral_ai");
        yield return Chat("mistral-medium-2508", "mistral-medium-2508", Usage(1000, 100), (1000 * 0.4m) + (100 * 2m), Mistral, "mistral_ai");
        yield return Chat("codestral at its own host", "codestral-latest", Usage(1000, 100), (1000 * 0.3m) + (100 * 0.9m), Codestral, "mistral_ai");
        yield return Chat("ministral after its rise", "ministral-8b-latest", Usage(1000, 100), (1000 * 0.15m) + (100 * 0.15m), Mistral, "mistral_ai");
        yield return Chat("mistral free", "devstral-small:free", Usage(1000, 100), 0m, Mistral, "mistral_ai", "free");

        // Gemini with OpenAI's protocol.
        yield return Chat("Gemini flash thinks, which the output leaves out", "gemini-2.5-flash", Usage(100, 20, total: 620), (100 * 0.3m) + (520 * 2.5m), Gemini, "gcp.gemini");
        yield return Chat("Gemini flash, cached", "gemini-2.5-flash", Usage(1000, 20, cached: 800, total: 1020), (200 * 0.3m) + (800 * 0.03m) + (20 * 2.5m), Gemini, "gcp.gemini");
        yield return Chat("Gemini 3 flash", "gemini-3-flash-preview", Usage(1000, 20, total: 1020), (1000 * 0.5m) + (20 * 3m), Gemini, "gcp.gemini");
        yield return Chat("Gemini 3.1 pro beyond the step", "gemini-3.1-pro-preview", Usage(200_001, 20, total: 200_021), (200_001 * 4m) + (20 * 18m), Gemini, "gcp.gemini");
        yield return Chat("Gemini 3.1 pro, cached beyond the step", "models/gemini-3.1-pro-preview", Usage(300_000, 20, cached: 250_000, total: 300_020), (50_000 * 4m) + (250_000 * 0.4m) + (20 * 18m), Gemini, "gcp.gemini");
        yield return Chat("gemini-pro-latest", "gemini-pro-latest", Usage(1000, 20, total: 1020), (1000 * 2m) + (20 * 12m), Gemini, "gcp.gemini");
        yield return Chat("Gemini on Vertex costs more", "google/gemini-2.0-flash-001", Usage(1000, 20, total: 1020), (1000 * 0.15m) + (20 * 0.6m), Vertex, "gcp.vertex_ai");
        yield return Chat("Gemini on AI Studio costs less", "gemini-2.0-flash", Usage(1000, 20, total: 1020), (1000 * 0.1m) + (20 * 0.4m), Gemini, "gcp.gemini");

        // Bedrock with OpenAI's protocol.
        yield return Chat("gpt-oss on Bedrock", "openai.gpt-oss-120b-1:0", Usage(1000, 100), (1000 * 0.15m) + (100 * 0.6m), BedrockWest, "aws.bedrock");
        yield return Chat("gpt-5.6 on Bedrock, global", "global.openai.gpt-5.6-sol", Usage(1000, 100, cached: 400), (600 * 4m) + (400 * 0.4m) + (100 * 20m), BedrockWest, "aws.bedrock");
        yield return Chat("gpt-5.6 on Bedrock, of a geography", "us.openai.gpt-5.6-sol", Usage(1000, 100), (1000 * 4.4m) + (100 * 22m), BedrockWest, "aws.bedrock");
        yield return Chat("gpt-5.6 on Bedrock's other host", "openai.gpt-5.6-sol", Usage(1000, 100), (1000 * 4.4m) + (100 * 22m), Mantle, "aws.bedrock");
        yield return Chat("gpt-5.6 on Bedrock beyond the step", "openai.gpt-5.6-sol", Usage(272_000, 100), (272_000 * 8.8m) + (100 * 33m), BedrockEurope, "aws.bedrock");

        // OpenRouter.
        yield return Chat("OpenRouter, unreported", "openai/gpt-5", Usage(1000, 100, cached: 500), (500 * 1.25m) + (500 * 0.125m) + (100 * 10m), OpenRouter, "openrouter");
        yield return Chat("OpenRouter, dearer than listed", "openai/gpt-5", Usage(1000, 100, more: ",\"cost\":0.0123"), 12_300m, OpenRouter, "openrouter", "reported");
        yield return Chat("OpenRouter, Claude beyond the step", "anthropic/claude-sonnet-4.5", Usage(200_001, 100), (200_001 * 6m) + (100 * 22.5m), OpenRouter, "openrouter");
        yield return Chat("OpenRouter, a tiny cost", "openai/gpt-5", Usage(1, 1, more: ",\"cost\":1.5e-7"), 0.15m, OpenRouter, "openrouter", "reported");
        yield return Chat("OpenRouter, writes to the cache", "anthropic/claude-sonnet-4.5", Usage(1000, 100, cached: 300, written: 200), (500 * 3m) + (300 * 0.3m) + (200 * 3.75m) + (100 * 15m), OpenRouter, "openrouter");

        // OpenAI's responses.
        yield return Response("a response of gpt-5, priority", "gpt-5", ResponseUsage(1000, 100, cached: 600, tier: "priority"), (400 * 2.5m) + (600 * 0.25m) + (100 * 20m));
        yield return Response("a response of o3, flex", "o3", ResponseUsage(1000, 100, cached: 600, reasoning: 64, tier: "flex"), (400 * 1m) + (600 * 0.25m) + (100 * 4m));
        yield return Response("a response beyond the step", "gpt-5.4", ResponseUsage(272_001, 100), (272_001 * 5m) + (100 * 22.5m));
        yield return Response("a response of gpt-5.4-pro", "gpt-5.4-pro", ResponseUsage(1000, 100, reasoning: 64), (1000 * 30m) + (100 * 180m));
        yield return Response("a response in Europe", "gpt-5.6-luna", ResponseUsage(1000, 100), 1.1m * ((1000 * 0.2m) + (100 * 1.2m)), Europe);
        yield return Response("a response of Azure", "gpt-5-mini", ResponseUsage(1000, 100, cached: 500), (500 * 0.25m) + (500 * 0.025m) + (100 * 2m), Azure, "azure.ai.openai");
        yield return Response("a response of o3-deep-research with searches", "o3-deep-research", ResponseUsage(1000, 100, output: """{"type":"web_search_call","id":"w1","status":"completed","action":{"type":"search","query":"a"}}"""), (1000 * 10m) + (100 * 40m) + 10_000m);
        yield return Response(
            "a response that finds in a page, which is no search", "gpt-5", ResponseUsage(1000, 100, output: """{"type":"web_search_call","id":"w1","status":"completed","action":{"type":"find_in_page","url":"https://example.com","pattern":"a"}}"""), (1000 * 1.25m) + (100 * 10m));
        yield return Response(
            "a response with two containers and a search of files", "gpt-5",
            ResponseUsage(1000, 100, output: """{"type":"code_interpreter_call","id":"c1","status":"completed","container_id":"cntr_1","code":"1","outputs":null},{"type":"code_interpreter_call","id":"c2","status":"completed","container_id":"cntr_2","code":"2","outputs":null},{"type":"file_search_call","id":"f1","status":"completed","queries":["a"],"results":null}"""),
            (1000 * 1.25m) + (100 * 10m) + 60_000m + 2500m);
        yield return Response("searches by flex, which cost the same", "gpt-5", ResponseUsage(1000, 100, tier: "flex", output: """{"type":"web_search_call","id":"w1","status":"completed","action":{"type":"search","query":"a"}}"""), (1000 * 0.625m) + (100 * 5m) + 10_000m);
        yield return Response("searches in Europe, which cost the same", "gpt-5.4", ResponseUsage(1000, 100, output: """{"type":"web_search_call","id":"w1","status":"completed","action":{"type":"search","query":"a"}}"""), (1.1m * ((1000 * 2.5m) + (100 * 15m))) + 10_000m, Europe);
        yield return Response("a response of xAI", "grok-4.5", ResponseUsage(1000, 100, cached: 500, reasoning: 60), (500 * 2m) + (500 * 0.3m) + (100 * 6m), XAI, "x_ai");

        yield return Response("a response that tells no total", "gpt-5", """{"usage":{"input_tokens":1000,"output_tokens":100,"input_tokens_details":{"cached_tokens":400},"output_tokens_details":{"reasoning_tokens":0}}}""", (600 * 1.25m) + (400 * 0.125m) + (100 * 10m));

        // Embeddings.
        yield return ("embedding large", new(Protocol.Embeddings, "text-embedding-3-large", """{"usage":{"prompt_tokens":1000,"total_tokens":1000}}""", 1000 * 0.13m / 1_000_000));
        yield return ("embedding ada", new(Protocol.Embeddings, "text-embedding-ada-002", """{"usage":{"prompt_tokens":1000,"total_tokens":1000}}""", 1000 * 0.1m / 1_000_000));
        yield return ("embedding on Azure", new(Protocol.Embeddings, "text-embedding-3-large", """{"usage":{"prompt_tokens":8,"total_tokens":8}}""", 8 * 0.13m / 1_000_000) { Server = Azure, Provider = "azure.ai.openai" });
        yield return ("embedding of Gemini", new(Protocol.Embeddings, "gemini-embedding-001", """{"usage":{"prompt_tokens":1000,"total_tokens":1000}}""", 1000 * 0.15m / 1_000_000) { Server = Gemini, Provider = "gcp.gemini" });
        yield return ("embedding of Ollama", new(Protocol.Embeddings, "nomic-embed-text", """{"usage":{"prompt_tokens":1000,"total_tokens":1000}}""", 0m) { Server = "http://localhost:11434/v1", Provider = "ollama", Status = "free" });

        // Images, transcriptions.
        yield return ("an image of gpt-image-1", new(Protocol.Images, "gpt-image-1", """{"usage":{"input_tokens":150,"output_tokens":1056,"total_tokens":1206,"input_tokens_details":{"text_tokens":50,"image_tokens":100}}}""", ((50 * 5m) + (100 * 10m) + (1056 * 40m)) / 1_000_000));
        yield return ("a transcription, mini", new(Protocol.Transcription, "gpt-4o-mini-transcribe", """{"usage":{"type":"tokens","input_tokens":100,"output_tokens":20,"total_tokens":120,"input_token_details":{"text_tokens":0,"audio_tokens":100}}}""", ((100 * 3m) + (20 * 5m)) / 1_000_000));

        // Anthropic.
        yield return Claude("haiku, cached", "claude-haiku-4-5", Anthropic(1000, 100, read: 5000, written: 2000), (1000 * 1m) + (5000 * 0.1m) + (2000 * 1.25m) + (100 * 5m));
        yield return Claude("haiku-5-5 at its step", "claude-haiku-5-5", Anthropic(100_000, 100), (100_000 * 0.1m) + (100 * 0.5m));
        yield return Claude("haiku-5-5 beyond its step", "claude-haiku-5-5", Anthropic(1000, 100, read: 99_001), (1000 * 0.5m) + (99_001 * 0.05m) + (100 * 2.5m));
        yield return Claude("haiku-5-5 beyond its step by writes", "claude-haiku-5-5", Anthropic(1, 100, written: 100_000, hour: 100_000), (1 * 0.5m) + (100_000 * 1m) + (100 * 2.5m));
        yield return Claude("sonnet-5-5 after its cut of reads", "claude-sonnet-5-5", Anthropic(1000, 100, read: 1000), (1000 * 2m) + (1000 * 0.1m) + (100 * 10m));
        yield return Claude("fable-5-1 reads for less", "claude-fable-5-1", Anthropic(1000, 100, read: 10_000), (1000 * 10m) + (10_000 * 0.25m) + (100 * 50m));
        yield return Claude("opus-5-5 fast", "claude-opus-5-5", Anthropic(1000, 100, read: 1000, more: ",\"speed\":\"fast\""), 2m * ((1000 * 4m) + (1000 * 0.2m) + (100 * 20m)));
        yield return Claude("opus-5 fast, cached for an hour", "claude-opus-5", Anthropic(1000, 100, written: 500, hour: 500, more: ",\"speed\":\"fast\""), (1000 * 10m) + (500 * 20m) + (100 * 50m));
        yield return Claude("opus-4-1, retired", "claude-opus-4-1", Anthropic(1000, 100), (1000 * 15m) + (100 * 75m));
        yield return Claude("an alias with a dot", "claude-opus-4.5", Anthropic(1000, 100), (1000 * 5m) + (100 * 25m));
        yield return Claude("sonnet of May 2025", "claude-sonnet-4-20250514", Anthropic(1000, 100), (1000 * 3m) + (100 * 15m));
        yield return Claude("sonnet-4-5 beyond the step by writes", "claude-sonnet-4-5", Anthropic(1, 10, written: 200_000), (1 * 6m) + (200_000 * 7.5m) + (10 * 22.5m));
        yield return Claude("haiku by batch, cached", "claude-haiku-4-5", Anthropic(1000, 100, read: 1000, more: ",\"service_tier\":\"batch\""), 0.5m * ((1000 * 1m) + (1000 * 0.1m) + (100 * 5m)));
        yield return Claude("haiku by batch with a search, which costs the same", "claude-haiku-4-5", Anthropic(1000, 100, more: ",\"service_tier\":\"batch\",\"server_tool_use\":{\"web_search_requests\":1,\"web_fetch_requests\":0}"), (0.5m * ((1000 * 1m) + (100 * 5m))) + 10_000m);
        yield return Claude("batch in the United States", "claude-opus-4-7", Anthropic(1000, 100, more: ",\"service_tier\":\"batch\",\"inference_geo\":\"us\""), 0.55m * ((1000 * 5m) + (100 * 25m)));
        yield return Claude("the standard tier", "claude-opus-4-7", Anthropic(1000, 100, more: ",\"service_tier\":\"standard\""), (1000 * 5m) + (100 * 25m));
        yield return Claude("writes for an hour that say no total", "claude-haiku-4-5", """{"usage":{"input_tokens":10,"output_tokens":10,"cache_read_input_tokens":0,"cache_creation_input_tokens":300,"cache_creation":{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":200}}}""", (10 * 1m) + (100 * 1.25m) + (200 * 2m) + (10 * 5m));
        yield return Claude("a model not to be taken for its prefix", "claude-opus-4-60", Anthropic(1000, 100), null, "unpriced");
        yield return Claude("a sonnet not to be taken for its prefix", "claude-sonnet-5-7", Anthropic(1000, 100), null, "unpriced");
        yield return Claude(
            "falls back to another model", "claude-opus-5",
            """{"usage":{"input_tokens":1000,"output_tokens":100,"iterations":[{"type":"message","model":"claude-opus-5","input_tokens":1000,"output_tokens":10},{"type":"message","model":"claude-sonnet-4-6","input_tokens":1000,"output_tokens":90}]}}""",
            (1000 * 5m) + (10 * 25m) + (1000 * 3m) + (90 * 15m));
        yield return Claude(
            "compacts, cached for an hour", "claude-opus-4-8",
            """{"usage":{"input_tokens":100,"output_tokens":10,"iterations":[{"type":"compaction","input_tokens":1000,"output_tokens":300,"cache_read_input_tokens":5000,"cache_creation_input_tokens":0},{"type":"message","input_tokens":100,"output_tokens":10,"cache_read_input_tokens":0,"cache_creation_input_tokens":400,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":400}}]}}""",
            (1100 * 5m) + (5000 * 0.5m) + (400 * 10m) + (310 * 25m));
    }

    private static (string Name, Figure Figure) Chat(string name, string model, string answer, decimal? microDollars, string server = OpenAI, string provider = "openai", string status = "priced")
        => (name, new(Protocol.Chat, model, answer, microDollars / 1_000_000) { Server = server, Provider = provider, Status = status });

    private static (string Name, Figure Figure) Response(string name, string model, string answer, decimal? microDollars, string server = OpenAI, string provider = "openai")
        => (name, new(Protocol.Responses, model, answer, microDollars / 1_000_000) { Server = server, Provider = provider });

    private static (string Name, Figure Figure) Claude(string name, string model, string answer, decimal? microDollars, string status = "priced")
        => (name, new(Protocol.Anthropic, model, answer, microDollars / 1_000_000) { Provider = "anthropic", Status = status });

    private static string Usage(
        long prompt, long completion, long? cached = null, long? written = null, long? audioIn = null, long? audioOut = null, long? reasoning = null, string? tier = null, long? total = null, string more = "")
    {
        string?[] inDetails = [Member("cached_tokens", cached), Member("cache_write_tokens", written), Member("audio_tokens", audioIn)];
        string?[] outDetails = [Member("reasoning_tokens", reasoning), Member("audio_tokens", audioOut)];
        return "{" + Tier(tier) + $"\"usage\":{{\"prompt_tokens\":{prompt},\"completion_tokens\":{completion},\"total_tokens\":{total ?? prompt + completion}"
            + Details("prompt_tokens_details", inDetails) + Details("completion_tokens_details", outDetails) + more + "}}";
    }

    private static string ResponseUsage(long input, long outputTokens, long cached = 0, long reasoning = 0, string? tier = null, string output = "")
        => "{" + Tier(tier) + (output.Length == 0 ? "" : $"\"output\":[{output}],")
            + $"\"usage\":{{\"input_tokens\":{input},\"output_tokens\":{outputTokens},\"total_tokens\":{input + outputTokens},\"input_tokens_details\":{{\"cached_tokens\":{cached}}},"
            + $"\"output_tokens_details\":{{\"reasoning_tokens\":{reasoning}}}}}" + "}";

    private static string Anthropic(long input, long output, long read = 0, long written = 0, long hour = 0, string more = "")
        => $"{{\"usage\":{{\"input_tokens\":{input},\"output_tokens\":{output},\"cache_read_input_tokens\":{read},\"cache_creation_input_tokens\":{written},"
            + $"\"cache_creation\":{{\"ephemeral_5m_input_tokens\":{written - hour},\"ephemeral_1h_input_tokens\":{hour}}}" + more + "}}";

    private static string Tier(string? tier) => tier is null ? "" : $"\"service_tier\":\"{tier}\",";

    private static string? Member(string name, long? value) => value is null ? null : $"\"{name}\":{value}";

    private static string Details(string name, string?[] members) => members.All(static member => member is null) ? "" : $",\"{name}\":{{{string.Join(",", members.OfType<string>())}}}";
}
