using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>
/// Replaces the run time that readers are compiled against: records every figure as it was read, before any accounting. Reading JSON, lists
/// and rounds uses the run time's own source.
/// </summary>
internal static class RecordingContract
{
    private static readonly string RunTime = Path.Combine(TestPaths.Repository, "src", "AgentTracing", "CompilerServices");
    private static readonly string[] Own = ["AdaptedAnswer", "AnthropicResponse", "BilledItem", "BilledItems", "BilledSessions", "OpenAIPatch", "OpenAIResponse", "TokenDetails"];

    /// <summary>The source files.</summary>
    public static string[] Sources { get; } =
    [
        Source,
        "global using System; global using System.Collections.Generic; global using System.Linq;",
        .. Own.Select(static name => "#nullable enable\n" + File.ReadAllText(Directory.EnumerateFiles(RunTime, name + ".cs", SearchOption.AllDirectories).Single())),
        "#nullable enable\n" + File.ReadAllText(Path.Combine(TestPaths.Repository, "src", "AgentTracing", "Content", "JsonElementExtensions.cs")),
    ];

    private const string Source = """
        #nullable enable
        using System.Collections.Generic;
        using System.Linq;

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
                public string? Id { get => Said.GetValueOrDefault("id"); set => Say("id", value); }
                public string? Model { get => Said.GetValueOrDefault("model"); set => Say("model", value); }
                public string? Provider { get => Said.GetValueOrDefault("provider"); set => Say("provider", value); }
                public string? ServiceTier { get => Said.GetValueOrDefault("tier"); set => Say("tier", value); }
                public string? Geography { get => Said.GetValueOrDefault("geography"); set => Say("geography", value); }
                public string? Speed { get => Said.GetValueOrDefault("speed"); set => Say("speed", value); }
                public bool IsSum { set => Say("isSum", value); }
                public bool IsCompacted { set { if (value) Say("isCompacted", value); } }
                public decimal? ReportedCost { set => Say("cost", value); }
                public void ReadMarkedCost(decimal? usd) => ReportedCost = usd;
                public void ReadMarkedCost(double? usd) => ReportedCost = (decimal?)usd;
                public void ReportCost(double? usd) => ReportedCost = (decimal?)usd;
                public void BeginInferences() => _parts.Clear();
                public void ReadPart<T>(T value, System.Action<LlmResponse, T> read) => read(this, value);
                public void ReadIf<T>(object? value, System.Action<LlmResponse, T> read) { if (value is T known) read(this, known); }
                public void ReadPartIf<T>(object? value, System.Action<LlmResponse, T> read) => ReadIf(value, read);
                public void ReadAs<T>(string provider, T value, System.Action<LlmResponse, T> read) { Provider = provider; read(this, value); }
                internal void ReadToolUsage(long webSearches, System.Action<LlmResponse>? readDrawing)
                {
                    if (webSearches > 0)
                        Say("toolSearches", webSearches);
                    readDrawing?.Invoke(Add("drawing", null));
                }

                public void ReadEach<T>(IEnumerable<T>? items, System.Action<LlmResponse, T> read) => ReadEach<T, T>(items, read);
                public void ReadEach<TItem, T>(IEnumerable<TItem>? items, System.Action<LlmResponse, T> read) { foreach (var item in (items ?? []).OfType<T>()) read(this, item); }
                public void ReadEntry<T>(IReadOnlyDictionary<string, object?>? entries, string key, System.Action<LlmResponse, T> read) { if (entries?.TryGetValue(key, out var entry) == true && entry is T known) read(this, known); }
                public LlmResponse AddIteration(string? model = null) => Add("iteration", model);
                public LlmResponse AddRound(string? model = null) => Add("round", model);

                public IEnumerable<string> All => Said.Select(pair => $"{pair.Key}={pair.Value}").Concat(_parts.Select(part => $"{part.Kind}({string.Join(" ", part.Response.All)})"));
                private readonly List<(string Kind, LlmResponse Response)> _parts = [];

                private LlmResponse Add(string kind, string? model)
                {
                    var part = new LlmResponse { Model = model };
                    _parts.Add((kind, part));
                    return part;
                }

                public void ReadAdditionalCounts(IEnumerable<KeyValuePair<string, long>>? counts)
                {
                    foreach (var (key, count) in counts ?? [])
                        Say(key is "CacheCreationInputTokens" ? "cacheWrite" : key is "CacheReadInputTokens" ? "cacheRead" : key is "ToolUsePromptTokenCount" ? "toolUseInput" : "+" + key, count);
                }

                public void TakeOutputForImages() => Say("outputImage", Said.GetValueOrDefault("outputImage") ?? Said.GetValueOrDefault("output"));
                public void ReportTicks(long? ticks) => Say("ticks", ticks);
                public void ReadTool(string? kind, string? memory = null, string? model = null) => Say("tool", kind + "/" + memory + "/" + model);

                public void ReadUnits(
                    long? webSearches = null, long? fileSearches = null, long? codeSessions = null, long? codeExecutions = null, long? rerankSearches = null,
                    long? webSearchPreviews = null, long? mapSearches = null, long? imageGenerations = null)
                {
                    SayUnits("webSearchPreviews", webSearchPreviews); SayUnits("mapSearches", mapSearches); SayUnits("imageGenerations", imageGenerations);
                    SayUnits("webSearches", webSearches); SayUnits("fileSearches", fileSearches); SayUnits("codeSessions", codeSessions);
                    SayUnits("codeExecutions", codeExecutions); SayUnits("rerankSearches", rerankSearches);
                }

                private void SayUnits(string key, long? count) => Say(key, count == 0 ? null : count);

                public void SetFinishReason(string? reason) => Say("finish", reason);
                public void AddFinishReason(string? reason) => Say("finish", reason is not null && Said.TryGetValue("finish", out var said) ? said + "," + reason : reason);
                public void SetUsage(TokenUsage? usage) => Say("usage", usage is { } u ? u.Input + "+" + u.Output : null);
                public void Read(ITokenUsageSource source) { SetUsage(source.TokenUsage); Model = source.Model; Id = source.ResponseId; }

                public void ReadUsage(
                    UsageAccounting accounting, long? input = null, long? output = null, long? total = null, long? cacheRead = null, long? cacheWrite = null,
                    long? cacheWrite5m = null, long? cacheWrite1h = null, long? reasoning = null, long? inputAudio = null, long? outputAudio = null,
                    long? toolUseInput = null, long? webSearches = null, long? cacheReadAudio = null, long? inputImage = null, long? outputImage = null)
                {
                    Say("accounting", accounting.ToString());
                    Say("input", input); Say("output", output); Say("total", total); Say("cacheRead", cacheRead); Say("cacheWrite", cacheWrite);
                    Say("cacheWrite5m", cacheWrite5m); Say("cacheWrite1h", cacheWrite1h); Say("reasoning", reasoning); Say("inputAudio", inputAudio);
                    Say("outputAudio", outputAudio); Say("toolUseInput", toolUseInput); Say("webSearches", webSearches);
                    Say("cacheReadAudio", cacheReadAudio); Say("inputImage", inputImage); Say("outputImage", outputImage);
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
                public void AddPrompt(string? text) { }
            }

            public sealed class LlmMessages
            {
                public void Begin(string? role, string? name = null) { }
                public void AddEach<T>(IEnumerable<T>? items, System.Action<LlmMessages, T> add) { }
                public void AppendEach<T>(IEnumerable<T>? parts, System.Action<LlmMessages, T> add) { }
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
                public void ReadOnly<T>(IReadOnlyDictionary<string, T>? entries, System.Action<LlmRequest, T> reader)
                {
                    foreach (var (_, entry) in entries is { Count: 1 } ? entries : new Dictionary<string, T>())
                        reader(this, entry);
                }

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
                public bool IsPoll;
                public string? OutputType { get; set; }
                public string? ReasoningLevel { get; set; }
                public string? ServiceTier { get; set; }
                public string? ConversationId { get; set; }
                public string? PreviousResponseId { get; set; }
                public long? Dimensions { get; set; }
            }
        }
        """;
}
