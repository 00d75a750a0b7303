using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Anthropic.Models.Beta.Messages;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Images;
using OpenAI.Realtime;
using OpenAI.Responses;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using Message = Anthropic.Models.Messages.Message;

#pragma warning disable OPENAI001, OPENAI002, SCME0001 // Experimental parts of OpenAI's SDK.

namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>
/// Everything that determines a price, read from the types of the real SDKs: details, units, tiers, rounds, and members that are newer than
/// the SDK.
/// </summary>
public sealed class BilledFactTests
{
    private static readonly string[] Chat =
    [
        """{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":1,"total_tokens":11}}""",
        """{"id":"c2","object":"chat.completion","created":1,"model":"m","service_tier":"flex","choices":[],"usage":{"prompt_tokens":20,"completion_tokens":2,"total_tokens":22}}""",
    ];

    [Fact]
    public void Cache_writes_and_a_cost_that_OpenAIs_SDK_has_no_property_for()
        => Assert.Contains(
            "accounting=OpenAI cacheRead=2000 cacheWrite=400 cost=0.0035 ",
            ReaderHarness.Response(ModelReaderWriter.Read<ChatCompletion>(BinaryData.FromString("""
                {"id":"c","object":"chat.completion","created":1,"model":"gpt-5.6-sol","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"hi"}}],
                 "usage":{"prompt_tokens":2600,"completion_tokens":100,"total_tokens":2700,"cost":0.0035,"prompt_tokens_details":{"cached_tokens":2000,"cache_write_tokens":400}}}
                """))!),
            StringComparison.Ordinal);

    [Fact]
    public void A_cost_of_zero_is_a_cost()
        => Assert.Contains(" cost=0 ", ReaderHarness.Response(Completion("""
            {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"hi"}}],
             "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2,"cost":0}}
            """)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type":"web_search_call","id":"w","status":"completed","action":{"type":"search","query":"q"}}""", 2, "webSearches=2")]
    [InlineData("""{"type":"web_search_call","id":"w","status":"completed","action":{"type":"open_page","url":"https://example.com"}}""", 2, "")]
    [InlineData("""{"type":"file_search_call","id":"f","status":"completed","queries":["q"],"results":[]}""", 3, "fileSearches=3")]
    [InlineData("""{"type":"code_interpreter_call","id":"i","status":"completed","container_id":"one","code":"1","outputs":[]}""", 2, "codeSessions=1")]
    [InlineData("""{"type":"shell_call","id":"s","call_id":"c","status":"completed","action":{"commands":["ls"]},"environment":{"type":"container_reference","container_id":"one"}}""", 2, "codeSessions=1")]
    [InlineData("""{"type":"shell_call","id":"s","call_id":"c","status":"completed","action":{"commands":["ls"]},"environment":{"type":"local"}}""", 2, "")]
    [InlineData("""{"type":"image_generation_call","id":"g","status":"completed","result":"aGk="}""", 2, "imageGenerations=2")]
    [InlineData("""{"type":"local_shell_call","id":"l","call_id":"c","status":"completed","action":{"type":"exec","command":["ls"],"env":{}}}""", 2, "")]
    [InlineData("""{"type":"mcp_call","id":"m","server_label":"s","name":"n","arguments":"{}","output":"o"}""", 2, "")]
    public void Tools_that_OpenAI_runs_are_counted_from_the_answers_items(string item, int times, string expected)
    {
        var result = ModelReaderWriter.Read<ResponseResult>(BinaryData.FromString(ResponseOf(string.Join(',', Enumerable.Repeat(item, times)))))!;

        foreach (var said in new[] { ReaderHarness.Response(result), ReaderHarness.Response(new ChatResponse { RawRepresentation = result }) })
            Assert.Equal(expected, string.Join(' ', said.Split(' ').Where(static word => word.Contains("earches=", StringComparison.Ordinal) || word.Contains("Sessions=", StringComparison.Ordinal) || word.Contains("Generations=", StringComparison.Ordinal))));
    }

    [Fact]
    public void Tools_and_what_they_used_are_read_for_their_price()
    {
        var result = ModelReaderWriter.Read<ResponseResult>(BinaryData.FromString(ResponseOf("""{"type":"image_generation_call","id":"g","status":"completed","result":"aGk="}""").Replace(
            "\"tools\":[]",
            """
            "tools":[{"type":"code_interpreter","container":{"type":"auto","memory_limit":"4g"}},{"type":"image_generation","model":"gpt-image-2"}],
            "tool_usage":{"image_gen":{"input_tokens":10,"input_tokens_details":{"image_tokens":0,"text_tokens":10},"output_tokens":7024,"total_tokens":7034},"web_search":{"num_requests":2}}
            """,
            StringComparison.Ordinal)))!;

        foreach (var said in new[] { ReaderHarness.Response(result), ReaderHarness.Response(new ChatResponse { RawRepresentation = result }) })
        {
            Assert.Contains("tool=image_generation//gpt-image-2", said, StringComparison.Ordinal);
            Assert.Contains("toolSearches=2", said, StringComparison.Ordinal);
            Assert.Contains("drawing(accounting=OpenAI input=10 inputImage=0 output=7024 outputImage=7024 total=7034)", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Cached_audio_of_a_realtime_response()
    {
        var said = ReaderHarness.Response(ModelReaderWriter.Read<RealtimeServerUpdate>(BinaryData.FromString("""
            {"type":"response.done","event_id":"e","response":{"object":"realtime.response","id":"r","status":"completed","output":[],
             "usage":{"total_tokens":1855,"input_tokens":1459,"output_tokens":396,
                      "input_token_details":{"text_tokens":1349,"audio_tokens":110,"image_tokens":0,"cached_tokens":1408,"cached_tokens_details":{"text_tokens":1344,"audio_tokens":64,"image_tokens":0}},
                      "output_token_details":{"text_tokens":97,"audio_tokens":299}}}}
            """))!);

        Assert.Contains("cacheRead=1408 cacheReadAudio=64 ", said, StringComparison.Ordinal);
        Assert.Contains("input=1459 inputAudio=110 inputImage=0 output=396 outputAudio=299 ", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_and_text_are_counted_separately()
        => Assert.Contains(
            "input=3987 inputImage=3044 output=196 ",
            ReaderHarness.Response(ModelReaderWriter.Read<GeneratedImageCollection>(BinaryData.FromString("""
                {"created":1,"data":[],"usage":{"input_tokens":3987,"output_tokens":196,"total_tokens":4183,"input_tokens_details":{"text_tokens":943,"image_tokens":3044}}}
                """))!),
            StringComparison.Ordinal);

    [Fact]
    public void A_single_embedding_has_its_usage_in_the_body()
    {
        const string Body = """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5]}],"model":"text-embedding-3-small","usage":{"prompt_tokens":8,"total_tokens":8}}""";
        var embeddings = ModelReaderWriter.Read<OpenAIEmbeddingCollection>(BinaryData.FromString(Body))!;

        Assert.Equal(
            "accounting=OpenAI input=8 model=text-embedding-3-small total=8",
            ReaderHarness.Response(ClientResult.FromValue(embeddings[0], new Response(Body))));
    }

    [Fact]
    public void Rounds_of_a_client_that_calls_functions_are_read_one_by_one()
    {
        var first = Completion(Chat[0]);
        var last = Completion(Chat[1]);
        var response = Rounds(first, last, last);

        Assert.EndsWith(
            "round(accounting=OpenAI id=c1 input=10 model=m output=1 provider=openai total=11) round(accounting=OpenAI id=c2 input=20 model=m output=2 provider=openai tier=flex total=22)",
            ReaderHarness.Response(response),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Rounds_that_cannot_be_separated_are_a_sum()
    {
        var said = ReaderHarness.Response(Rounds(null, null, Completion(Chat[1])));

        Assert.Contains("isSum=True", said, StringComparison.Ordinal);
        Assert.Contains("input=30", said, StringComparison.Ordinal);
        Assert.Contains("tier=flex", said, StringComparison.Ordinal);
        Assert.DoesNotContain("round(", said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tier_behind_an_adapter()
        => Assert.Contains("provider=openai tier=flex", ReaderHarness.Response(new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi")) { RawRepresentation = Completion(Chat[1]) }), StringComparison.Ordinal);

    [Fact]
    public void Speed_geography_and_iterations_of_the_beta()
    {
        var message = JsonSerializer.Deserialize<BetaMessage>("""
            {"id":"msg","type":"message","role":"assistant","model":"claude-sonnet-4-6","content":[],"stop_reason":"end_turn",
             "usage":{"input_tokens":23000,"output_tokens":1000,"speed":"fast","inference_geo":"us",
                      "iterations":[{"type":"compaction","input_tokens":180000,"output_tokens":3500},{"type":"message","input_tokens":23000,"output_tokens":1000}]}}
            """)!;
        const string Iterations = "iteration(accounting=Anthropic input=180000 output=3500) iteration(accounting=Anthropic input=23000 output=1000)";

        Assert.Equal(
            "accounting=Anthropic finish=end_turn geography=us id=msg input=23000 isCompacted=True model=claude-sonnet-4-6 output=1000 speed=fast " + Iterations,
            ReaderHarness.Response(message));
        Assert.Equal(
            "accounting=UsageDetails geography=us input=23000 isCompacted=True output=1000 provider=anthropic speed=fast " + Iterations,
            ReaderHarness.Response(new ChatResponse { RawRepresentation = message }));
    }

    [Theory]
    [InlineData("input_tokens", "cacheRead=55 finish=end_turn id=m model=claude output=52")]
    [InlineData("output_tokens", "cacheRead=55 finish=end_turn id=m input=301 model=claude")]
    [InlineData("cache_read_input_tokens", "finish=end_turn id=m input=301 model=claude output=52")]
    public void A_member_that_the_wire_lacks_loses_that_figure_only(string member, string expected)
    {
        var usage = new Dictionary<string, int> { ["input_tokens"] = 301, ["output_tokens"] = 52, ["cache_read_input_tokens"] = 55 };
        usage.Remove(member);
        var message = JsonSerializer.Deserialize<Message>($$"""
            {"id":"m","type":"message","role":"assistant","model":"claude","content":[],"stop_reason":"end_turn","usage":{{JsonSerializer.Serialize(usage)}} }
            """)!;

        Assert.Equal("accounting=Anthropic " + expected, ReaderHarness.Response(message));
    }

    [Fact]
    public void Code_executions_of_Anthropic_which_its_SDK_has_no_property_for()
        => Assert.Contains(
            "codeExecutions=3",
            ReaderHarness.Response(JsonSerializer.Deserialize<Message>(
                """{"id":"m","type":"message","role":"assistant","model":"claude","content":[],"usage":{"input_tokens":1,"output_tokens":1,"server_tool_use":{"code_execution_requests":3}}}""")!),
            StringComparison.Ordinal);

    [Fact]
    public void Lists_of_details_by_modality_and_by_time_to_live()
    {
        Assert.Equal(
            "accounting=Gemini cacheRead=20 cacheReadAudio=5 input=100 inputAudio=60 output=10 outputAudio=4 outputImage=0",
            ReaderHarness.Response("Google.GenAI.Types.Answer", """
                namespace Google.GenAI.Types
                {
                    using System.Collections.Generic;
                    public enum MediaModality { TEXT, AUDIO }
                    public class ModalityTokenCount { public MediaModality? Modality { get; set; } public int? TokenCount { get; set; } }
                    public class Usage
                    {
                        public int? PromptTokenCount { get; set; } public int? CandidatesTokenCount { get; set; } public int? CachedContentTokenCount { get; set; }
                        public List<ModalityTokenCount>? PromptTokensDetails { get; set; } public List<ModalityTokenCount>? CacheTokensDetails { get; set; }
                        public List<ModalityTokenCount>? CandidatesTokensDetails { get; set; }
                    }
                    public class Answer { public Usage? UsageMetadata { get; set; } }
                }
                public static class Test
                {
                    public static object[] Results() => [new Google.GenAI.Types.Answer { UsageMetadata = new()
                    {
                        PromptTokenCount = 100, CandidatesTokenCount = 10, CachedContentTokenCount = 20,
                        PromptTokensDetails = [new() { Modality = Google.GenAI.Types.MediaModality.TEXT, TokenCount = 40 }, new() { Modality = Google.GenAI.Types.MediaModality.AUDIO, TokenCount = 60 }],
                        CacheTokensDetails = [new() { Modality = Google.GenAI.Types.MediaModality.AUDIO, TokenCount = 5 }],
                        CandidatesTokensDetails = [new() { Modality = Google.GenAI.Types.MediaModality.AUDIO, TokenCount = 4 }],
                    } }];
                }
                """));
        Assert.Equal(
            "accounting=Bedrock cacheWrite=9 cacheWrite1h=7 cacheWrite5m=2 input=1 output=2",
            ReaderHarness.Response("Amazon.Answer", """
                namespace Amazon
                {
                    using System.Collections.Generic;
                    public class ConstantClass(string value) { public string Value => value; }
                    public class CacheDetail { public int? InputTokens { get; set; } public ConstantClass? Ttl { get; set; } }
                    public class Usage { public int? InputTokens { get; set; } public int? OutputTokens { get; set; } public int? CacheWriteInputTokens { get; set; } public List<CacheDetail>? CacheDetails { get; set; } }
                    public class Answer { public Usage? Usage { get; set; } }
                }
                public static class Test
                {
                    public static object[] Results() => [new Amazon.Answer { Usage = new()
                    {
                        InputTokens = 1, OutputTokens = 2, CacheWriteInputTokens = 9,
                        CacheDetails = [new() { InputTokens = 2, Ttl = new("5m") }, new() { InputTokens = 7, Ttl = new("1h") }],
                    } }];
                }
                """));
    }

    private static ChatCompletion Completion(string json) => ModelReaderWriter.Read<ChatCompletion>(BinaryData.FromString(json))!;

    private static ChatResponse Rounds(object? first, object? last, object? whole) => new()
    {
        RawRepresentation = whole,
        Usage = new UsageDetails { InputTokenCount = 30, OutputTokenCount = 3, TotalTokenCount = 33 },
        Messages =
        [
            new(ChatRole.Assistant, [new FunctionCallContent("t", "weather")]) { RawRepresentation = first },
            new(ChatRole.Tool, [new FunctionResultContent("t", "sunny")]),
            new(ChatRole.Assistant, "hi") { RawRepresentation = last },
        ],
    };

    private static string ResponseOf(string items) => $$$$"""
        {"id":"resp","object":"response","created_at":1700000000,"status":"completed","model":"gpt-4o","output":[{{{{items}}}}],"tools":[],"parallel_tool_calls":true,"tool_choice":"auto",
         "usage":{"input_tokens":1000,"output_tokens":100,"total_tokens":1100,"input_tokens_details":{"cached_tokens":0},"output_tokens_details":{"reasoning_tokens":0}}}
        """;

    private sealed class Response(string body) : PipelineResponse
    {
        public override int Status => 200;

        public override string ReasonPhrase => "OK";

        public override Stream? ContentStream { get; set; }

        public override BinaryData Content { get; } = BinaryData.FromString(body);

        protected override PipelineResponseHeaders HeadersCore => throw new NotSupportedException();

        public override BinaryData BufferContent(CancellationToken cancellationToken = default) => Content;

        public override ValueTask<BinaryData> BufferContentAsync(CancellationToken cancellationToken = default) => new(Content);

        public override void Dispose()
        {
        }
    }
}
