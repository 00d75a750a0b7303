using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Conventions;

/// <content>Operations of every kind with every possible attribute, both successful and failed.</content>
public sealed partial class RegistryTests
{
    private static readonly OperationDescriptor Chat = OperationDescriptor.LlmCall("ask", provider: "openai", model: "gpt-4o-mini", version: "2", description: "Asks");
    private static readonly OperationDescriptor Completion = OperationDescriptor.LlmCall("complete", LlmOperation.TextCompletion, "openai", "gpt-3.5-turbo-instruct");
    private static readonly OperationDescriptor Generation = OperationDescriptor.LlmCall("generate", LlmOperation.GenerateContent, "gcp.gemini", "gemini-2.5-flash");
    private static readonly OperationDescriptor Unpriced = OperationDescriptor.LlmCall("own", provider: "acme", model: "acme-support-7b");
    private static readonly OperationDescriptor Embedding = OperationDescriptor.LlmCall("embed", LlmOperation.Embeddings, "openai", "text-embedding-3-small");
    private static readonly OperationDescriptor Claude = OperationDescriptor.LlmCall("claude", provider: "anthropic", model: "claude-haiku-4-5");

    private static async Task<(IReadOnlyList<Activity> Spans, IReadOnlyList<MetricCollector.Measurement> Measured)> RunAsync(ContentCapture content)
    {
        using var options = new OptionsScope(options =>
        {
            options.Content = content;
            options.Metrics = MetricSets.GenAI | MetricSets.Llm | MetricSets.V1_41;
        });
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector();
        using (AgentTrace.BeginScope(
            userId: "u", sessionId: "s", conversationId: "c", tags: ["t"], metadata: new Dictionary<string, string> { ["tenant"] = "acme" }, version: "1", environment: "test"))
        {
            await WorkflowAsync("Ship it");
        }

        // Without a scope and without an enclosing agent.
        Traced.Sync(Chat, static () => 1, static (response, _) => response.SetFinishReason("end_turn"));
        await Assert.ThrowsAsync<OperationCanceledException>(() => Traced.Async<int>(
            Chat, static () => throw new OperationCanceledException(new CancellationToken(canceled: true)), new CancellationToken(canceled: true)));
        return (spans.Ended, metrics.All);
    }

    [Workflow("release", Version = "1", Description = "Releases")]
    private static partial Task<string> WorkflowAsync(string request);

    private static Task<string> WorkflowCoreAsync(string request) => AgentAsync(request);

    [Agent("releaser", Version = "3", Description = "Writes notes")]
    private static partial Task<string> AgentAsync(string request);

    private static async Task<string> AgentCoreAsync(string request)
    {
        await TaskAsync();
        Assert.NotEmpty(Find("releases", 3));
        Assert.True(Check(request));
        Assert.False(Check(""));
        Assert.Equal(["1", "2"], List("notes"));
        Assert.Throws<InvalidOperationException>(() => Break());
        using (AgentTrace.StartEvaluator("by-hand"))
            AgentTrace.Score("relevance", 0.5, "so so");
        Judge(request);
        Rate(request);
        return "done";
    }

    [AgentTask("calls", Version = "1", Description = "Asks models")]
    private static partial Task TaskAsync();

    private static async Task TaskCoreAsync()
    {
        using (AgentTrace.WithPrompt("notes", 4))
            Traced.Sync(Chat, static () => 1, static (response, _) => ReadAll(response), AllInput());
        foreach (var descriptor in (OperationDescriptor[])[Completion, Generation, Unpriced])
            Traced.Sync(descriptor, static () => 1, static (response, _) => ReadUsage(response, "stop"));
        Traced.Sync(
            Embedding, static () => 1, static (response, _) => response.ReadUsage(UsageAccounting.OpenAI, input: 10), new OperationInput { Request = new LlmRequest { Dimensions = 256 } });
        Traced.Sync(Claude, static () => 1, static (response, _) => AnthropicResponse.Read(response, Compacted()));
        await foreach (var _ in Chat.Trace(Traced.Numbers(3), reader: static (response, _) => ReadUsage(response, "tool_calls")))
        {
        }

        await foreach (var _ in Chat.Trace(Traced.Numbers(3), reader: static (response, _) => ReadUsage(response, null)))
            break;
        Assert.Throws<InvalidOperationException>(() => Traced.Sync<int>(Chat, static () => throw new InvalidOperationException("429")));
        Assert.Throws<InvalidOperationException>(() => Traced.Sync<int>(Embedding, static () => throw new InvalidOperationException("429")));
        using var call = AgentTrace.StartLlmCall("gpt-4o-mini", "openai");
        call.SetInput("How many?");
        call.SetOutput("Three.");
        call.SetResponse("id", "gpt-4o-mini-2024-07-18", "length");
        call.RecordUsage(TokenUsage.FromOpenAI(10, 5));
    }

    private static OperationInput AllInput() => new()
    {
        Server = new Uri("https://api.openai.com/v1"),
        Request = new LlmRequest
        {
            MaxTokens = 10,
            Temperature = 0.5,
            TopP = 0.9,
            TopK = 40,
            StopSequences = ["END"],
            Seed = 7,
            FrequencyPenalty = 0.1,
            PresencePenalty = 0.2,
            ChoiceCount = 2,
            OutputType = "json",
            ReasoningLevel = "low",
            ServiceTier = "flex",
            ConversationId = "resp_1",
        },
    };

    private static void ReadAll(LlmResponse response)
    {
        response.Id = "resp_2";
        response.Model = "gpt-4o-mini-2024-07-18";
        response.ServiceTier = "flex";
        response.AddFinishReason("stop");
        response.AddFinishReason("ContentFilter");
        response.ReadUsage(UsageAccounting.OpenAI, input: 100, output: 50, cacheRead: 40, cacheWrite: 10, reasoning: 20, inputAudio: 5, inputImage: 4);
    }

    private static void ReadUsage(LlmResponse response, string? reason)
    {
        response.Id = "id";
        response.SetFinishReason(reason);
        response.ReadUsage(UsageAccounting.OpenAI, input: 10, output: response.Model is null ? 3 : null);
    }

    private static Dictionary<string, System.Text.Json.JsonElement> Compacted() => System.Text.Json.JsonDocument.Parse("""
        {
          "id": "msg_1", "model": "claude-haiku-4-5", "stop_reason": "compaction",
          "usage": {
            "input_tokens": 1, "output_tokens": 1, "service_tier": "standard",
            "iterations": [{ "type": "compaction", "input_tokens": 100, "output_tokens": 9 }, { "type": "message", "input_tokens": 1, "output_tokens": 1 }]
          }
        }
        """).RootElement.EnumerateObject().ToDictionary(static member => member.Name, static member => member.Value);

    [Retrieval("archive", Version = "1", Description = "Finds")]
    private static partial string[] Find(string query, int topK);

    private static string[] FindCore(string query, int topK) => [.. Enumerable.Repeat(query, topK)];

    [Retrieval("index")]
    private static partial string[] Search(string query);

    private static string[] SearchCore(string query) => [query];

    [Tool("list", Description = "Lists", CostUsd = 0.01)]
    private static partial string[] List(string of);

    private static string[] ListCore(string of) => of.Length == 5 ? [.. Search("1"), "2"] : [];

    [Tool("break")]
    private static partial int Break();

    private static int BreakCore() => throw new InvalidOperationException("broken");

    [Guardrail("check")]
    private static partial bool Check(string text);

    private static bool CheckCore(string text) => text.Length > 0;

    [Evaluator("judge")]
    private static partial double Judge(string text);

    private static double JudgeCore(string text) => text.Length;

    [Evaluator("rate")]
    private static partial string Rate(string text);

    private static string RateCore(string text) => text.Length > 3 ? "good" : "bad";
}
