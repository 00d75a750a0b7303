using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using AgentTracing.Generators.Tests.Infrastructure;
using Anthropic.Models.Messages;
using Azure.AI.Inference;
using Betalgo.Ranul.OpenAI.ObjectModels.ResponseModels;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Responses;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessageContent = Microsoft.SemanticKernel.ChatMessageContent;
using Message = Anthropic.Models.Messages.Message;

namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>The values read from results of the real SDKs.</summary>
public class ResponseReaderTests
{
    private const string ChatCompletionJson = """
        {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"gpt-4o-mini-2024-07-18","service_tier":"default",
         "choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":"hi"}}],
         "usage":{"prompt_tokens":100,"completion_tokens":40,"total_tokens":140,
                  "prompt_tokens_details":{"cached_tokens":30,"audio_tokens":5},"completion_tokens_details":{"reasoning_tokens":12,"audio_tokens":2}}}
        """;

    private const string ResponseJson = """
        {"id":"resp_1","object":"response","created_at":1700000000,"status":"completed","model":"gpt-5-mini-2025-08-07","output":[],"tools":[],
         "parallel_tool_calls":true,"tool_choice":"auto",
         "usage":{"input_tokens":200,"output_tokens":60,"total_tokens":260,
                  "input_tokens_details":{"cached_tokens":80,"cache_write_tokens":9},"output_tokens_details":{"reasoning_tokens":22}}}
        """;

    private const string MessageJson = """
        {"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-4-6","content":[],"stop_reason":"end_turn","stop_sequence":null,
         "usage":{"input_tokens":301,"output_tokens":52,"cache_read_input_tokens":55,"cache_creation_input_tokens":7,
                  "cache_creation":{"ephemeral_5m_input_tokens":4,"ephemeral_1h_input_tokens":3},"inference_geo":"us",
                  "output_tokens_details":{"thinking_tokens":19},"server_tool_use":{"web_search_requests":2,"web_fetch_requests":1},"service_tier":"priority"}}
        """;

    [Fact]
    public void Microsoft_Extensions_AI_chat_response()
    {
        var response = new ChatResponse
        {
            ResponseId = "r1",
            ModelId = "m1",
            FinishReason = ChatFinishReason.ToolCalls,
            Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 5, TotalTokenCount = 15, CachedInputTokenCount = 3, ReasoningTokenCount = 2 },
        };

        Assert.Equal("accounting=UsageDetails cacheRead=3 finish=tool_calls id=r1 input=10 model=m1 output=5 reasoning=2 total=15", ReaderHarness.Response(response));
        Assert.Equal("finish=stop", ReaderHarness.Response(new ChatResponse { FinishReason = ChatFinishReason.Stop }));
    }

    [Fact]
    public void Cache_writes_of_Anthropic_come_through_Microsoft_Extensions_AI()
    {
        var response = new ChatResponse
        {
            Usage = new UsageDetails { InputTokenCount = 363, OutputTokenCount = 52, CachedInputTokenCount = 55, AdditionalCounts = new() { ["CacheCreationInputTokens"] = 7 } },
            RawRepresentation = JsonSerializer.Deserialize<Message>(MessageJson),
        };

        Assert.Equal(
            "accounting=UsageDetails cacheRead=55 cacheWrite=7 cacheWrite1h=3 cacheWrite5m=4 geography=us input=363 output=52 provider=anthropic reasoning=19 tier=priority webSearches=2",
            ReaderHarness.Response(response));
    }

    [Fact]
    public void Microsoft_Extensions_AI_typed_response_is_read_as_its_base()
    {
        var typed = ReaderHarness.Emit("Microsoft.Extensions.AI.ChatResponse<int[]>");
        Assert.Equal(ReaderHarness.Emit("Microsoft.Extensions.AI.ChatResponse"), typed);
        Assert.StartsWith(
            "internal static void ReadChatResponse(global::AgentTracing.CompilerServices.LlmResponse response, global::Microsoft.Extensions.AI.ChatResponse result)\n",
            typed!.Unbroken(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Microsoft_Extensions_AI_updates_carry_usage_as_content()
    {
        ChatResponseUpdate[] updates =
        [
            new() { ResponseId = "r1", ModelId = "m1", Contents = [new Microsoft.Extensions.AI.TextContent("Hel")] },
            new() { Contents = [new UsageContent(new UsageDetails { InputTokenCount = 10 })] },
            new() { FinishReason = ChatFinishReason.Stop },
            new() { FinishReason = ChatFinishReason.Stop, Contents = [new UsageContent(new UsageDetails { InputTokenCount = 10, OutputTokenCount = 4 })] },
        ];

        Assert.Equal("accounting=UsageDetails finish=stop id=r1 input=10 model=m1 output=4", ReaderHarness.Response(updates));
    }

    [Fact]
    public void Cache_writes_of_Anthropic_come_through_the_updates_of_Microsoft_Extensions_AI()
    {
        ChatResponseUpdate[] updates =
        [
            new() { RawRepresentation = JsonSerializer.Deserialize<RawMessageStreamEvent>("""{"type":"message_start","message":""" + MessageJson + "}") },
            new() { Contents = [new UsageContent(new UsageDetails { InputTokenCount = 363, AdditionalCounts = new() { ["CacheCreationInputTokens"] = 7 } })] },
        ];

        Assert.Equal("accounting=UsageDetails cacheRead=55 cacheWrite=7 cacheWrite1h=3 cacheWrite5m=4 geography=us input=363 output=52 provider=anthropic reasoning=19 tier=priority webSearches=2", ReaderHarness.Response(updates));
    }

    [Fact]
    public void Microsoft_Extensions_AI_embeddings()
    {
        var embeddings = new GeneratedEmbeddings<Embedding<float>>([new Embedding<float>(new float[] { 1 }) { ModelId = "e1" }])
        {
            Usage = new UsageDetails { InputTokenCount = 8, TotalTokenCount = 8 },
        };

        Assert.Equal("accounting=UsageDetails input=8 model=e1 total=8", ReaderHarness.Response(embeddings));
        Assert.Equal("", ReaderHarness.Response(new GeneratedEmbeddings<Embedding<float>>()));
    }

    [Fact]
    public void OpenAI_chat_completion()
    {
        const string Expected = "accounting=OpenAI cacheRead=30 finish=ToolCalls id=chatcmpl-1 input=100 inputAudio=5 model=gpt-4o-mini-2024-07-18 "
            + "output=40 outputAudio=2 reasoning=12 tier=default total=140";
        var completion = Model<ChatCompletion>(ChatCompletionJson);

        Assert.Equal(Expected, ReaderHarness.Response(completion));
        Assert.Equal(Expected, ReaderHarness.Response(ClientResult.FromValue(completion, new NoResponse())));
    }

    [Fact]
    public void OpenAI_chat_completion_without_usage_says_the_rest()
    {
        var completion = Model<ChatCompletion>("""
            {"id":"chatcmpl-2","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":""}}]}
            """);

        Assert.Equal("finish=Stop id=chatcmpl-2 model=m", ReaderHarness.Response(completion));
    }

    [Fact]
    public void OpenAI_chat_stream()
    {
        var first = Model<StreamingChatCompletionUpdate>("""
            {"id":"chatcmpl-3","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"x"},"finish_reason":null}]}
            """);
        var reason = Model<StreamingChatCompletionUpdate>("""
            {"id":"chatcmpl-3","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}
            """);
        var last = Model<StreamingChatCompletionUpdate>("""
            {"id":"chatcmpl-3","object":"chat.completion.chunk","created":1,"model":"m","choices":[],
             "usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}
            """);

        Assert.Equal("accounting=OpenAI finish=Stop id=chatcmpl-3 input=9 model=m output=2 total=11", ReaderHarness.Response(first, reason, last));
    }

#pragma warning disable OPENAI001 // The Responses API is experimental in the SDK, but widely used.
    [Fact]
    public void OpenAI_response()
        => Assert.Equal(
            "accounting=OpenAI cacheRead=80 cacheWrite=9 finish=Completed id=resp_1 input=200 model=gpt-5-mini-2025-08-07 output=60 reasoning=22 total=260",
            ReaderHarness.Response(Model<ResponseResult>(ResponseJson)));

    [Fact]
    public void OpenAI_response_stream()
    {
        var created = Model<StreamingResponseUpdate>("""
            {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1,"status":"in_progress","model":"gpt-5-mini",
             "output":[],"tools":[],"parallel_tool_calls":true,"tool_choice":"auto"}}
            """);
        var completed = Model<StreamingResponseUpdate>($$"""{"type":"response.completed","sequence_number":1,"response":{{ResponseJson}}}""");

        Assert.Equal("id=resp_1 model=gpt-5-mini", ReaderHarness.Response(created));
        Assert.Equal(
            "accounting=OpenAI cacheRead=80 cacheWrite=9 finish=Completed id=resp_1 input=200 model=gpt-5-mini-2025-08-07 output=60 reasoning=22 total=260",
            ReaderHarness.Response(created, completed));
    }
#pragma warning restore OPENAI001

    [Fact]
    public void OpenAI_embeddings()
        => Assert.Equal(
            "accounting=OpenAI input=6 model=text-embedding-3-small total=6",
            ReaderHarness.Response(Model<OpenAIEmbeddingCollection>("""
                {"object":"list","model":"text-embedding-3-small","data":[],"usage":{"prompt_tokens":6,"total_tokens":6}}
                """)));

    [Fact]
    public void Anthropic_message()
        => Assert.Equal(
            "accounting=Anthropic cacheRead=55 cacheWrite=7 cacheWrite1h=3 cacheWrite5m=4 finish=end_turn geography=us id=msg_1 input=301 model=claude-opus-4-6 "
                + "output=52 reasoning=19 tier=priority webSearches=2",
            ReaderHarness.Response(JsonSerializer.Deserialize<Message>(MessageJson)!));

    [Fact]
    public void Anthropic_model_that_the_SDK_does_not_know_yet_is_read_as_it_was_sent()
        => Assert.Contains(
            "model=claude-tomorrow",
            ReaderHarness.Response(JsonSerializer.Deserialize<Message>(MessageJson.Replace("claude-opus-4-6", "claude-tomorrow", StringComparison.Ordinal))!),
            StringComparison.Ordinal);

    [Fact]
    public void Anthropic_beta_message()
        => Assert.Equal(
            "accounting=Anthropic cacheRead=55 cacheWrite=7 cacheWrite1h=3 cacheWrite5m=4 finish=end_turn geography=us id=msg_1 input=301 model=claude-opus-4-6 "
                + "output=52 reasoning=19 tier=priority webSearches=2",
            ReaderHarness.Response(JsonSerializer.Deserialize<Anthropic.Models.Beta.Messages.BetaMessage>(MessageJson)!));

    [Fact]
    public void Anthropic_stream()
    {
        var start = JsonSerializer.Deserialize<RawMessageStreamEvent>("""{"type":"message_start","message":""" + MessageJson + "}")!;
        var delta = JsonSerializer.Deserialize<RawMessageStreamEvent>("""
            {"type":"message_delta","delta":{"stop_reason":"max_tokens","stop_sequence":null},
             "usage":{"output_tokens":77,"input_tokens":null,"cache_read_input_tokens":null,"cache_creation_input_tokens":null}}
            """)!;
        var stop = JsonSerializer.Deserialize<RawMessageStreamEvent>("""{"type":"message_stop"}""")!;

        Assert.Equal(
            "accounting=Anthropic cacheRead=55 cacheWrite=7 cacheWrite1h=3 cacheWrite5m=4 finish=max_tokens geography=us id=msg_1 input=301 model=claude-opus-4-6 "
                + "output=77 reasoning=19 tier=priority webSearches=2",
            ReaderHarness.Response(start, delta, stop));
    }

    [Fact]
    public void Agent_responses_are_aggregates_their_usage_is_not_read()
    {
        var response = new AgentResponse
        {
            ResponseId = "a1",
            FinishReason = ChatFinishReason.Length,
            Usage = new UsageDetails { InputTokenCount = 202 },
        };
        var update = new AgentResponseUpdate { ResponseId = "a2", Contents = [new UsageContent(new UsageDetails { InputTokenCount = 202 })] };

        Assert.Equal("finish=length id=a1", ReaderHarness.Response(response));
        Assert.Equal("id=a2", ReaderHarness.Response(update));
    }

    [Fact]
    public void Semantic_Kernel_contents_carry_the_connectors_object()
    {
        var completion = Model<ChatCompletion>(ChatCompletionJson);
        var content = new ChatMessageContent
        {
            ModelId = "gpt-4o-mini",
            InnerContent = completion,
            Metadata = new Dictionary<string, object?> { ["Usage"] = completion.Usage },
        };
        const string Expected = "accounting=OpenAI cacheRead=30 finish=ToolCalls id=chatcmpl-1 input=100 inputAudio=5 model=gpt-4o-mini-2024-07-18 "
            + "output=40 outputAudio=2 provider=openai reasoning=12 tier=default total=140";

        Assert.Equal(Expected, ReaderHarness.Response(content));
        Assert.Equal(Expected, ReaderHarness.Response<IReadOnlyList<ChatMessageContent>>([content]));
        Assert.Equal("model=gpt-4o-mini", ReaderHarness.Response(new ChatMessageContent { ModelId = "gpt-4o-mini" }));
    }

    [Fact]
    public void Semantic_Kernel_elements_of_a_chat_clients_stream()
    {
        var usage = new UsageContent(new UsageDetails { InputTokenCount = 4 });
        var element = new StreamingChatMessageContent(null, null, modelId: "m", metadata: new Dictionary<string, object?> { ["Usage"] = usage });

        Assert.Equal("accounting=UsageDetails input=4 model=m", ReaderHarness.Response(element));
        Assert.Equal("accounting=UsageDetails input=4 model=m", ReaderHarness.Response<StreamingKernelContent>(element));
    }

    [Fact]
    public void Semantic_Kernel_function_result()
    {
        var function = KernelFunctionFactory.CreateFromMethod(() => "hi");
        var usage = Model<ChatCompletion>(ChatCompletionJson).Usage;
        var throughConnector = new FunctionResult(function, "hi", metadata: new Dictionary<string, object?> { ["Usage"] = usage });
        var throughChatClient = new FunctionResult(function, new ChatResponse { ModelId = "m", Usage = new UsageDetails { InputTokenCount = 4 } });

        Assert.Equal("accounting=OpenAI cacheRead=30 input=100 inputAudio=5 output=40 outputAudio=2 reasoning=12 total=140", ReaderHarness.Response(throughConnector));
        Assert.Equal("accounting=UsageDetails input=4 model=m", ReaderHarness.Response(throughChatClient));
    }

    [Fact]
    public void OllamaSharp_streams_and_embeddings()
    {
        Assert.Equal(
            "accounting=Ollama finish=stop input=26 model=llama3.2 output=5",
            ReaderHarness.Response(
                new ChatResponseStream { Model = "llama3.2" },
                new ChatDoneResponseStream { Model = "llama3.2", DoneReason = "stop", PromptEvalCount = 26, EvalCount = 5 }));
        Assert.Equal(
            "accounting=Ollama finish=length input=7 model=llama3.2 output=2",
            ReaderHarness.Response(
                new GenerateResponseStream { Model = "llama3.2" },
                new GenerateDoneResponseStream { Model = "llama3.2", DoneReason = "length", PromptEvalCount = 7, EvalCount = 2 }));
        Assert.Equal("accounting=Ollama input=3", ReaderHarness.Response(new EmbedResponse { PromptEvalCount = 3 }));
    }

    [Fact]
    public void Azure_AI_Inference()
    {
        var completions = Model<ChatCompletions>(ChatCompletionJson);

        Assert.Equal("accounting=OpenAI finish=tool_calls id=chatcmpl-1 input=100 model=gpt-4o-mini-2024-07-18 output=40 total=140", ReaderHarness.Response(completions));
        Assert.Equal(
            "accounting=OpenAI finish=tool_calls id=chatcmpl-1 input=100 model=gpt-4o-mini-2024-07-18 output=40 total=140",
            ReaderHarness.Response(Azure.Response.FromValue(completions, new NoAzureResponse())));
        Assert.Contains("usage.PromptTokens", ReaderHarness.Emit("Azure.AI.Inference.StreamingChatCompletionsUpdate"), StringComparison.Ordinal);
    }

    [Fact]
    public void Betalgo_chat_completion()
        => Assert.Equal(
            "accounting=OpenAI cacheRead=30 finish=tool_calls id=chatcmpl-1 input=100 inputAudio=5 model=gpt-4o-mini-2024-07-18 output=40 reasoning=12 tier=default total=140",
            ReaderHarness.Response(JsonSerializer.Deserialize<ChatCompletionCreateResponse>(ChatCompletionJson)!).Replace(" outputAudio=2", "", StringComparison.Ordinal));

    private static T Model<T>(string json)
        where T : IPersistableModel<T>
        => ModelReaderWriter.Read<T>(BinaryData.FromString(json))!;
}
