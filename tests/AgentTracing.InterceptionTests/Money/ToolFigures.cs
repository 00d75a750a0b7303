namespace AgentTracing.InterceptionTests.Money;

/// <summary>
/// Answers of which a part is no token of the model that answers: searches, containers, images, fees by the request, and costs that are reported. Sources: the price lists of
/// OpenAI, Anthropic, Google and xAI, and reports of costs that leave such parts out (BerriAI/litellm#31316, #39441, Wei-Shaw/sub2api#1999, #4644).
/// </summary>
internal static class ToolFigures
{
    private const string XAI = "https://api.x.ai/v1";

    private const string Search = """{"type":"web_search_call","id":"w","status":"completed","action":{"type":"search","query":"a"}}""";
    private const string Image = """{"type":"image_generation_call","id":"ig_1","status":"completed","result":"aGk="}""";

    public static IReadOnlyDictionary<string, Figure> All { get; } = Rows().ToDictionary(static row => row.Name, static row => row.Figure);

    private static IEnumerable<(string Name, Figure Figure)> Rows()
    {
        // Images that another model draws: its tokens are not in the usage.
        yield return Response("an image of which nothing is told", "gpt-5", Answer(Image), null, "unpriced");
        yield return Response("two images of which nothing is told", "gpt-5", Answer(Image + "," + Image, """{"type":"image_generation","model":"gpt-image-2"}"""), null, "unpriced");
        yield return Response(
            "an image of gpt-image-2", "gpt-5", Answer(Image, """{"type":"image_generation","model":"gpt-image-2"}""", Drawn(10, 0, 7024)), (1000 * 1.25m) + (100 * 10m) + (10 * 5m) + (7024 * 30m));
        yield return Response(
            "an image made of another", "gpt-5.2", Answer(Image, """{"type":"image_generation","model":"gpt-image-1.5","size":"1024x1024"}""", Drawn(150, 100, 1076, text: 20)),
            (1000 * 1.75m) + (100 * 14m) + (50 * 5m) + (100 * 8m) + (20 * 10m) + (1056 * 32m));
        yield return Response(
            "an image that is no item of the answer", "gpt-5", Answer("", """{"type":"image_generation","model":"gpt-image-1"}""", Drawn(0, 0, 1056)), (1000 * 1.25m) + (100 * 10m) + (1056 * 40m));
        yield return Response("an image whose model is not named", "gpt-5", Answer(Image, """{"type":"image_generation"}""", Drawn(10, 0, 7024)), null, "unpriced");
        yield return Response("an image of a model that is not listed", "gpt-5", Answer(Image, """{"type":"image_generation","model":"gpt-image-99"}""", Drawn(10, 0, 7024)), null, "unpriced");
        yield return Response("tools that were not used", "gpt-5", Answer("", """{"type":"image_generation","model":"gpt-image-2"},{"type":"web_search"}""", Drawn(0, 0, 0)), (1000 * 1.25m) + (100 * 10m));
        yield return Response(
            "an image and a search", "gpt-5", Answer(Image + "," + Search, """{"type":"web_search"},{"type":"image_generation","model":"gpt-image-1-mini"}""", Drawn(20, 0, 400)),
            (1000 * 1.25m) + (100 * 10m) + (20 * 2m) + (400 * 8m) + 10_000m);

        // Searches of the web: the earlier tool costs more with models that do not reason.
        yield return Response("the earlier search with gpt-4o", "gpt-4o", Answer(Search + "," + Search, """{"type":"web_search_preview"}"""), (1000 * 2.5m) + (100 * 10m) + 50_000m);
        yield return Response("the earlier search with a dated name", "gpt-4.1", Answer(Search, """{"type":"web_search_preview_2025_03_11"}"""), (1000 * 2m) + (100 * 8m) + 25_000m);
        yield return Response("the earlier search with a model that reasons", "o4-mini", Answer(Search, """{"type":"web_search_preview"}"""), (1000 * 1.1m) + (100 * 4.4m) + 10_000m);
        yield return Response("research searches with the earlier tool", "o3-deep-research", Answer(Search + "," + Search + "," + Search, """{"type":"web_search_preview"}"""), (1000 * 10m) + (100 * 40m) + 30_000m);
        yield return Response("today's search with gpt-4.1", "gpt-4.1", Answer(Search, """{"type":"web_search"}"""), (1000 * 2m) + (100 * 8m) + 10_000m);
        yield return Response(
            "a search that the answer counts", "gpt-5", Answer(Search, """{"type":"web_search"}""", """{"image_gen":{"input_tokens":0,"output_tokens":0,"total_tokens":0},"web_search":{"num_requests":3}}"""),
            (1000 * 1.25m) + (100 * 10m) + 30_000m);

        // Containers, by their memory.
        yield return Response("two containers in turn", "gpt-5", Answer($"{Code("cntr_a")},{Code("cntr_b")},{Code("cntr_a")}"), (1000 * 1.25m) + (100 * 10m) + 60_000m);
        yield return Response("a container of four gigabytes", "gpt-5", Answer(Code("cntr_a"), """{"type":"code_interpreter","container":{"type":"auto","memory_limit":"4g"}}"""), (1000 * 1.25m) + (100 * 10m) + 120_000m);
        yield return Response("a container of 64 gigabytes", "gpt-5", Answer(Code("cntr_a"), """{"type":"code_interpreter","container":{"type":"auto","memory_limit":"64g"}}"""), (1000 * 1.25m) + (100 * 10m) + 1_920_000m);
        yield return Response("a container of one gigabyte", "gpt-5", Answer(Code("cntr_a"), """{"type":"code_interpreter","container":{"type":"auto","memory_limit":"1g"}}"""), (1000 * 1.25m) + (100 * 10m) + 30_000m);
        yield return Response("a hosted shell", "gpt-5.2", Answer(Shell("cntr_s")), (1000 * 1.75m) + (100 * 14m) + 30_000m);
        yield return Response("a hosted shell in the container of the code", "gpt-5.2", Answer($"{Code("cntr_a")},{Shell("cntr_a")}"), (1000 * 1.75m) + (100 * 14m) + 30_000m);
        yield return Response(
            "what runs at the caller's", "gpt-5.2",
            Answer("""{"type":"local_shell_call","id":"l","call_id":"c","status":"completed","action":{"type":"exec","command":["ls"],"env":{}}},{"type":"shell_call","id":"s","call_id":"d","status":"completed","action":{"commands":["ls"]},"environment":{"type":"local"}},{"type":"mcp_call","id":"m","server_label":"s","name":"n","arguments":"{}","output":"o"}"""),
            (1000 * 1.75m) + (100 * 14m));
        yield return Response(
            "searches of files, one a call", "gpt-4.1",
            Answer("""{"type":"file_search_call","id":"f1","status":"completed","queries":["a","b"],"results":null},{"type":"file_search_call","id":"f2","status":"completed","queries":["c"],"results":null}"""),
            (1000 * 2m) + (100 * 8m) + 5000m);

        // Models that search for each request.
        yield return Chat("gpt-4o-search-preview", "gpt-4o-search-preview", Usage(1000, 100), (1000 * 2.5m) + (100 * 10m) + 25_000m);
        yield return Chat("gpt-4o-mini-search-preview, dated", "gpt-4o-mini-search-preview-2025-03-11", Usage(1000, 100), (1000 * 0.15m) + (100 * 0.6m) + 25_000m);
        yield return Chat("gpt-5-search-api", "gpt-5-search-api", Usage(1000, 100), (1000 * 1.25m) + (100 * 10m) + 10_000m);

        // Audio.
        yield return Chat("gpt-4o-audio-preview", "gpt-4o-audio-preview", Audio(1000, 600, 100, 80), (400 * 2.5m) + (600 * 40m) + (20 * 10m) + (80 * 80m));
        yield return Chat("gpt-4o-mini-audio-preview", "gpt-4o-mini-audio-preview", Audio(1000, 600, 100, 80), (400 * 0.15m) + (600 * 10m) + (20 * 0.6m) + (80 * 20m));
        yield return Chat("gpt-4o-audio-preview of December", "gpt-4o-audio-preview-2024-12-17", Audio(1000, 600, 100, 80), (400 * 2.5m) + (600 * 40m) + (20 * 10m) + (80 * 80m), status: "dated");
        yield return Chat("gpt-4o-audio-preview of October", "gpt-4o-audio-preview-2024-10-01", Audio(1000, 600, 100, 80), (400 * 2.5m) + (600 * 100m) + (20 * 10m) + (80 * 200m));

        // Costs that xAI reports, tools included.
        yield return Response("xAI says what it cost", "grok-4.7", """{"usage":{"input_tokens":3834,"output_tokens":467,"total_tokens":4301,"cost_in_usd_ticks":127344000,"num_sources_used":0,"server_side_tool_usage_details":{"x_search_calls":2}}}""", 12_734.4m, "reported", XAI, "x_ai");
        yield return Chat("xAI says what a completion cost", "grok-4.7", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"cost_in_usd_ticks":37756000}}""", 3775.6m, XAI, "x_ai", "reported");
        yield return Chat("xAI says that it cost nothing", "grok-4.7", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"cost_in_usd_ticks":0}}""", 0m, XAI, "x_ai", "reported");
        yield return Chat("xAI's sources have no price", "grok-4", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"num_sources_used":3}}""", null, XAI, "x_ai", "unpriced");
        yield return Chat("xAI used no source", "grok-4", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100,"num_sources_used":0}}""", (1000 * 3m) + (100 * 15m), XAI, "x_ai");

        // Anthropic's tools.
        yield return Claude("Claude runs code, which has no price", """{"usage":{"input_tokens":1000,"output_tokens":100,"server_tool_use":{"web_search_requests":0,"web_fetch_requests":0,"code_execution_requests":1}}}""", null, "unpriced");
        yield return Claude("Claude searches its tools, which costs nothing", """{"usage":{"input_tokens":1000,"output_tokens":100,"server_tool_use":{"web_search_requests":0,"web_fetch_requests":1,"tool_search_requests":2}}}""", (1000 * 3m) + (100 * 15m));

        // A tier that has no price is no reason for the standard one to be exact.
        yield return Claude("fast, where no price of it is known", """{"usage":{"input_tokens":1000,"output_tokens":100,"speed":"fast"}}""", (1000 * 3m) + (100 * 15m), "estimated");
        yield return Claude("priority, which is bought before", """{"usage":{"input_tokens":1000,"output_tokens":100,"service_tier":"priority"}}""", (1000 * 3m) + (100 * 15m));
        yield return Chat("priority, where no price of it is known", "gpt-6-sol", "{\"service_tier\":\"priority\"," + Usage(1000, 100)[1..], (1000 * 2m) + (100 * 10m), status: "estimated");
        yield return Chat("flex at Groq, which costs the same", "openai/gpt-oss-20b", "{\"service_tier\":\"flex\"," + Usage(1000, 100)[1..], (1000 * 0.075m) + (100 * 0.3m), "https://api.groq.com/openai/v1", "groq");
    }

    private static string Code(string container) => $$"""{"type":"code_interpreter_call","id":"c","status":"completed","container_id":"{{container}}","code":"1","outputs":null}""";

    private static string Shell(string container)
        => """{"type":"shell_call","id":"s","call_id":"d","status":"completed","action":{"commands":["ls"]},"environment":{"type":"container_reference","container_id":"CNTR"}}"""
            .Replace("CNTR", container, StringComparison.Ordinal);

    private static string Drawn(long input, long images, long output, long text = 0)
        => $"{{\"image_gen\":{{\"input_tokens\":{input},\"input_tokens_details\":{{\"image_tokens\":{images},\"text_tokens\":{input - images}}},\"output_tokens\":{output},"
            + $"\"output_tokens_details\":{{\"image_tokens\":{output - text},\"text_tokens\":{text}}},\"total_tokens\":{input + output}}},\"web_search\":{{\"num_requests\":0" + "}}";

    private static string Answer(string items, string tools = "", string? toolUsage = null)
        => $"{{\"output\":[{items}],\"tools\":[{tools}],{(toolUsage is null ? "" : $"\"tool_usage\":{toolUsage},")}"
            + """ "usage":{"input_tokens":1000,"output_tokens":100,"total_tokens":1100,"input_tokens_details":{"cached_tokens":0},"output_tokens_details":{"reasoning_tokens":0}}}""";

    private static string Usage(long prompt, long completion)
        => $"{{\"usage\":{{\"prompt_tokens\":{prompt},\"completion_tokens\":{completion},\"total_tokens\":{prompt + completion}" + "}}";

    private static string Audio(long prompt, long heard, long completion, long spoken)
        => $"{{\"usage\":{{\"prompt_tokens\":{prompt},\"completion_tokens\":{completion},\"total_tokens\":{prompt + completion},"
            + $"\"prompt_tokens_details\":{{\"audio_tokens\":{heard},\"cached_tokens\":0}},\"completion_tokens_details\":{{\"audio_tokens\":{spoken}}}" + "}}";

    private static (string Name, Figure Figure) Chat(string name, string model, string answer, decimal? microDollars, string? server = null, string provider = "openai", string status = "priced")
        => (name, new(Protocol.Chat, model, answer, microDollars / 1_000_000) { Server = server ?? "https://api.openai.com/v1", Provider = provider, Status = status });

    private static (string Name, Figure Figure) Response(string name, string model, string answer, decimal? microDollars, string status = "priced", string? server = null, string provider = "openai")
        => (name, new(Protocol.Responses, model, answer, microDollars / 1_000_000) { Server = server ?? "https://api.openai.com/v1", Provider = provider, Status = status });

    private static (string Name, Figure Figure) Claude(string name, string answer, decimal? microDollars, string status = "priced")
        => (name, new(Protocol.Anthropic, "claude-sonnet-4-6", answer, microDollars / 1_000_000) { Provider = "anthropic", Status = status });
}
