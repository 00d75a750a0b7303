using System.ClientModel;
using Anthropic.Models.Messages;
using LoopbackLlm;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

#pragma warning disable OPENAI001 // OpenAI's responses

namespace AgentTracing.InterceptionTests;

/// <summary>Two layers trace the same call: it has one span, and is counted once.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class LayerTests
{
    private const string Gpt = "gpt-4o-mini";
    private const string Claude = "claude-sonnet-4-6";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pipeline_that_traces(bool streaming)
    {
        const string Source = "Tests.Pipeline";
        await using var run = await RecordedRun.StartAsync(moreSources: Source);
        using var client = run.Server.OpenAIChat(Gpt).AsIChatClient().AsBuilder().UseOpenTelemetry(sourceName: Source).Build();

        if (streaming)
            await client.GetStreamingResponseAsync("hi", cancellationToken: LoopbackClients.Cancellation).ToListAsync();
        else
            await client.GetResponseAsync("hi", cancellationToken: LoopbackClients.Cancellation);

        Assert.Contains(run.Spans, span => span.Source.Name == Source);
        run.AssertCountedOnce(run.Shown);
    }

    [Fact]
    public async Task A_pipeline_that_traces_but_is_not_listened_to()
    {
        await using var run = await RecordedRun.StartAsync();
        using var client = run.Server.OpenAIChat(Gpt).AsIChatClient().AsBuilder().UseOpenTelemetry(sourceName: "Tests.Silent").Build();

        await client.GetResponseAsync("hi", cancellationToken: LoopbackClients.Cancellation);

        Assert.Equal(AgentTelemetry.SourceName, run.Span.Source.Name);
        run.AssertCountedOnce(run.Span);
    }

    [Theory]
    [InlineData("sdk")]
    [InlineData("sdk stream")]
    [InlineData("adapter")]
    public async Task Anthropics_own_tracing(string call)
    {
        const string Source = "com.anthropic.sdk.csharp";
        await using var run = await RecordedRun.StartAsync(moreSources: Source);
        var question = new MessageCreateParams { Model = Claude, MaxTokens = 100, Messages = [new UserMessageParam("hi")] };

        if (call == "sdk")
            await run.Server.Anthropic().Messages.Create(question, LoopbackClients.Cancellation);
        else if (call == "sdk stream")
            await run.Server.Anthropic().Messages.CreateStreaming(question, LoopbackClients.Cancellation).ToListAsync();
        else
            await run.Server.Anthropic().AsIChatClient(Claude).GetResponseAsync("hi", cancellationToken: LoopbackClients.Cancellation);

        Assert.Contains(run.Spans, span => span.Source.Name == Source);
        run.AssertCountedOnce(run.Shown);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_annotated_method_around_the_call(bool elsewhere)
    {
        await using var run = await RecordedRun.StartAsync();
        var assistant = new Assistant(run.Server.OpenAIChat(Gpt));

        Assert.Equal("Hello", await assistant.WorkAsync("hi", elsewhere));

        Assert.Equal([$"chat {Gpt}", "invoke_agent assistant"], run.Spans.Select(span => span.DisplayName));
        run.AssertCountedOnce(run.Spans[0]);
        Assert.Equal(101L, run.Spans[1].GetTagItem("agent_tracing.rollup.input_tokens"));
        Assert.Equal(1L, run.Spans[1].GetTagItem("agent_tracing.rollup.llm_calls"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_annotated_method_that_returns_the_SDKs_stream(bool elsewhere)
    {
        await using var run = await RecordedRun.StartAsync();
        var assistant = new Assistant(run.Server.OpenAIChat(Gpt));

        var updates = await (elsewhere ? assistant.StreamElsewhere("hi") : assistant.Stream("hi")).ToListAsync();

        Assert.Equal("Hello", string.Concat(updates.SelectMany(update => update.ContentUpdate).Select(part => part.Text)));
        Assert.Equal(elsewhere ? "StreamElsewhere" : "Stream", run.Span.GetTagItem("agent_tracing.operation.name"));
        Assert.Equal(true, run.Span.GetTagItem("gen_ai.request.stream"));
        run.AssertCountedOnce(run.Span);
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("chat sync")]
    [InlineData("chat stream")]
    [InlineData("adapter")]
    [InlineData("adapter stream")]
    [InlineData("responses")]
    public async Task OpenAIs_own_tracing(string call)
    {
        const string Source = "OpenAI.ChatClient";
        await using var run = await RecordedRun.StartAsync(moreSources: [Source, "OpenAI.ResponsesClient"]);
        AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", true);
        try
        {
            var client = run.Server.OpenAIChat(Gpt);
            if (call == "chat")
                await client.CompleteChatAsync([new UserChatMessage("hi")], cancellationToken: LoopbackClients.Cancellation);
            else if (call == "chat sync")
                client.CompleteChat(new UserChatMessage("hi"));
            else if (call == "adapter")
                await client.AsIChatClient().GetResponseAsync("hi", cancellationToken: LoopbackClients.Cancellation);
            else if (call == "adapter stream")
                await client.AsIChatClient().GetStreamingResponseAsync("hi", cancellationToken: LoopbackClients.Cancellation).ToListAsync();
            else if (call == "responses")
                await run.Server.OpenAIResponses().CreateResponseAsync(Gpt, "hi", cancellationToken: LoopbackClients.Cancellation);
            else
                await client.CompleteChatStreamingAsync(new UserChatMessage("hi")).ToListAsync();
        }
        finally
        {
            AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", false);
        }

        // The SDK does not trace its streams, nor its responses before 2.15.
        Assert.Equal(call is not ("chat stream" or "adapter stream" or "responses"), run.Spans.Any(span => span.Source.Name == Source));
        run.AssertCountedOnce(run.Shown);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pipeline_that_calls_functions_by_itself(bool streaming)
    {
        LoopbackScript script =
        [
            new() { HasToolResult = true, Reply = new() { Chunks = ["do", "ne"], Usage = ScriptedUsage.Of(200, 7) } },
            new() { Reply = ScriptedReply.Call(ScriptedUsage.Of(101, 52), new ScriptedToolCall("look_up", "{}")) },
        ];
        await using var run = await RecordedRun.StartAsync(script);
        using var client = run.Server.OpenAIChat(Gpt).AsIChatClient().AsBuilder().UseFunctionInvocation().Build();
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(() => "found", "look_up")] };

        if (streaming)
            await client.GetStreamingResponseAsync("hi", options, LoopbackClients.Cancellation).ToListAsync();
        else
            await client.GetResponseAsync("hi", options, LoopbackClients.Cancellation);

        Assert.Equal(2, run.Server.Log.Requests.Count);
        run.AssertCountedOnce(Assert.Single(run.Spans, span => span.DisplayName == $"chat {Gpt}"));
        run.AssertCountedOnce();
    }
}

/// <summary>An agent whose annotated LLM calls return only a string: the usage comes from the intercepted calls inside them.</summary>
internal sealed partial class Assistant(ChatClient client)
{
    [Agent("assistant")]
    public partial Task<string> WorkAsync(string request, bool elsewhere);

    [LlmCall(Provider = "openai", Model = "gpt-4o-mini")]
    public partial Task<string> AskAsync(string question);

    [LlmCall(Provider = "openai", Model = "gpt-4o-mini")]
    public partial Task<string> AskElsewhereAsync(string question);

    [LlmCall]
    public partial AsyncCollectionResult<StreamingChatCompletionUpdate> Stream(string question);

    [LlmCall(Provider = "openai", Model = "gpt-4o-mini")]
    public partial AsyncCollectionResult<StreamingChatCompletionUpdate> StreamElsewhere(string question);

    private AsyncCollectionResult<StreamingChatCompletionUpdate> StreamCore(string question)
        => client.CompleteChatStreamingAsync(new UserChatMessage(question));

    private AsyncCollectionResult<StreamingChatCompletionUpdate> StreamElsewhereCore(string question) => Helper.Stream(client, question);

    private Task<string> WorkCoreAsync(string request, bool elsewhere) => elsewhere ? AskElsewhereAsync(request) : AskAsync(request);

    private async Task<string> AskCoreAsync(string question)
    {
        ChatCompletion completion = await client.CompleteChatAsync([new UserChatMessage(question)], cancellationToken: LoopbackClients.Cancellation);
        return completion.Content[0].Text;
    }

    private Task<string> AskElsewhereCoreAsync(string question) => Helper.CompleteAsync(client, question);

    private static class Helper
    {
        public static AsyncCollectionResult<StreamingChatCompletionUpdate> Stream(ChatClient client, string question)
            => client.CompleteChatStreamingAsync(new UserChatMessage(question));

        public static async Task<string> CompleteAsync(ChatClient client, string question)
        {
            ChatCompletion completion = await client.CompleteChatAsync([new UserChatMessage(question)], cancellationToken: LoopbackClients.Cancellation);
            return completion.Content[0].Text;
        }
    }
}
