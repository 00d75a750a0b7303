using System.Diagnostics.CodeAnalysis;
using LoopbackLlm;
using Microsoft.Extensions.AI;

namespace AgentTracing.IntegrationTests.Loopback;

[Experimental("OPENAI001")]
public class MicrosoftExtensionsAITests
{
    public static TheoryData<string> Clients => ["openai", "responses", "anthropic", "ollama"];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Every_adapter_reads_the_scripts_figures(string name)
    {
        var reply = new ScriptedReply { Chunks = ["Hel", "lo 🌍"], Usage = ScriptedUsage.Of(101, 52) };
        await using var server = await LoopbackClients.StartAsync(reply);
        using var client = Client(server, name);

        var response = await client.GetResponseAsync("hi", cancellationToken: LoopbackClients.Cancellation);
        var streamed = await client
            .GetStreamingResponseAsync("hi", cancellationToken: LoopbackClients.Cancellation)
            .ToChatResponseAsync(LoopbackClients.Cancellation);

        Assert.All([response, streamed], r =>
        {
            Assert.Equal("Hello 🌍", r.Text);
            Assert.Equal((101, 52), (r.Usage?.InputTokenCount, r.Usage?.OutputTokenCount));
            Assert.Equal("model-test", r.ModelId);
        });
        Assert.Equal([false, true], server.Log.Requests.Select(r => r.IsStreaming));
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Every_adapter_calls_the_scripted_tools(string name)
    {
        var usage = ScriptedUsage.Of(101, 52);
        LoopbackScript script =
        [
            new() { HasToolResult = true, Turn = 2, ReplyTo = r => ScriptedReply.Say(r.ToolResults[0].Text, usage) },
            new() { HasToolResult = false, Turn = 1, Reply = ScriptedReply.Call(usage, new ScriptedToolCall("stock", """{"sku":"A-100"}""")) },
        ];
        await using var server = await LoopbackClients.StartAsync(script);
        using var client = Client(server, name).AsBuilder().UseFunctionInvocation().Build();
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create((string sku) => $"7 of {sku}", "stock")] };

        var response = await client
            .GetStreamingResponseAsync("how many?", options, LoopbackClients.Cancellation)
            .ToChatResponseAsync(LoopbackClients.Cancellation);

        Assert.Contains("7 of A-100", response.Text, StringComparison.Ordinal);
        Assert.All(server.Log.Requests, r => Assert.Equal("how many?", r.Request.LastUserText));
    }

    private static IChatClient Client(LoopbackServer server, string name) => name switch
    {
        "openai" => server.OpenAIChat("model-test").AsIChatClient(),
        "responses" => server.OpenAIResponses().AsIChatClient("model-test"),
        "anthropic" => server.Anthropic().AsIChatClient("model-test"),
        "ollama" => server.Ollama("model-test"),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
