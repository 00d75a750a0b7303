using AgentTracing.Generators.LlmApis;

namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>SDKs that cannot be restored here, as stubs with the names and types of their public source.</summary>
public class UnrestorableSdkTests
{
    [Fact]
    public void Anthropic_SDK_answers_and_streams()
    {
        const string Stub = """
            namespace Anthropic.SDK.Messaging
            {
                public class Usage { public int InputTokens { get; set; } public int OutputTokens { get; set; } public int CacheCreationInputTokens { get; set; } public int CacheReadInputTokens { get; set; } }
                public class Delta { public string? StopReason { get; set; } }
                public class StreamMessage { public string? Id { get; set; } public string? Model { get; set; } public Usage? Usage { get; set; } }
                public class MessageResponse
                {
                    public string? Id { get; set; } public string? Model { get; set; } public string? StopReason { get; set; } public Usage? Usage { get; set; }
                    public Delta? Delta { get; set; } public StreamMessage? StreamStartMessage { get; set; }
                }
            }
            """;

        Assert.Equal(
            "accounting=Anthropic cacheRead=3 cacheWrite=2 finish=end_turn id=msg input=5 model=claude output=9",
            ReaderHarness.Response("Anthropic.SDK.Messaging.MessageResponse", Stub + """
                public static class Test
                {
                    public static object[] Results() =>
                    [
                        new Anthropic.SDK.Messaging.MessageResponse { StreamStartMessage = new() { Id = "msg", Model = "claude", Usage = new() { InputTokens = 5, OutputTokens = 1, CacheReadInputTokens = 3, CacheCreationInputTokens = 2 } } },
                        new Anthropic.SDK.Messaging.MessageResponse { Delta = new() { StopReason = "end_turn" }, Usage = new() { InputTokens = 5, OutputTokens = 9, CacheReadInputTokens = 3, CacheCreationInputTokens = 2 } },
                    ];
                }
                """));
    }

    [Fact]
    public void Azures_OpenAI_before_its_second_version()
    {
        const string Stub = """
            namespace Azure.AI.OpenAI
            {
                public class CompletionsUsage { public int PromptTokens { get; set; } public int CompletionTokens { get; set; } public int TotalTokens { get; set; } }
                public class ChatCompletions { public string? Id { get; set; } public CompletionsUsage? Usage { get; set; } }
            }
            """;

        Assert.Equal(
            "accounting=OpenAI id=chatcmpl input=5 output=9 total=14",
            ReaderHarness.Response("Azure.Response<Azure.AI.OpenAI.ChatCompletions>", Stub + """
                public static class Test
                {
                    public static object[] Results() =>
                        [Azure.Response.FromValue(new Azure.AI.OpenAI.ChatCompletions { Id = "chatcmpl", Usage = new() { PromptTokens = 5, CompletionTokens = 9, TotalTokens = 14 } }, null!)];
                }
                """));
    }

    [Fact]
    public void Amazon_Bedrock_answers_and_streams()
    {
        const string Stub = """
            namespace Amazon.Runtime { public class ResponseMetadata { public string? RequestId { get; set; } } public class ConstantClass(string value) { public string Value => value; } }
            namespace Amazon.Runtime.EventStreams { public interface IEventStreamEvent { } }
            namespace Amazon.BedrockRuntime.Model
            {
                public class TokenUsage { public int? InputTokens { get; set; } public int? OutputTokens { get; set; } public int? TotalTokens { get; set; } public int? CacheReadInputTokens { get; set; } public int? CacheWriteInputTokens { get; set; } }
                public class ConverseResponse { public Amazon.Runtime.ResponseMetadata? ResponseMetadata { get; set; } public TokenUsage? Usage { get; set; } public PerformanceConfiguration? PerformanceConfig { get; set; } public Amazon.Runtime.ConstantClass? StopReason { get; set; } }
                public class PerformanceConfiguration { public Amazon.Runtime.ConstantClass? Latency { get; set; } }
                public class ConverseStreamMetadataEvent : Amazon.Runtime.EventStreams.IEventStreamEvent { public TokenUsage? Usage { get; set; } public PerformanceConfiguration? PerformanceConfig { get; set; } public ServiceTier? ServiceTier { get; set; } }
                public class ServiceTier { public Amazon.Runtime.ConstantClass? Type { get; set; } }
                public class MessageStopEvent : Amazon.Runtime.EventStreams.IEventStreamEvent { public Amazon.Runtime.ConstantClass? StopReason { get; set; } }
                public class InferenceConfiguration { public int? MaxTokens { get; set; } public float? Temperature { get; set; } }
                public class ConverseRequest { public string? ModelId { get; set; } public InferenceConfiguration? InferenceConfig { get; set; } }
            }
            """;

        Assert.Equal(
            "accounting=Bedrock cacheRead=3 cacheWrite=4 finish=end_turn id=req input=1 output=2 speed=optimized total=10",
            ReaderHarness.Response("Amazon.BedrockRuntime.Model.ConverseResponse", Stub + """
                public static class Test
                {
                    public static object[] Results() => [new Amazon.BedrockRuntime.Model.ConverseResponse
                    {
                        ResponseMetadata = new() { RequestId = "req" }, StopReason = new("end_turn"), PerformanceConfig = new() { Latency = new("optimized") },
                        Usage = new() { InputTokens = 1, OutputTokens = 2, TotalTokens = 10, CacheReadInputTokens = 3, CacheWriteInputTokens = 4 },
                    }];
                }
                """));
        Assert.Equal(
            "accounting=Bedrock finish=max_tokens input=1 output=2 speed=standard tier=flex",
            ReaderHarness.Response("Amazon.Runtime.EventStreams.IEventStreamEvent", Stub + """
                public static class Test
                {
                    public static object[] Results() =>
                    [
                        new Amazon.BedrockRuntime.Model.MessageStopEvent { StopReason = new("max_tokens") },
                        new Amazon.BedrockRuntime.Model.ConverseStreamMetadataEvent { Usage = new() { InputTokens = 1, OutputTokens = 2 }, PerformanceConfig = new() { Latency = new("standard") }, ServiceTier = new() { Type = new("flex") } },
                    ];
                }
                """));

        var request = ReaderHarness.Emit("Amazon.BedrockRuntime.Model.ConverseRequest", Stub, ReaderKind.Request);
        Assert.Contains("request.Model = source.ModelId;", request, StringComparison.Ordinal);
        Assert.Contains("request.MaxTokens = source.InferenceConfig?.MaxTokens;", request, StringComparison.Ordinal);
        Assert.Contains("request.Temperature = (double?)(decimal?)source.InferenceConfig?.Temperature;", request, StringComparison.Ordinal);
    }

    [Fact]
    public void Google_GenAI()
        => Assert.Equal(
            "accounting=Gemini cacheRead=4 finish=STOP id=r input=10 model=gemini-2.5-flash output=2 reasoning=3 tier=OnDemandPriority toolUseInput=5 total=20",
            ReaderHarness.Response("Google.GenAI.Types.GenerateContentResponse", """
                namespace Google.GenAI.Types
                {
                    using System.Collections.Generic;
                    public enum FinishReason { STOP }
                    public class Candidate { public FinishReason? FinishReason { get; set; } }
                    public class GenerateContentResponseUsageMetadata
                    {
                        public int? PromptTokenCount { get; set; } public int? CandidatesTokenCount { get; set; } public int? ThoughtsTokenCount { get; set; }
                        public int? CachedContentTokenCount { get; set; } public int? ToolUsePromptTokenCount { get; set; } public int? TotalTokenCount { get; set; }
                        public TrafficType? TrafficType { get; set; }
                    }
                    public enum TrafficType { OnDemand, OnDemandPriority }
                    public class GenerateContentResponse
                    {
                        public List<Candidate>? Candidates { get; set; } public string? ModelVersion { get; set; } public string? ResponseId { get; set; }
                        public GenerateContentResponseUsageMetadata? UsageMetadata { get; set; }
                    }
                }
                public static class Test
                {
                    public static object[] Results() => [new Google.GenAI.Types.GenerateContentResponse
                    {
                        ResponseId = "r", ModelVersion = "gemini-2.5-flash", Candidates = [new() { FinishReason = Google.GenAI.Types.FinishReason.STOP }],
                        UsageMetadata = new() { PromptTokenCount = 10, CandidatesTokenCount = 2, ThoughtsTokenCount = 3, CachedContentTokenCount = 4, ToolUsePromptTokenCount = 5, TotalTokenCount = 20, TrafficType = Google.GenAI.Types.TrafficType.OnDemandPriority },
                    }];
                }
                """));

    [Fact]
    public void Mistral_SDK()
        => Assert.Equal(
            "accounting=OpenAI finish=stop id=r input=1 model=mistral-small output=2 total=3",
            ReaderHarness.Response("Mistral.SDK.DTOs.ChatCompletionResponse", """
                namespace Mistral.SDK.DTOs
                {
                    using System.Collections.Generic;
                    public class Usage { public int PromptTokens { get; set; } public int CompletionTokens { get; set; } public int TotalTokens { get; set; } }
                    public class Choice { public string? FinishReason { get; set; } }
                    public class ChatCompletionResponse { public string? Id { get; set; } public string? Model { get; set; } public List<Choice>? Choices { get; set; } public Usage? Usage { get; set; } }
                }
                public static class Test
                {
                    public static object[] Results() => [new Mistral.SDK.DTOs.ChatCompletionResponse
                        { Id = "r", Model = "mistral-small", Choices = [new() { FinishReason = "stop" }], Usage = new() { PromptTokens = 1, CompletionTokens = 2, TotalTokens = 3 } }];
                }
                """));

    [Fact]
    public void Cohere_counts_billed_units()
        => Assert.Equal(
            "accounting=Cohere id=r input=1 output=2",
            ReaderHarness.Response("Cohere.ChatResponse", """
                namespace Cohere
                {
                    public class UsageBilledUnits { public double? InputTokens { get; set; } public double? OutputTokens { get; set; } }
                    public class UsageTokens { public double? InputTokens { get; set; } public double? OutputTokens { get; set; } }
                    public class Usage { public UsageBilledUnits? BilledUnits { get; set; } public UsageTokens? Tokens { get; set; } }
                    public class ChatResponse { public string? Id { get; set; } public Usage? Usage { get; set; } }
                }
                public static class Test
                {
                    public static object[] Results() => [new Cohere.ChatResponse { Id = "r", Usage = new() { BilledUnits = new() { InputTokens = 1, OutputTokens = 2 }, Tokens = new() { InputTokens = 99 } } }];
                }
                """));
}
