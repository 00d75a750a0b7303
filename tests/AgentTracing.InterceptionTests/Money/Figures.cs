namespace AgentTracing.InterceptionTests.Money;

/// <summary>
/// Responses and their costs, calculated by hand: tokens times the catalogue's dollars per million. The responses are from each provider's
/// API reference and from public reports of wrong costs.
/// </summary>
internal static class Figures
{
    private const string Groq = "https://api.groq.com/openai/v1";
    private const string XAI = "https://api.x.ai/v1";
    private const string DeepSeek = "https://api.deepseek.com/v1";
    private const string Mistral = "https://api.mistral.ai/v1";
    private const string Gemini = "https://generativelanguage.googleapis.com/v1beta/openai";
    private const string OpenRouter = "https://openrouter.ai/api/v1";
    private const string Europe = "https://eu.api.openai.com/v1";
    private const string Azure = "https://shop.openai.azure.com/openai/v1";
    private const string BedrockOpenAI = "https://bedrock-runtime.us-west-2.amazonaws.com/openai/v1";

    /// <summary>All figures by name.</summary>
    public static IReadOnlyDictionary<string, Figure> All { get; } = new Dictionary<string, Figure>(StringComparer.Ordinal)
    {
        // OpenAI's chat completions.
        ["plain"] = Chat("gpt-4o", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", (1000 * 2.5m) + (100 * 10m)),
        ["a snapshot"] = Chat("gpt-4o-mini-2026-01-01", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", (1000 * 0.15m) + (100 * 0.6m)) with { Status = "dated" },
        ["cached"] = Chat("gpt-4o", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"prompt_tokens_details":{"cached_tokens":400}}}""", (600 * 2.5m) + (400 * 1.25m) + (100 * 10m)),
        ["all cached"] = Chat("gpt-4o", """{"usage":{"prompt_tokens":1024,"completion_tokens":1,"total_tokens":1025,"prompt_tokens_details":{"cached_tokens":1024}}}""", (1024 * 1.25m) + 10m),
        ["details of zero"] = Chat(
            "gpt-4o",
            """{"service_tier":"default","usage":{"prompt_tokens":10,"completion_tokens":2,"total_tokens":12,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}}""",
            (10 * 2.5m) + (2 * 10m)),
        ["reasoning is in the output"] = Chat("o4-mini", """{"usage":{"prompt_tokens":100,"completion_tokens":500,"total_tokens":600,"completion_tokens_details":{"reasoning_tokens":400}}}""", (100 * 1.1m) + (500 * 4.4m)),
        ["predictions are in the output"] = Chat(
            "gpt-4o", """{"usage":{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,"completion_tokens_details":{"accepted_prediction_tokens":20,"rejected_prediction_tokens":10}}}""", (100 * 2.5m) + (50 * 10m)),
        ["audio"] = Chat(
            "gpt-audio",
            """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"prompt_tokens_details":{"audio_tokens":600,"cached_tokens":0},"completion_tokens_details":{"audio_tokens":80}}}""",
            (400 * 2.5m) + (600 * 32m) + (20 * 10m) + (80 * 64m)),
        ["flex"] = Chat("gpt-5-nano", """{"service_tier":"flex","usage":{"prompt_tokens":1000,"completion_tokens":1000,"total_tokens":2000}}""", (1000 * 0.025m) + (1000 * 0.2m)),
        ["flex and cached"] = Chat(
            "gpt-5-nano", """{"service_tier":"flex","usage":{"prompt_tokens":1000,"completion_tokens":10,"total_tokens":1010,"prompt_tokens_details":{"cached_tokens":800}}}""", (200 * 0.025m) + (800 * 0.0025m) + (10 * 0.2m)),
        ["priority with rates"] = Chat("gpt-4o", """{"service_tier":"priority","usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", (1000 * 4.25m) + (100 * 17m)),
        ["priority by a factor"] = Chat("gpt-5.4", """{"service_tier":"priority","usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", 2 * ((1000 * 2.5m) + (100 * 15m))),
        ["served by default"] = Chat("gpt-5-nano", """{"service_tier":"default","usage":{"prompt_tokens":1000,"completion_tokens":1000,"total_tokens":2000}}""", (1000 * 0.05m) + (1000 * 0.4m)),
        ["below the step"] = Chat("gpt-5.4", """{"usage":{"prompt_tokens":271999,"completion_tokens":100,"total_tokens":272099}}""", (271_999 * 2.5m) + (100 * 15m)),
        ["on the step"] = Chat("gpt-5.4", """{"usage":{"prompt_tokens":272001,"completion_tokens":100,"total_tokens":272101}}""", (272_001 * 5m) + (100 * 22.5m)),
        ["cached beyond the step"] = Chat(
            "gpt-5.4", """{"usage":{"prompt_tokens":300000,"completion_tokens":100,"total_tokens":300100,"prompt_tokens_details":{"cached_tokens":290000}}}""", (10_000 * 5m) + (290_000 * 0.5m) + (100 * 22.5m)),
        ["cache writes that the SDK has no property for"] = Chat(
            "gpt-5.6-sol",
            """{"usage":{"prompt_tokens":2600,"completion_tokens":100,"total_tokens":2700,"prompt_tokens_details":{"cached_tokens":2000,"cache_write_tokens":400}}}""",
            (200 * 4m) + (2000 * 0.4m) + (400 * 5m) + (100 * 20m)),
        ["a fine-tuned model"] = Chat("ft:gpt-4o-2024-08-06:shop::abc", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", (1000 * 3.75m) + (100 * 15m)),
        ["a model that is not listed"] = Chat("gpt-99", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", null) with { Status = "unpriced" },
        ["more cached than there was"] = Chat("gpt-4o", """{"usage":{"prompt_tokens":100,"completion_tokens":10,"total_tokens":110,"prompt_tokens_details":{"cached_tokens":200}}}""", null) with { Status = "invalid" },
        ["a total that nothing comes to"] = Chat("gpt-4o", """{"usage":{"prompt_tokens":100,"completion_tokens":10,"total_tokens":999}}""", null) with { Status = "invalid" },
        ["in Europe"] = Chat("gpt-5.4", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", 1.1m * ((1000 * 2.5m) + (100 * 15m))) with { Server = Europe },
        ["in the United States"] = Chat("gpt-5.6-sol", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", 1.1m * ((1000 * 4m) + (100 * 20m))) with
        {
            Server = "https://us.api.openai.com/v1",
        },
        ["in Europe before the uplift"] = Chat("gpt-4o", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", (1000 * 2.5m) + (100 * 10m)) with { Server = Europe },
        ["in Europe by flex"] = Chat("gpt-5.4", """{"service_tier":"flex","usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", 1.1m * ((1000 * 1.25m) + (100 * 7.5m))) with { Server = Europe },

        // Other providers with OpenAI's protocol.
        ["Azure"] = Chat("gpt-4o", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"prompt_tokens_details":{"cached_tokens":400}}}""", (600 * 2.5m) + (400 * 1.25m) + (100 * 10m)) with
        {
            Server = Azure,
            Provider = "azure.ai.openai",
        },
        ["Azure, which has another price for its cache"] = Chat("o4-mini", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"prompt_tokens_details":{"cached_tokens":400}}}""", (600 * 1.1m) + (400 * 0.28m) + (100 * 4.4m)) with
        {
            Server = Azure,
            Provider = "azure.ai.openai",
        },
        ["a deployment of Azure, which names no model"] = Chat("my-deployment", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", null) with
        {
            Server = Azure,
            Provider = "azure.ai.openai",
            Status = "unpriced",
        },
        ["Groq"] = Chat("llama-3.3-70b-versatile", """{"x_groq":{"id":"req_1"},"usage":{"queue_time":0.05,"prompt_tokens":1000,"prompt_time":0.01,"completion_tokens":100,"completion_time":0.2,"total_tokens":1100,"total_time":0.21}}""", (1000 * 0.59m) + (100 * 0.79m)) with
        {
            Server = Groq,
            Provider = "groq",
        },
        ["Groq by flex, which costs the same"] = Chat("llama-3.3-70b-versatile", """{"service_tier":"on_demand","usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", (1000 * 0.59m) + (100 * 0.79m)) with
        {
            Server = Groq,
            Provider = "groq",
        },
        ["xAI, whose output leaves reasoning out"] = Chat("grok-4", """{"usage":{"prompt_tokens":12,"completion_tokens":9,"total_tokens":313,"completion_tokens_details":{"reasoning_tokens":292}}}""", (12 * 3m) + (301 * 15m)) with
        {
            Server = XAI,
            Provider = "x_ai",
        },
        ["xAI, where the output has it"] = Chat("grok-4", """{"usage":{"prompt_tokens":12,"completion_tokens":301,"total_tokens":313,"completion_tokens_details":{"reasoning_tokens":292}}}""", (12 * 3m) + (301 * 15m)) with
        {
            Server = XAI,
            Provider = "x_ai",
        },
        ["xAI, cached"] = Chat(
            "grok-4", """{"usage":{"prompt_tokens":1000,"completion_tokens":10,"total_tokens":1030,"prompt_tokens_details":{"text_tokens":1000,"cached_tokens":600},"completion_tokens_details":{"reasoning_tokens":20}}}""", (400 * 3m) + (600 * 0.75m) + (30 * 15m)) with
        {
            Server = XAI,
            Provider = "x_ai",
        },
        ["DeepSeek"] = Chat(
            "deepseek-chat", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"prompt_tokens_details":{"cached_tokens":600},"prompt_cache_hit_tokens":600,"prompt_cache_miss_tokens":400}}""", (400 * 0.14m) + (600 * 0.0028m) + (100 * 0.28m)) with
        {
            Server = DeepSeek,
            Provider = "deepseek",
        },
        ["DeepSeek, whose hits stand under its own name"] = Chat(
            "deepseek-chat", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"prompt_cache_hit_tokens":600,"prompt_cache_miss_tokens":400}}""", (400 * 0.14m) + (600 * 0.0028m) + (100 * 0.28m)) with
        {
            Server = DeepSeek,
            Provider = "deepseek",
        },
        ["Mistral"] = Chat("mistral-large-latest", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", (1000 * 0.5m) + (100 * 1.5m)) with { Server = Mistral, Provider = "mistral_ai" },
        ["Mistral, cached"] = Chat("mistral-large-latest", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"prompt_tokens_details":{"cached_tokens":500}}}""", (500 * 0.5m) + (500 * 0.05m) + (100 * 1.5m)) with
        {
            Server = Mistral,
            Provider = "mistral_ai",
        },
        ["Gemini by OpenAI's protocol"] = Chat("gemini-2.5-pro", """{"usage":{"prompt_tokens":10,"completion_tokens":20,"total_tokens":530}}""", (10 * 1.25m) + (520 * 10m)) with { Server = Gemini, Provider = "gcp.gemini" },
        ["Gemini by OpenAI's protocol, with a path"] = Chat("models/gemini-2.5-flash", """{"usage":{"prompt_tokens":10,"completion_tokens":20,"total_tokens":30}}""", (10 * 0.3m) + (20 * 2.5m)) with
        {
            Server = Gemini,
            Provider = "gcp.gemini",
        },
        ["Gemini on Vertex by OpenAI's protocol"] = Chat("google/gemini-2.5-pro", """{"usage":{"prompt_tokens":10,"completion_tokens":20,"total_tokens":530}}""", (10 * 1.25m) + (520 * 10m)) with
        {
            Server = "https://aiplatform.googleapis.com/v1/projects/p/locations/global/endpoints/openapi",
            Provider = "gcp.vertex_ai",
            Status = "fallback",
        },
        ["Gemini beyond the step"] = Chat("gemini-2.5-pro", """{"usage":{"prompt_tokens":200001,"completion_tokens":10,"total_tokens":200011}}""", (200_001 * 2.5m) + (10 * 15m)) with { Server = Gemini, Provider = "gcp.gemini" },
        ["Gemini at the step"] = Chat("gemini-2.5-pro", """{"usage":{"prompt_tokens":200000,"completion_tokens":10,"total_tokens":200010}}""", (200_000 * 1.25m) + (10 * 10m)) with { Server = Gemini, Provider = "gcp.gemini" },
        ["OpenRouter says what it cost"] = Chat("meta-llama/unheard-of", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"cost":0.0035}}""", 3500m) with
        {
            Server = OpenRouter,
            Provider = "openrouter",
            Status = "reported",
        },
        ["OpenRouter says that it cost nothing"] = Chat("meta-llama/unheard-of:free", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"cost":0}}""", 0m) with
        {
            Server = OpenRouter,
            Provider = "openrouter",
            Status = "reported",
        },
        ["OpenRouter with a key of one's own says only its share"] = Chat(
            "openai/gpt-4o", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"is_byok":true,"cost":0.000175,"cost_details":{"upstream_inference_cost":0.0035}}}""", 3675m) with
        {
            Server = OpenRouter,
            Provider = "openrouter",
            Status = "reported",
        },
        ["Ollama here"] = Chat("llama3.2", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", 0m) with { Server = "http://localhost:11434/v1", Provider = "ollama", Status = "free" },
        ["a server here"] = Chat("some-local-model", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""", null) with { Server = "http://localhost:8000/v1", Status = "unpriced" },
        ["Bedrock by OpenAI's protocol"] = Chat("openai.gpt-5.6-sol", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"prompt_tokens_details":{"cached_tokens":400}}}""", (600 * 4.4m) + (400 * 0.44m) + (100 * 22m)) with
        {
            Server = BedrockOpenAI,
            Provider = "aws.bedrock",
        },

        ["Perplexity says what the parts cost"] = Chat(
            "sonar-pro", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"cost":{"input_tokens_cost":0.003,"output_tokens_cost":0.0015,"request_cost":0.006,"total_cost":0.0105}}}""", 10_500m) with
        {
            Server = "https://api.perplexity.ai",
            Provider = "perplexity",
            Status = "reported",
        },
        ["Moonshot, whose cache stands under its own name"] = Chat("kimi-unlisted", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"cached_tokens":400}}""", null) with
        {
            Server = "https://api.moonshot.ai/v1",
            Provider = "moonshot_ai",
            Status = "unpriced",
        },

        // OpenAI's responses.
        ["a response"] = Response("gpt-4o", """{"usage":{"input_tokens":1000,"output_tokens":100,"total_tokens":1100,"input_tokens_details":{"cached_tokens":400},"output_tokens_details":{"reasoning_tokens":0}}}""", (600 * 2.5m) + (400 * 1.25m) + (100 * 10m)),
        ["a response by flex"] = Response("gpt-5-nano", """{"service_tier":"flex","usage":{"input_tokens":1000,"output_tokens":1000,"total_tokens":2000,"input_tokens_details":{"cached_tokens":0},"output_tokens_details":{"reasoning_tokens":500}}}""", (1000 * 0.025m) + (1000 * 0.2m)),
        ["a response with cache writes"] = Response(
            "gpt-5.6-sol", """{"usage":{"input_tokens":2600,"output_tokens":100,"total_tokens":2700,"input_tokens_details":{"cached_tokens":2000,"cache_write_tokens":400},"output_tokens_details":{"reasoning_tokens":0}}}""", (200 * 4m) + (2000 * 0.4m) + (400 * 5m) + (100 * 20m)),
        ["searches of the web"] = Response(
            "gpt-4o",
            """{"output":[{"type":"web_search_call","id":"w1","status":"completed","action":{"type":"search","query":"a"}},{"type":"web_search_call","id":"w2","status":"completed","action":{"type":"search","query":"b"}}],"usage":{"input_tokens":1000,"output_tokens":100,"total_tokens":1100,"input_tokens_details":{"cached_tokens":0},"output_tokens_details":{"reasoning_tokens":0}}}""",
            (1000 * 2.5m) + (100 * 10m) + 20_000m),
        ["pages that are opened"] = Response(
            "gpt-4o",
            """{"output":[{"type":"web_search_call","id":"w1","status":"completed","action":{"type":"search","query":"a"}},{"type":"web_search_call","id":"w2","status":"completed","action":{"type":"open_page","url":"https://example.com"}}],"usage":{"input_tokens":1000,"output_tokens":100,"total_tokens":1100,"input_tokens_details":{"cached_tokens":0},"output_tokens_details":{"reasoning_tokens":0}}}""",
            (1000 * 2.5m) + (100 * 10m) + 10_000m),
        ["searches of files"] = Response(
            "gpt-4o",
            """{"output":[{"type":"file_search_call","id":"f1","status":"completed","queries":["a","b"],"results":null}],"usage":{"input_tokens":1000,"output_tokens":100,"total_tokens":1100,"input_tokens_details":{"cached_tokens":0},"output_tokens_details":{"reasoning_tokens":0}}}""",
            (1000 * 2.5m) + (100 * 10m) + 2500m),
        ["one container of code"] = Response(
            "gpt-4o",
            """{"output":[{"type":"code_interpreter_call","id":"c1","status":"completed","container_id":"cntr_1","code":"1","outputs":null},{"type":"code_interpreter_call","id":"c2","status":"completed","container_id":"cntr_1","code":"2","outputs":null}],"usage":{"input_tokens":1000,"output_tokens":100,"total_tokens":1100,"input_tokens_details":{"cached_tokens":0},"output_tokens_details":{"reasoning_tokens":0}}}""",
            (1000 * 2.5m) + (100 * 10m) + 30_000m),

        // Embeddings, images, transcriptions.
        ["embeddings"] = new(Protocol.Embeddings, "text-embedding-3-small", """{"usage":{"prompt_tokens":1000,"total_tokens":1000}}""", 1000 * 0.02m / 1_000_000),
        ["embeddings of Mistral"] = new(Protocol.Embeddings, "mistral-embed", """{"usage":{"prompt_tokens":1000,"total_tokens":1000,"completion_tokens":0}}""", 1000 * 0.1m / 1_000_000) { Server = Mistral, Provider = "mistral_ai" },
        ["an image"] = new(
            Protocol.Images, "gpt-image-2", """{"usage":{"input_tokens":3987,"output_tokens":196,"total_tokens":4183,"input_tokens_details":{"text_tokens":943,"image_tokens":3044}}}""", ((943 * 5m) + (3044 * 8m) + (196 * 30m)) / 1_000_000),
        ["a transcription"] = new(
            Protocol.Transcription, "gpt-4o-transcribe", """{"usage":{"type":"tokens","input_tokens":100,"output_tokens":20,"total_tokens":120,"input_token_details":{"text_tokens":10,"audio_tokens":90}}}""", ((10 * 2.5m) + (90 * 6m) + (20 * 10m)) / 1_000_000),

        // Anthropic's messages.
        ["Claude"] = Claude("claude-sonnet-4-6", """{"usage":{"input_tokens":1000,"output_tokens":100}}""", (1000 * 3m) + (100 * 15m)),
        ["Claude, cached"] = Claude(
            "claude-sonnet-4-6", """{"usage":{"input_tokens":1000,"output_tokens":100,"cache_read_input_tokens":5000,"cache_creation_input_tokens":2000}}""", (1000 * 3m) + (5000 * 0.3m) + (2000 * 3.75m) + (100 * 15m)),
        ["Claude, cached for five minutes and for an hour"] = Claude(
            "claude-sonnet-4-6",
            """{"usage":{"input_tokens":10,"output_tokens":100,"cache_read_input_tokens":0,"cache_creation_input_tokens":2000,"cache_creation":{"ephemeral_5m_input_tokens":500,"ephemeral_1h_input_tokens":1500}}}""",
            (10 * 3m) + (500 * 3.75m) + (1500 * 6m) + (100 * 15m)),
        ["Claude, nothing but cached"] = Claude("claude-opus-4-8", """{"usage":{"input_tokens":0,"output_tokens":1,"cache_read_input_tokens":100000,"cache_creation_input_tokens":0}}""", (100_000 * 0.5m) + 25m),
        ["Claude beyond the step of before"] = Claude("claude-sonnet-4-6", """{"usage":{"input_tokens":250000,"output_tokens":100}}""", (250_000 * 3m) + (100 * 15m)),
        ["Claude beyond the step by its cache"] = Claude(
            "claude-sonnet-4-5", """{"usage":{"input_tokens":1000,"output_tokens":100,"cache_read_input_tokens":200000,"cache_creation_input_tokens":0}}""", (1000 * 6m) + (200_000 * 0.6m) + (100 * 22.5m)),
        ["Claude at the step"] = Claude("claude-sonnet-4-5", """{"usage":{"input_tokens":1000,"output_tokens":100,"cache_read_input_tokens":199000,"cache_creation_input_tokens":0}}""", (1000 * 3m) + (199_000 * 0.3m) + (100 * 15m)),
        ["Claude in the United States"] = Claude("claude-opus-4-8", """{"usage":{"input_tokens":1000,"output_tokens":100,"inference_geo":"us"}}""", 1.1m * ((1000 * 5m) + (100 * 25m))),
        ["Claude anywhere"] = Claude("claude-opus-4-8", """{"usage":{"input_tokens":1000,"output_tokens":100,"inference_geo":"global"}}""", (1000 * 5m) + (100 * 25m)),
        ["Claude where nothing is said"] = Claude("claude-opus-4-8", """{"usage":{"input_tokens":1000,"output_tokens":100,"inference_geo":"not_available"}}""", (1000 * 5m) + (100 * 25m)),
        ["fast Claude"] = Claude("claude-opus-4-8", """{"usage":{"input_tokens":1000,"output_tokens":100,"speed":"fast"}}""", (1000 * 10m) + (100 * 50m)),
        ["fast Claude in the United States"] = Claude("claude-opus-4-8", """{"usage":{"input_tokens":1000,"output_tokens":100,"speed":"fast","inference_geo":"us"}}""", 1.1m * ((1000 * 10m) + (100 * 50m))),
        ["Claude at the usual speed"] = Claude("claude-opus-4-8", """{"usage":{"input_tokens":1000,"output_tokens":100,"speed":"standard"}}""", (1000 * 5m) + (100 * 25m)),
        ["Claude by batch"] = Claude("claude-sonnet-4-6", """{"usage":{"input_tokens":1000,"output_tokens":100,"service_tier":"batch"}}""", 0.5m * ((1000 * 3m) + (100 * 15m))),
        ["Claude of committed capacity"] = Claude("claude-sonnet-4-6", """{"usage":{"input_tokens":1000,"output_tokens":100,"service_tier":"priority"}}""", (1000 * 3m) + (100 * 15m)),
        ["Claude searches the web"] = Claude("claude-sonnet-4-6", """{"usage":{"input_tokens":1000,"output_tokens":100,"server_tool_use":{"web_search_requests":3,"web_fetch_requests":0}}}""", (1000 * 3m) + (100 * 15m) + 30_000m),
        ["Claude fetches pages, which costs nothing"] = Claude("claude-sonnet-4-6", """{"usage":{"input_tokens":1000,"output_tokens":100,"server_tool_use":{"web_search_requests":0,"web_fetch_requests":2}}}""", (1000 * 3m) + (100 * 15m)),
        ["fast Claude searches the web, which costs the same"] = Claude("claude-opus-4-8", """{"usage":{"input_tokens":1000,"output_tokens":100,"speed":"fast","server_tool_use":{"web_search_requests":1,"web_fetch_requests":0}}}""", (1000 * 10m) + (100 * 50m) + 10_000m),
        ["Claude compacts first"] = Claude(
            "claude-sonnet-4-6",
            """{"usage":{"input_tokens":23000,"output_tokens":1000,"iterations":[{"type":"compaction","input_tokens":180000,"output_tokens":3500},{"type":"message","input_tokens":23000,"output_tokens":1000}]}}""",
            (203_000 * 3m) + (4500 * 15m)),
        ["Claude asks an adviser"] = Claude(
            "claude-sonnet-4-6",
            """{"usage":{"input_tokens":1000,"output_tokens":100,"iterations":[{"type":"message","input_tokens":400,"output_tokens":40},{"type":"advisor_message","model":"claude-opus-4-8","input_tokens":2000,"output_tokens":300},{"type":"message","input_tokens":600,"output_tokens":60}]}}""",
            (1000 * 3m) + (100 * 15m) + (2000 * 5m) + (300 * 25m)),
        ["Claude in one iteration"] = Claude(
            "claude-sonnet-4-6",
            """{"usage":{"input_tokens":1000,"output_tokens":100,"cache_read_input_tokens":500,"cache_creation_input_tokens":0,"iterations":[{"type":"message","input_tokens":1000,"output_tokens":100,"cache_read_input_tokens":500,"cache_creation_input_tokens":0}]}}""",
            (1000 * 3m) + (500 * 0.3m) + (100 * 15m)),
        ["Claude thinks, which is in the output"] = Claude("claude-sonnet-4-6", """{"usage":{"input_tokens":1000,"output_tokens":700,"output_tokens_details":{"thinking_tokens":600}}}""", (1000 * 3m) + (700 * 15m)),
        ["a snapshot of Claude"] = Claude("claude-sonnet-4-6-20260101", """{"usage":{"input_tokens":1000,"output_tokens":100}}""", (1000 * 3m) + (100 * 15m)) with { Status = "dated" },
        ["a Claude that is not listed"] = Claude("claude-opus-99", """{"usage":{"input_tokens":1000,"output_tokens":100}}""", null) with { Status = "unpriced" },
    };

    private static Figure Chat(string model, string answer, decimal? microDollars) => new(Protocol.Chat, model, answer, microDollars / 1_000_000);

    private static Figure Response(string model, string answer, decimal? microDollars) => new(Protocol.Responses, model, answer, microDollars / 1_000_000);

    private static Figure Claude(string model, string answer, decimal? microDollars) => new(Protocol.Anthropic, model, answer, microDollars / 1_000_000) { Provider = "anthropic" };
}
