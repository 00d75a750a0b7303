using Azure;
using Azure.AI.Inference;
using LoopbackLlm;

namespace AgentTracing.IntegrationTests.Loopback;

public class AzureInferenceTests
{
    private static readonly ScriptedUsage Usage = ScriptedUsage.Of(101, 52) with { CachedInputTokens = 9 };

    [Fact]
    public async Task An_answer_has_the_scripts_figures()
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Say("hello 世界", Usage) with { Model = "phi-real" });

        ChatCompletions completions = await server.AzureInferenceChat().CompleteAsync(Options(), LoopbackClients.Cancellation);

        Assert.Equal("hello 世界", completions.Content);
        Assert.Equal("phi-real", completions.Model);
        Assert.Equal(CompletionsFinishReason.Stopped, completions.FinishReason);
        Assert.Equal((101, 52, 153), (completions.Usage.PromptTokens, completions.Usage.CompletionTokens, completions.Usage.TotalTokens));
        var logged = Assert.Single(server.Log.Requests);
        Assert.Equal(logged.ResponseId, completions.Id);
        Assert.Equal(("azure.ai.inference", "/chat/completions"), (logged.Provider, logged.Path));
        Assert.StartsWith("?api-version=", logged.Query, StringComparison.Ordinal);
        Assert.Equal(ScriptedUsage.Of(101, 52), logged.Usage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_contains_usage_only_on_request(bool asks)
    {
        await using var server = await LoopbackClients.StartAsync(new ScriptedReply { Chunks = ["Hel", "lo"], Usage = Usage });
        var options = Options();
        if (asks)
            options.AdditionalProperties["stream_options"] = BinaryData.FromString("""{"include_usage":true}""");

        using var response = await server.AzureInferenceChat().CompleteStreamingAsync(options, LoopbackClients.Cancellation);
        var updates = await response.ToListAsync();

        Assert.Equal("Hello", string.Concat(updates.Select(u => u.ContentUpdate)));
        Assert.Equal(asks ? [153] : [], updates.Where(u => u.Usage is not null).Select(u => u.Usage.TotalTokens));
        Assert.Equal(CompletionsFinishReason.Stopped, Assert.Single(updates, u => u.FinishReason is not null).FinishReason);
        Assert.Equal(asks ? ScriptedUsage.Of(101, 52) : null, Assert.Single(server.Log.Requests).Usage);
    }

    [Fact]
    public async Task Tool_calls_arrive_whole_and_in_pieces()
    {
        var reply = ScriptedReply.Call(Usage, new ScriptedToolCall("validate", """{"sku":"A-100"}"""));
        await using var server = await LoopbackClients.StartAsync(reply);

        ChatCompletions completions = await server.AzureInferenceChat().CompleteAsync(Options(), LoopbackClients.Cancellation);
        using var response = await server.AzureInferenceChat().CompleteStreamingAsync(Options(), LoopbackClients.Cancellation);
        var deltas = (await response.ToListAsync()).Select(u => u.ToolCallUpdate).Where(u => u is not null).ToList();

        Assert.Equal(CompletionsFinishReason.ToolCalls, completions.FinishReason);
        var call = Assert.Single(completions.ToolCalls);
        Assert.Equal(("validate", """{"sku":"A-100"}"""), (call.Name, call.Arguments));
        Assert.Equal("validate", deltas[0].Function.Name);
        Assert.Equal("""{"sku":"A-100"}""", string.Concat(deltas.Select(d => d.Function.Arguments)));
    }

    [Fact]
    public async Task Embeddings_have_the_scripts_figures()
    {
        await using var server = await LoopbackClients.StartAsync(new ScriptedReply { Embedding = [1, -0.25f], Usage = Usage });

        var options = new EmbeddingsOptions(["a", "b"]) { Model = "embed-test" };
        EmbeddingsResult result = await server.AzureInferenceEmbeddings().EmbedAsync(options, LoopbackClients.Cancellation);

        Assert.Equal([[1, -0.25f], [1, -0.25f]], result.Data.Select(d => d.Embedding.ToObjectFromJson<float[]>()));
        Assert.Equal((101, 153, "embed-test"), (result.Usage.PromptTokens, result.Usage.TotalTokens, result.Model));
        Assert.Equal(new ScriptedUsage { InputTokens = 101, TotalTokens = 153 }, Assert.Single(server.Log.Requests).Usage);
    }

    private static ChatCompletionsOptions Options() => new([new ChatRequestUserMessage("hi")]) { Model = "phi-test" };
}
