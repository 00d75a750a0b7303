using LoopbackLlm;
using OllamaSharp;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;

namespace AgentTracing.IntegrationTests.Loopback;

public class OllamaTests
{
    // Ollama's protocol has no field for cached tokens: they must be neither sent nor logged.
    private static readonly ScriptedUsage Usage = new() { InputTokens = 101, OutputTokens = 52, CachedInputTokens = 9 };
    private static readonly ScriptedUsage SentUsage = new() { InputTokens = 101, OutputTokens = 52 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Chat_has_the_scripts_figures(bool stream)
    {
        await using var server = await LoopbackClients.StartAsync(new ScriptedReply { Chunks = ["Hel", "lo 🌍"], Usage = Usage });
        var request = new ChatRequest { Model = "llama-test", Stream = stream, Messages = [new Message(ChatRole.User, "hi")] };

        var items = await server.Ollama().ChatAsync(request, LoopbackClients.Cancellation).ToListAsync();

        Assert.Equal("Hello 🌍", string.Concat(items.Select(i => i?.Message.Content)));
        Assert.Equal(stream ? 3 : 1, items.Count);
        var done = Assert.IsType<ChatDoneResponseStream>(items[^1]);
        Assert.Equal((101, 52, "stop"), (done.PromptEvalCount, done.EvalCount, done.DoneReason));
        Assert.Equal("llama-test", done.Model);
        var logged = Assert.Single(server.Log.Requests);
        Assert.Equal(SentUsage, logged.Usage);
        Assert.Equal((stream, "hi"), (logged.IsStreaming, logged.Request.LastUserText));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Generate_has_the_scripts_figures(bool stream)
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Say("one two", Usage) with { FinishReason = "length" });
        var request = new GenerateRequest { Model = "llama-test", Prompt = "hi", System = "be brief", Stream = stream };

        var items = await server.Ollama().GenerateAsync(request, LoopbackClients.Cancellation).ToListAsync();

        Assert.Equal("one two", string.Concat(items.Select(i => i?.Response)));
        var done = Assert.IsType<GenerateDoneResponseStream>(items[^1]);
        Assert.Equal((101, 52, "length"), (done.PromptEvalCount, done.EvalCount, done.DoneReason));
        var logged = Assert.Single(server.Log.Requests);
        Assert.Equal(LoopbackLlm.LlmOperation.Generate, logged.Operation);
        Assert.Equal(("be brief", "hi"), (logged.Request.SystemText, logged.Request.LastUserText));
    }

    [Fact]
    public async Task Tool_calls_arrive_whole()
    {
        var reply = ScriptedReply.Call(Usage, new ScriptedToolCall("validate", """{"sku":"A-100"}"""));
        await using var server = await LoopbackClients.StartAsync(reply);
        var request = new ChatRequest { Model = "llama-test", Stream = true, Messages = [new Message(ChatRole.User, "hi")] };

        var items = await server.Ollama().ChatAsync(request, LoopbackClients.Cancellation).ToListAsync();

        var call = Assert.Single(items.SelectMany(i => i?.Message.ToolCalls ?? []));
        Assert.Equal("validate", call.Function?.Name);
        Assert.Equal("A-100", call.Function?.Arguments?["sku"]?.ToString());
    }

    [Fact]
    public async Task Embeddings_have_the_scripts_figures()
    {
        await using var server = await LoopbackClients.StartAsync(new ScriptedReply { Embedding = [1, -0.25f], Usage = Usage });

        var request = new EmbedRequest { Model = "llama-test", Input = ["a", "b"] };
        var response = await server.Ollama().EmbedAsync(request, LoopbackClients.Cancellation);

        Assert.Equal([[1, -0.25f], [1, -0.25f]], response.Embeddings);
        Assert.Equal(101, response.PromptEvalCount);
        Assert.Equal(new ScriptedUsage { InputTokens = 101 }, Assert.Single(server.Log.Requests).Usage);
    }
}
