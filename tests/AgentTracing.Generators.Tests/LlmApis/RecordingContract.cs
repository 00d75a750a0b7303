namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>A stand-in for the run time that readers are compiled against: it keeps every figure as it was read, before any accounting.</summary>
internal static class RecordingContract
{
    public const string Source = """
        #nullable enable
        using System.Collections.Generic;

        namespace AgentTracing
        {
            public readonly record struct TokenUsage(long Input, long Output);

            public interface ITokenUsageSource
            {
                TokenUsage? TokenUsage { get; }
                string? Model { get; }
                string? ResponseId { get; }
            }
        }

        namespace AgentTracing.CompilerServices
        {
            public enum UsageAccounting { OpenAI, Anthropic, Gemini, Bedrock, Xai, Cohere, Ollama, UsageDetails }

            public sealed class LlmResponse
            {
                public SortedDictionary<string, string> Said { get; } = new(System.StringComparer.Ordinal);
                public LlmContent? Content => null;
                public string? Id { set => Say("id", value); }
                public string? Model { set => Say("model", value); }
                public string? Provider { set => Say("provider", value); }
                public string? ServiceTier { set => Say("tier", value); }
                public string? Geography { set => Say("geography", value); }
                public void SetFinishReason(string? reason) => Say("finish", reason);
                public void AddFinishReason(string? reason) => Say("finish", reason is not null && Said.TryGetValue("finish", out var said) ? said + "," + reason : reason);
                public void SetUsage(TokenUsage? usage) => Say("usage", usage is { } u ? u.Input + "+" + u.Output : null);
                public void Read(ITokenUsageSource source) { SetUsage(source.TokenUsage); Model = source.Model; Id = source.ResponseId; }

                public void ReadUsage(
                    UsageAccounting accounting, long? input = null, long? output = null, long? total = null, long? cacheRead = null, long? cacheWrite = null,
                    long? cacheWrite5m = null, long? cacheWrite1h = null, long? reasoning = null, long? inputAudio = null, long? outputAudio = null,
                    long? toolUseInput = null, long? webSearches = null)
                {
                    Say("accounting", accounting.ToString());
                    Say("input", input); Say("output", output); Say("total", total); Say("cacheRead", cacheRead); Say("cacheWrite", cacheWrite);
                    Say("cacheWrite5m", cacheWrite5m); Say("cacheWrite1h", cacheWrite1h); Say("reasoning", reasoning); Say("inputAudio", inputAudio);
                    Say("outputAudio", outputAudio); Say("toolUseInput", toolUseInput); Say("webSearches", webSearches);
                }

                private void Say(string key, object? value)
                {
                    if (value is not null)
                        Said[key] = System.Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
                }
            }

            public sealed class LlmContent
            {
                public LlmMessages Input => null!;
                public LlmMessages Output => null!;
            }

            public sealed class LlmMessages
            {
                public void Begin(string? role, string? name = null) { }
                public void AddText(string? text) { }
                public void AppendText(string? text) { }
                public void AddReasoning(string? text) { }
                public void AppendReasoning(string? text) { }
                public void AddToolCall(string? id, string? name, object? arguments) { }
                public void AddToolResponse(string? id, object? response) { }
                public void AddUri(string? modality, string? mimeType, string? uri) { }
                public void AddBlob(string? modality, string? mimeType) { }
                public void AddFile(string? id, string? mimeType = null) { }
            }

            public static class OpenAIChatContent
            {
                public static void ReadCompletion(LlmContent content, System.ReadOnlyMemory<byte> json) { }
                public static void ReadChunk(LlmContent content, System.ReadOnlyMemory<byte> json) { }
            }

            public static class OpenAIResponsesContent
            {
                public static void ReadResponse(LlmContent content, System.ReadOnlyMemory<byte> json) { }
                public static void ReadUpdate(LlmContent content, System.ReadOnlyMemory<byte> json) { }
            }

            public static class AnthropicContent
            {
                public static void ReadResponse(LlmContent content, IReadOnlyDictionary<string, System.Text.Json.JsonElement> message) { }
                public static void ReadUpdate(LlmContent content, System.Text.Json.JsonElement update) { }
            }

            public sealed class LlmRequest
            {
                public string? Model { get; set; }
                public long? MaxTokens { get; set; }
                public double? Temperature { get; set; }
                public double? TopP { get; set; }
                public long? TopK { get; set; }
                public IEnumerable<string>? StopSequences { get; set; }
                public long? Seed { get; set; }
                public double? FrequencyPenalty { get; set; }
                public double? PresencePenalty { get; set; }
                public long? ChoiceCount { get; set; }
                public bool? Stream { get; set; }
                public string? OutputType { get; set; }
                public string? ReasoningLevel { get; set; }
                public string? ServiceTier { get; set; }
                public string? ConversationId { get; set; }
                public long? Dimensions { get; set; }
            }
        }
        """;
}
