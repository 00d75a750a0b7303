using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using Anthropic;
using Anthropic.Bedrock;
using Anthropic.Foundry;
using Anthropic.Models.Messages;
using Anthropic.Vertex;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using OpenAI.Images;
using OpenAI.Realtime;
using OpenAI.Responses;
using Beta = Anthropic.Models.Beta.Messages;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

#pragma warning disable OPENAI001, OPENAI002 // Responses and sessions

namespace AgentTracing.InterceptionTests.Money;

/// <summary>
/// Kinds of calls for which a wrong cost was reported, one or two of each, with responses to the real SDKs: span, metric, roll-up and
/// dialects contain the same, correct cost.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class MoneyTests
{
    private const string InEurope = "https://eu.api.openai.com/v1";
    private const string Sonnet = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    /// <summary>The calls, each with its cost, the status of the cost, and the provider.</summary>
    private static readonly Dictionary<string, (Func<Task> Call, decimal? Usd, string Status, string Provider)> Calls = new(StringComparer.Ordinal)
    {
        ["1 rounds of function calls"] = (() => RoundsAsync(streaming: false), 1.12545m, "priced", "openai"),
        ["1 rounds of function calls, streamed"] = (() => RoundsAsync(streaming: true), 1.12545m, "priced", "openai"),
        ["2 flex behind an adapter"] = (
            () => Paths.CallAsync("chat meai", Answer("gpt-5-nano", """{"service_tier":"flex","usage":{"prompt_tokens":1000,"completion_tokens":1000,"total_tokens":2000}}""")), 0.000225m, "priced", "openai"),
        ["2 geography behind an adapter"] = (
            () => Paths.AnthropicAsync("anthropic meai", "claude-opus-4-8", Claude("claude-opus-4-8", """{"input_tokens":1000,"output_tokens":100,"inference_geo":"us"}""")), 0.00825m, "priced", "anthropic"),
        ["3 who answers and not whose types"] = (() => AskXaiAsync("grok-4"), 0.004551m, "priced", "xai"),
        ["3 a provider of one's own"] = (() => AskOwnAsync("thinker"), 0.003022m, "priced", "reasoning-apart"),
        ["3 a provider of one's own, by its host"] = (
            () => Paths.CallAsync("chat meai", Answer("thinker", """{"usage":{"prompt_tokens":12,"completion_tokens":9,"total_tokens":313,"completion_tokens_details":{"reasoning_tokens":292}}}""") with { Server = "https://llm.reasoning.example/v1" }),
            0.003022m,
            "priced",
            "reasoning-apart"),
        ["4 compaction"] = (
            () => Paths.AnthropicAsync(
                "anthropic beta",
                "claude-sonnet-4-6",
                Claude("claude-sonnet-4-6", """{"input_tokens":23000,"output_tokens":1000,"iterations":[{"type":"compaction","input_tokens":180000,"output_tokens":3500},{"type":"message","input_tokens":23000,"output_tokens":1000}]}""")),
            0.6765m,
            "priced",
            "anthropic"),
        ["5 speed"] = (
            () => Paths.AnthropicAsync("anthropic beta", "claude-opus-4-8", Claude("claude-opus-4-8", """{"input_tokens":1000,"output_tokens":100,"speed":"fast"}""")), 0.015m, "priced", "anthropic"),
        ["5 a member of an own result that is marked"] = (() => QuoteAsync("gpt-4o", 0.0123m), 0.0123m, "reported", "openai"),
        ["5 a marked member that says zero"] = (() => QuoteAsync("gpt-4o", 0m), 0m, "reported", "openai"),
        ["5 a marked member that says nothing"] = (() => QuoteAsync("gpt-4o", null), 0.0035m, "priced", "openai"),
        ["5 a marked member in a stream"] = (() => QuoteStreaming("gpt-4o", 0.0123m).ToListAsync(), 0.0123m, "reported", "openai"),
        ["5 a marked member of what asks by an SDK"] = (() => QuoteByAsync(Figures.All["plain"], 0.0042m), 0.0042m, "reported", "openai"),
        ["7 cached audio of a session"] = (() => FinishAsync("gpt-realtime"), 0.0227432m, "priced", "openai"),
        ["8 images by their own rates"] = (() => DrawAsync("painter"), ((943 * 5m) + (3044 * 8m) + (96 * 30m) + (100 * 40m)) / 1_000_000, "priced", "reasoning-apart"),
        ["10 the prompts of tools behind Google's adapter"] = (
            () => new Adapter("gcp.gemini", "gemini-2.5-pro", Usage(10, 20, 830, reasoning: 500, ("ToolUsePromptTokenCount", 300))).GetResponseAsync("hi", cancellationToken: Cancellation), 0.0055875m, "priced", "gcp.gemini"),
        ["11 searches of the web"] = (
            () => Paths.CallAsync("responses", Figures.All["searches of the web"]), 0.0235m, "priced", "openai"),
        ["12 what the SDK has no property for"] = (
            () => Paths.CallAsync("chat", Figures.All["cache writes that the SDK has no property for"]), 0.0056m, "priced", "openai"),
        ["13 Claude on Bedrock"] = (
            () => AskAsync(new AnthropicBedrockClient(new AnthropicBedrockApiTokenCredentials { BearerToken = "key", Region = "us-east-1" }) { HttpClient = Bedrock(Sonnet), MaxRetries = 0 }, Sonnet), 0.00495m, "priced", "aws.bedrock"),
        ["13 Claude on Bedrock behind an adapter"] = (
            () => new AnthropicBedrockClient(new AnthropicBedrockApiTokenCredentials { BearerToken = "key", Region = "us-east-1" }) { HttpClient = Bedrock(Sonnet), MaxRetries = 0 }
                .AsIChatClient(Sonnet).GetResponseAsync("hi", cancellationToken: Cancellation),
            0.00495m,
            "priced",
            "aws.bedrock"),
        ["13 Claude on Bedrock behind a gateway"] = (
            async () =>
            {
                var client = new AnthropicBedrockClient(new AnthropicBedrockApiTokenCredentials { BearerToken = "key", Region = "us-east-1" })
                {
                    BaseUrl = "https://gateway.example",
                    HttpClient = Bedrock(Sonnet),
                    MaxRetries = 0,
                };
                await client.Messages.Create(new MessageCreateParams { Model = Sonnet, MaxTokens = 100, Messages = [new UserMessageParam("hi")] }, Cancellation);
                using var adapter = client.AsIChatClient(Sonnet);
                await adapter.GetResponseAsync("hi", cancellationToken: Cancellation);
            },
            2 * 0.00495m,
            "priced",
            "aws.bedrock"),
        ["13 Claude on Bedrock in an annotated call"] = (
            () => Paths.AnthropicAsync("anthropic llmcall", Sonnet, new AnthropicBedrockClient(new AnthropicBedrockApiTokenCredentials { BearerToken = "key", Region = "us-east-1" }) { HttpClient = Bedrock(Sonnet), MaxRetries = 0 }),
            0.00495m,
            "priced",
            "aws.bedrock"),
        ["13 Claude on Foundry"] = (
            () => AskAsync(new AnthropicFoundryClient(new AnthropicFoundryApiKeyCredentials("key", "shop")) { HttpClient = Answering("claude-sonnet-4-6"), MaxRetries = 0 }, "claude-sonnet-4-6"),
            0.0045m,
            "fallback",
            "microsoft.foundry"),
        ["14 in Europe"] = (
            () => Paths.CallAsync("chat", Answer("gpt-5.4", """{"usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""") with { Server = InEurope }), 0.0044m, "priced", "openai"),
        ["15 what Google's adapter calls itself"] = (
            () => new Adapter("gcp.gen_ai", "gemini-2.5-pro", Usage(1000, 100, 1100)).GetResponseAsync("hi", cancellationToken: Cancellation), 0.00225m, "priced", "gcp.gen_ai"),
        ["15 what Foundry's adapter calls itself"] = (
            () => new Adapter("microsoft.foundry", "gpt-5.4", Usage(1000, 100, 1100)).GetResponseAsync("hi", cancellationToken: Cancellation), 0.004m, "priced", "microsoft.foundry"),
        ["16 the host serves"] = (() => Paths.CallAsync("chat", Figures.All["Groq"]), 0.000669m, "priced", "groq"),
        ["16 what OpenRouter says"] = (() => Paths.CallAsync("chat", Figures.All["OpenRouter says what it cost"]), 0.0035m, "reported", "openrouter"),
        ["17 Claude on Vertex"] = (
            () => AskAsync(
                new AnthropicVertexClient(new Vertex()) { HttpClient = Answering("claude-sonnet-4-5@20250929", """{"input_tokens":0,"output_tokens":0,"cache_creation_input_tokens":1000000,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":1000000}}"""), MaxRetries = 0 },
                "claude-sonnet-4-5@20250929"),
            6m,
            "priced",
            "gcp.vertex_ai"),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_call_costs_what_it_was_billed(string name)
    {
        var (call, usd, status, provider) = Calls[name];
        using var run = new MoneyRun();

        await MoneyRun.InsideAgentAsync(call);

        run.AssertCosts(usd, status, provider);
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("anthropic stream")]
    [InlineData("anthropic beta")]
    [InlineData("anthropic beta stream")]
    [InlineData("anthropic meai")]
    [InlineData("anthropic meai stream")]
    [InlineData("anthropic llmcall")]
    public async Task _6_a_source_that_is_listened_to_tells_no_second_figure(string path)
    {
        using var run = new MoneyRun("com.anthropic.sdk.csharp", "Experimental.Microsoft.Extensions.AI");
        var answer = Wire.Parse("""
            {"usage":{"input_tokens":10,"output_tokens":100,"cache_read_input_tokens":0,"cache_creation_input_tokens":2000,
             "cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":2000},"server_tool_use":{"web_search_requests":2,"web_fetch_requests":0}}}
            """);
        var body = path.EndsWith(" stream", StringComparison.Ordinal) ? Wire.MessageStream("claude-sonnet-4-6", answer) : Wire.Message("claude-sonnet-4-6", answer);

        await MoneyRun.InsideAgentAsync(() => Paths.AnthropicAsync(
            path, "claude-sonnet-4-6", new AnthropicClient { HttpClient = new HttpClient(new AnsweringHandler(body)), ApiKey = "key", MaxRetries = 0 }));

        run.AssertCosts(((10 * 3m) + (2000 * 6m) + (100 * 15m) + 20_000m) / 1_000_000, "priced", "anthropic");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rounds_before_one_that_fails_are_billed(bool isAgent)
    {
        using var run = new MoneyRun();
        var answering = new HttpClient(new AnsweringHandler(Wire.ChatToolCall("gpt-4o", Wire.Parse(Figures.All["plain"].Answer), round: 0), "{"));
        var client = new ChatClient("gpt-4o", Paths.Key, Paths.Options(Figures.All["plain"], answering)).AsIChatClient();
        var lookUp = AIFunctionFactory.Create(string () => "found", "look_up");

        await MoneyRun.InsideAgentAsync(() => Assert.ThrowsAnyAsync<Exception>(() => isAgent
            ? new Microsoft.Agents.AI.ChatClientAgent(client, tools: [lookUp]).RunAsync("hi", cancellationToken: Cancellation)
            : (Task)client.AsBuilder().UseFunctionInvocation().Build().GetResponseAsync("hi", new ChatOptions { Tools = [lookUp] }, Cancellation)));

        run.AssertCosts(0.0035m, "priced", "openai");
    }

    internal sealed record Quote(string Text, int InputTokens, int OutputTokens, [property: ReportedCost] decimal? PriceUsd);

    [LlmCall("Quote", Provider = "openai")]
    private static partial Task<Quote> QuoteAsync([Model] string model, decimal? price);

    private static Task<Quote> QuoteCoreAsync(string model, decimal? price) => Task.FromResult(new Quote("hi", 1000, 100, price));

    [LlmCall("QuoteStreaming", Provider = "openai")]
    private static partial IAsyncEnumerable<Quote> QuoteStreaming([Model] string model, decimal? price);

    private static async IAsyncEnumerable<Quote> QuoteStreamingCore(string model, decimal? price)
    {
        await Task.Yield();
        yield return new Quote("h", 1000, 1, null);
        yield return new Quote("i", 1000, 100, price);
    }

    [LlmCall("QuoteBy", Provider = "openai")]
    private static partial Task<Quote> QuoteByAsync(Figure figure, decimal? price);

    private static async Task<Quote> QuoteByCoreAsync(Figure figure, decimal? price)
    {
        await Paths.CallAsync("chat", figure);
        return new Quote("hi", 1000, 100, price);
    }

    [LlmCall("AskXai", Provider = "xai")]
    private static partial Task<ChatCompletion> AskXaiAsync([Model] string model);

    private static Task<ChatCompletion> AskXaiCoreAsync(string model) => Task.FromResult(Thoughtful(model));

    [LlmCall("AskOwn", Provider = "reasoning-apart")]
    private static partial Task<ChatCompletion> AskOwnAsync([Model] string model);

    private static Task<ChatCompletion> AskOwnCoreAsync(string model) => Task.FromResult(Thoughtful(model));

    private static ChatCompletion Thoughtful(string model) => ModelReaderWriter.Read<ChatCompletion>(BinaryData.FromString(Wire.Chat(
        model, Wire.Parse("""{"usage":{"prompt_tokens":12,"completion_tokens":9,"total_tokens":313,"completion_tokens_details":{"reasoning_tokens":292}}}"""))))!;

    [LlmCall("Finish", Provider = "openai")]
    private static partial Task<RealtimeServerUpdate> FinishAsync([Model] string model);

    private static Task<RealtimeServerUpdate> FinishCoreAsync(string model) => Task.FromResult(ModelReaderWriter.Read<RealtimeServerUpdate>(BinaryData.FromString("""
        {"type":"response.done","event_id":"e","response":{"object":"realtime.response","id":"r","status":"completed","output":[],
         "usage":{"total_tokens":1855,"input_tokens":1459,"output_tokens":396,
                  "input_token_details":{"text_tokens":1349,"audio_tokens":110,"image_tokens":0,"cached_tokens":1408,"cached_tokens_details":{"text_tokens":1344,"audio_tokens":64,"image_tokens":0}},
                  "output_token_details":{"text_tokens":97,"audio_tokens":299}}}}
        """))!);

    [LlmCall("Draw", Provider = "reasoning-apart")]
    private static partial Task<GeneratedImageCollection> DrawAsync([Model] string model);

    private static Task<GeneratedImageCollection> DrawCoreAsync(string model) => Task.FromResult(ModelReaderWriter.Read<GeneratedImageCollection>(BinaryData.FromString(Wire.Images(Wire.Parse(
        """{"usage":{"input_tokens":3987,"output_tokens":196,"total_tokens":4183,"input_tokens_details":{"text_tokens":943,"image_tokens":3044},"output_tokens_details":{"text_tokens":96,"image_tokens":100}}}"""))))!);

    /// <summary>Makes three requests below the limit of 272,000 tokens; their sum is above it.</summary>
    private static async Task RoundsAsync(bool streaming)
    {
        var usage = Wire.Parse("""{"usage":{"prompt_tokens":150000,"completion_tokens":10,"total_tokens":150010}}""");
        string[] rounds = streaming
            ? [ToolCallStream(usage, 1), ToolCallStream(usage, 2), Wire.ChatStream("gpt-5.4", usage)]
            : [Wire.ChatToolCall("gpt-5.4", usage, 2), Wire.ChatToolCall("gpt-5.4", usage, 3), Wire.Chat("gpt-5.4", usage)];
        var answering = new HttpClient(new AnsweringHandler(rounds));
        using var client = new ChatClient("gpt-5.4", Paths.Key, Paths.Options(Answer("gpt-5.4", "{}"), answering)).AsIChatClient().AsBuilder().UseFunctionInvocation().Build();
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(() => "found", "look_up")] };
        if (streaming)
            await client.GetStreamingResponseAsync("hi", options, Cancellation).ToListAsync();
        else
            await client.GetResponseAsync("hi", options, Cancellation);
    }

    private static string ToolCallStream(JsonObject usage, int round)
    {
        var call = Wire.Parse($$$$"""
            {"id":"round-{{{{round}}}}","object":"chat.completion.chunk","created":1700000000,"model":"gpt-5.4","choices":[{"index":0,"finish_reason":"tool_calls",
             "delta":{"role":"assistant","tool_calls":[{"index":0,"id":"call_{{{{round}}}}","type":"function","function":{"name":"look_up","arguments":"{}"}}]}}]}
            """);
        var last = Wire.Parse($$"""{"id":"round-{{round}}","object":"chat.completion.chunk","created":1700000000,"model":"gpt-5.4","choices":[]}""");
        last["usage"] = usage["usage"]!.DeepClone();
        return $"data: {call.ToJsonString()}\n\ndata: {last.ToJsonString()}\n\ndata: [DONE]\n\n";
    }

    private static Figure Answer(string model, string answer) => new(Protocol.Chat, model, answer, null);

    private static AnthropicClient Claude(string model, string usage) => new() { HttpClient = Answering(model, usage), ApiKey = "key", MaxRetries = 0 };

    private static HttpClient Bedrock(string model) => Answering(model);

    private static HttpClient Answering(string model, string usage = """{"input_tokens":1000,"output_tokens":100}""")
        => new(new AnsweringHandler(Wire.Message(model, new JsonObject { ["usage"] = JsonNode.Parse(usage) })));

    /// <summary>Calls a client through its interface, so that its type is not known at the call.</summary>
    private static async Task AskAsync(IAnthropicClient client, string model)
        => await client.Messages.Create(new MessageCreateParams { Model = model, MaxTokens = 100, Messages = [new UserMessageParam("hi")] }, Cancellation);

    private static UsageDetails Usage(long input, long output, long total, long? reasoning = null, params (string Key, long Count)[] counts) => new()
    {
        InputTokenCount = input,
        OutputTokenCount = output,
        TotalTokenCount = total,
        ReasoningTokenCount = reasoning,
        AdditionalCounts = counts.Length == 0 ? null : new(counts.ToDictionary(static count => count.Key, static count => count.Count)),
    };

    private sealed class Vertex : IAnthropicVertexCredentials
    {
        public string Region => "global";

        public string Project => "shop";

        public ValueTask ApplyAsync(HttpRequestMessage requestMessage) => default;
    }

    /// <summary>Replaces an adapter for Microsoft.Extensions.AI: its metadata and its usage.</summary>
    private sealed class Adapter(string provider, string model, UsageDetails usage) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi")) { ModelId = model, Usage = usage });

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new TextContent("hi"), new UsageContent(usage)]) { ModelId = model };
        }

        public object? GetService(System.Type serviceType, object? serviceKey = null)
            => serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(provider, null, model) : serviceType.IsInstanceOfType(this) ? this : null;

        public void Dispose()
        {
        }
    }
}
