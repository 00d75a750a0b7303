using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LoopbackLlm;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using Microsoft.SemanticKernel.Services;
using Microsoft.SemanticKernel.TextGeneration;
using static AgentTracing.InterceptionTests.KernelCalls;
using ChatMessageContent = Microsoft.SemanticKernel.ChatMessageContent;

#pragma warning disable SKEXP0001, SKEXP0010, SKEXP0120 // Kernels with chat clients, custom endpoints, JSON options

namespace AgentTracing.InterceptionTests;

/// <summary>
/// Semantic Kernel's services, and the prompts of kernels, which select a service or a chat client and call it inside the library.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class KernelTests
{
    /// <summary>The names of the calls.</summary>
    public static TheoryData<string> Calls => [.. KernelCalls.Names];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_has_one_span_with_the_tokens_that_the_server_sent(string call)
    {
        await using var run = await RecordedRun.StartAsync();

        await CallAsync(call, run.Server);

        Assert.Single(run.Server.Log.Requests);
        Assert.Equal(AgentTelemetry.SourceName, run.Span.Source.Name);
        Assert.Equal($"chat {Gpt}", run.Span.DisplayName);
        Assert.Equal("openai", run.Span.GetTagItem("gen_ai.provider.name"));
        Assert.Equal(Gpt, run.Span.GetTagItem("gen_ai.response.model"));
        Assert.Equal((long)run.Server.BaseAddress.Port, run.Span.GetTagItem("server.port"));
        Assert.Equal(run.Server.Log.Requests[0].ResponseId, run.Span.GetTagItem("gen_ai.response.id"));
        Assert.Equal(["stop"], Assert.IsType<string[]>(run.Span.GetTagItem("gen_ai.response.finish_reasons")));
        Assert.Equal(IsStream(call) ? true : null, run.Span.GetTagItem("gen_ai.request.stream"));
        run.AssertCountedOnce(run.Span);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_content_of_a_call_is_its_request_and_response(string call)
    {
        using var options = new OptionsScope(o => o.Content = ContentCapture.Span);
        await using var run = await RecordedRun.StartAsync();

        await CallAsync(call, run.Server);

        // For a stream, the rendered template is not known.
        var asked = !call.Contains("prompt", StringComparison.Ordinal) ? "hi" : IsStream(call) ? "hi {{$who}}" : "hi you";
        Assert.Equal($$"""[{"role":"user","parts":[{"type":"text","content":"{{asked}}"}]}]""", run.Span.GetTagItem("gen_ai.input.messages"));
        Assert.Equal("""[{"role":"assistant","parts":[{"type":"text","content":"Hello"}],"finish_reason":"stop"}]""", run.Span.GetTagItem("gen_ai.output.messages"));
    }

    [Fact]
    public async Task Of_elements_that_are_texts_the_connector_has_counted_the_usage()
    {
        await using var run = await RecordedRun.StartAsync();

        Assert.Equal("Hello", string.Concat(await KernelOf(run.Server).InvokePromptStreamingAsync<string>("hi").ToListAsync()));

        Assert.Equal($"chat {Gpt}", run.Span.DisplayName);
        run.AssertCountedOnce(run.Span);
        Assert.Equal("estimated", run.Span.GetTagItem("agent_tracing.cost.status"));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Rounds_of_function_calls(bool client, bool streaming)
    {
        LoopbackScript script =
        [
            new() { HasToolResult = true, Reply = new() { Chunks = ["do", "ne"], Usage = ScriptedUsage.Of(200, 7) } },
            new() { UserText = "inside", Reply = new() { Text = "found", Usage = ScriptedUsage.Of(30, 3) } },
            new() { Reply = ScriptedReply.Call(ScriptedUsage.Of(101, 52), new ScriptedToolCall(client ? "clerk_look_up" : "clerk-look_up", "{}")) },
        ];
        await using var run = await RecordedRun.StartAsync(script);
        var kernel = KernelOf(run.Server, client);
        var inner = KernelOf(run.Server);
        kernel.Plugins.AddFromFunctions("clerk", [KernelFunctionFactory.CreateFromMethod(() => inner.InvokePromptAsync<string>("inside"), "look_up")]);
        var arguments = new KernelArguments(new PromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() });

        if (streaming)
            await kernel.InvokePromptStreamingAsync("hi", arguments).ToListAsync();
        else
            Assert.Equal("done", await kernel.InvokePromptAsync<string>("hi", arguments));

        Assert.Equal(3, run.Server.Log.Requests.Count);
        Assert.Equal([$"chat {Gpt}", $"chat {Gpt}"], run.Spans.Select(span => span.DisplayName));
        Assert.Equal(30L, run.Spans[0].GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(run.Spans[1].SpanId, run.Spans[0].ParentSpanId);
        run.AssertCountedOnce();

        // The connector reports rounds that it does not return without cached tokens, so their cost is an estimate.
        Assert.Equal(client || streaming ? "priced" : "estimated", run.Spans[1].GetTagItem("agent_tracing.cost.status"));
    }

    [Theory]
    [InlineData("traced", "Tests.Traced")]
    [InlineData("plain", AgentTelemetry.SourceName)]
    [InlineData(null, AgentTelemetry.SourceName)]
    public async Task The_service_that_the_prompt_selects(string? id, string source)
    {
        await using var run = await RecordedRun.StartAsync(moreSources: "Tests.Traced");
        var builder = Kernel.CreateBuilder();
        builder.Services.AddKeyedSingleton("traced", run.Server.OpenAIChat(Gpt).AsIChatClient().AsBuilder().UseOpenTelemetry(sourceName: "Tests.Traced").Build());
        builder.Services.AddKeyedSingleton("plain", run.Server.OpenAIChat("gpt-4o").AsIChatClient());
        builder.Services.AddSingleton(run.Server.OpenAIChat("gpt-4.1").AsIChatClient());
        var settings = new PromptExecutionSettings { ServiceId = id };
        var config = new PromptTemplateConfig { Template = "hi" };
        config.AddExecutionSettings(settings);

        await builder.Build().InvokePromptAsync("hi", new KernelArguments(settings), cancellationToken: Cancellation);
        await builder.Build().InvokePromptAsync("hi", promptTemplateConfig: config, cancellationToken: Cancellation);

        var model = id switch { "traced" => Gpt, "plain" => "gpt-4o", _ => "gpt-4.1" };
        Assert.Equal(2, run.Spans.Count(span => span.Source.Name == source && span.DisplayName == $"chat {model}"));
        Assert.Equal(2, run.Spans.Count(span => span.Source.Name == AgentTelemetry.SourceName && span.GetTagItem("gen_ai.usage.cost") is not null));
        run.AssertCountedOnce();
    }

    [Fact]
    public async Task Settings_are_parameters_of_the_request()
    {
        await using var run = await RecordedRun.StartAsync();
        var settings = new OpenAIPromptExecutionSettings { MaxTokens = 100, Temperature = 0.5, StopSequences = ["."] };

        await KernelOf(run.Server).InvokePromptAsync("hi", new KernelArguments(settings), cancellationToken: Cancellation);
        await new OpenAIChatCompletionService(Gpt, run.Server.OpenAIAddress, "key").GetChatMessageContentsAsync("hi", settings, cancellationToken: Cancellation);

        Assert.All(run.Spans, span =>
        {
            Assert.Equal(100L, span.GetTagItem("gen_ai.request.max_tokens"));
            Assert.Equal(0.5, span.GetTagItem("gen_ai.request.temperature"));
            Assert.Equal(["."], Assert.IsType<string[]>(span.GetTagItem("gen_ai.request.stop_sequences")));
        });
        Assert.Equal(2, run.Spans.Count);
    }

    [Fact]
    public async Task A_custom_selector_is_called_once()
    {
        await using var run = await RecordedRun.StartAsync();
        var selector = new Selector();
        var builder = Kernel.CreateBuilder();
        builder.AddOpenAIChatCompletion(Gpt, run.Server.OpenAIAddress, "key");
        builder.Services.AddSingleton<IAIServiceSelector>(selector);

        await builder.Build().InvokePromptAsync("hi", cancellationToken: Cancellation);

        Assert.Equal(1, selector.Asked);
        Assert.Equal("openai", run.Span.GetTagItem("gen_ai.provider.name"));
        run.AssertCountedOnce(run.Span);
    }

    [Fact]
    public async Task A_value_that_the_result_does_not_have_is_the_calls_error()
    {
        await using var run = await RecordedRun.StartAsync();

        await Assert.ThrowsAsync<InvalidCastException>(() => KernelOf(run.Server).InvokePromptAsync<int>("hi", cancellationToken: Cancellation));

        Assert.Equal("System.InvalidCastException", run.Span.GetTagItem("error.type"));
        Assert.Equal(101L, run.Span.GetTagItem("gen_ai.usage.input_tokens"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refused_call_is_an_error_and_the_exception_is_the_kernels(bool streaming)
    {
        await using var run = await RecordedRun.StartAsync(ScriptedReply.Fail(ScriptedFailure.Status(500)));
        var kernel = KernelOf(run.Server);

        var exception = await Assert.ThrowsAnyAsync<Exception>(
            async () => _ = streaming ? await kernel.InvokePromptStreamingAsync("hi").ToListAsync() : (object?)await kernel.InvokePromptAsync<string>("hi"));

        Assert.Equal(streaming ? typeof(System.ClientModel.ClientResultException) : typeof(HttpOperationException), exception.GetType());
        Assert.Equal(exception.GetType().ToString(), run.Span.GetTagItem("error.type"));
        Assert.Equal(ActivityStatusCode.Error, run.Span.Status);
    }

    [Fact]
    public async Task Arguments_are_refused_at_the_call()
    {
        await using var run = await RecordedRun.StartAsync();
        var kernel = KernelOf(run.Server);

        Assert.Throws<ArgumentException>(() => { _ = kernel.InvokePromptAsync<string>(" "); });
        Assert.Throws<ArgumentException>(() => { _ = kernel.InvokePromptStreamingAsync(" "); });
    }

    [Fact]
    public async Task A_stream_that_breaks_is_an_error()
    {
        await using var run = await RecordedRun.StartAsync(new ScriptedReply { Chunks = ["Hel", "lo", "!"], Failure = ScriptedFailure.BrokenConnection(2) });

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => KernelOf(run.Server).InvokePromptStreamingAsync("hi").ToListAsync());

        Assert.Equal(exception.GetType().ToString(), run.Span.GetTagItem("error.type"));
    }

    [Fact]
    public async Task Each_enumeration_is_a_request_and_a_span_and_none_is_none()
    {
        await using var run = await RecordedRun.StartAsync();
        var stream = KernelOf(run.Server).InvokePromptStreamingAsync("hi");

        await stream.GetAsyncEnumerator(Cancellation).DisposeAsync();
        Assert.Empty(run.Server.Log.Requests);
        Assert.Empty(run.Spans);

        await stream.ToListAsync();
        await stream.ToListAsync();

        Assert.Equal(2, run.Server.Log.Requests.Count);
        Assert.Equal(2, run.Spans.Count);
        Assert.Equal(2 * 153, run.Sum("llm.tokens"));
    }

    [Fact]
    public async Task An_early_break_ends_the_span_and_marks_it_incomplete()
    {
        await using var run = await RecordedRun.StartAsync();

        await foreach (var _ in KernelOf(run.Server).InvokePromptStreamingAsync("hi", cancellationToken: Cancellation))
            break;

        Assert.Equal(true, run.Span.GetTagItem("agent_tracing.stream.incomplete"));
        Assert.Equal(ActivityStatusCode.Unset, run.Span.Status);
    }

    private sealed class Selector : IAIServiceSelector
    {
        public int Asked { get; private set; }

        public bool TrySelectAIService<T>(
            Kernel kernel,
            KernelFunction function,
            KernelArguments arguments,
            [NotNullWhen(true)] out T? service,
            out PromptExecutionSettings? serviceSettings)
            where T : class, IAIService
        {
            Asked++;
            service = kernel.GetRequiredService<T>();
            serviceSettings = null;
            return true;
        }
    }
}
