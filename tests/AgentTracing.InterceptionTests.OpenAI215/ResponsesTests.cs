using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics;
using LoopbackLlm;
using OpenAI.Responses;

#pragma warning disable OPENAI001 // OpenAI's responses

namespace AgentTracing.InterceptionTests;

/// <summary>Responses of OpenAI 2.15: the call sends the request, and returns the stream in a task.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class ResponsesTests
{
    private const string Gpt = "gpt-4o-mini";

    private static readonly ScriptedReply Long = new() { Chunks = [.. Enumerable.Repeat("x", 100)], Usage = ScriptedUsage.Of(101, 52) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_has_one_span_with_the_tokens_that_the_server_sent(bool options)
    {
        await using var run = await RecordedRun.StartAsync(Long);
        using var caller = new Activity("caller").Start();
        var text = "";

        AsyncStreamingResult<StreamingResponseUpdate> updates = options
            ? await Client(run).CreateResponseStreamingAsync(Streaming("hi"), Cancellation)
            : await Client(run).CreateResponseStreamingAsync(Gpt, "hi", cancellationToken: Cancellation);
        Assert.Equal(200, updates.Status);
        Assert.True(updates.Headers.TryGetValue("Content-Type", out var type));
        Assert.Equal("text/event-stream", type);
        await foreach (var update in updates)
        {
            text += (update as StreamingResponseOutputTextDeltaUpdate)?.Delta;
            Assert.Same(caller, Activity.Current);
        }

        Assert.Equal(100, text.Length);
        Assert.Equal($"chat {Gpt}", run.Span.DisplayName);
        Assert.Equal(caller.SpanId, run.Span.ParentSpanId);
        Assert.Equal(true, run.Span.GetTagItem("gen_ai.request.stream"));
        Assert.Null(run.Span.GetTagItem("agent_tracing.stream.incomplete"));
        Assert.Equal((long)run.Server.BaseAddress.Port, run.Span.GetTagItem("server.port"));
        run.AssertCountedOnce(run.Span);
    }

    [Fact]
    public async Task A_plain_response_is_a_span_as_before()
    {
        await using var run = await RecordedRun.StartAsync();

        await Client(run).CreateResponseAsync(Gpt, "hi", cancellationToken: Cancellation);

        run.AssertCountedOnce(run.Span);
    }

    [Fact]
    public async Task An_early_break_ends_the_span_and_marks_it_incomplete()
    {
        await using var run = await RecordedRun.StartAsync(Long);

        await foreach (var _ in await Client(run).CreateResponseStreamingAsync(Gpt, "hi", cancellationToken: Cancellation))
            break;

        Assert.Equal(true, run.Span.GetTagItem("agent_tracing.stream.incomplete"));
    }

    [Fact]
    public async Task An_unread_result_ends_when_it_is_disposed()
    {
        await using var run = await RecordedRun.StartAsync(Long);

        await using (await Client(run).CreateResponseStreamingAsync(Gpt, "hi", cancellationToken: Cancellation))
            Assert.Empty(run.Spans);

        Assert.Equal(true, run.Span.GetTagItem("agent_tracing.stream.incomplete"));
    }

    [Fact]
    public async Task A_second_enumeration_is_refused_as_before_and_is_no_call()
    {
        await using var run = await RecordedRun.StartAsync();
        var updates = await Client(run).CreateResponseStreamingAsync(Gpt, "hi", cancellationToken: Cancellation);
        await foreach (var _ in updates)
        {
        }

        Assert.ThrowsAny<InvalidOperationException>(() => ((IAsyncEnumerable<StreamingResponseUpdate>)updates).GetAsyncEnumerator(Cancellation));

        Assert.Single(run.Server.Log.Requests);
        run.AssertCountedOnce(run.Span);
    }

    [Fact]
    public async Task A_refused_request_and_a_broken_stream_are_errors()
    {
        LoopbackScript script =
        [
            new() { Call = 1, Reply = ScriptedReply.Fail(ScriptedFailure.Status(500)) },
            new() { Reply = Long with { Failure = ScriptedFailure.BrokenConnection(3) } },
        ];
        await using var run = await RecordedRun.StartAsync(script);

        await Assert.ThrowsAsync<ClientResultException>(() => Client(run).CreateResponseStreamingAsync(Gpt, "hi", cancellationToken: Cancellation));
        var broken = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await foreach (var _ in await Client(run).CreateResponseStreamingAsync(Gpt, "hi", cancellationToken: Cancellation))
            {
            }
        });

        Assert.Equal(["System.ClientModel.ClientResultException", broken.GetType().ToString()], run.Spans.Select(span => span.GetTagItem("error.type")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_stream_is_no_error(bool enumerationsToken)
    {
        await using var run = await RecordedRun.StartAsync(Long with { ChunkDelay = TimeSpan.FromSeconds(1) });
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var (request, enumeration) = enumerationsToken ? (Cancellation, source.Token) : (source.Token, Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            var updates = await Client(run).CreateResponseStreamingAsync(Gpt, "hi", cancellationToken: request);
            await foreach (var _ in updates.WithCancellation(enumeration))
                await source.CancelAsync();
        });

        Assert.Equal(true, run.Span.GetTagItem("agent_tracing.cancelled"));
    }

    [Fact]
    public async Task A_raw_body_the_SDK_does_not_trace()
    {
        await using var run = await RecordedRun.StartAsync(moreSources: "OpenAI.ResponsesClient");
        AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", true);
        try
        {
            await Client(run).CreateResponseAsync(BinaryContent.Create(BinaryData.FromString("""{"model":"gpt-4o-mini","input":"hi"}""")));
        }
        finally
        {
            AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", false);
        }

        Assert.Equal($"chat {Gpt}", run.Span.DisplayName);
        Assert.Equal(AgentTelemetry.SourceName, run.Span.Source.Name);
        run.AssertCountedOnce(run.Span);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_SDKs_own_tracing_is_on_our_span_shows_the_call(bool streaming)
    {
        const string Source = "OpenAI.ResponsesClient";
        await using var run = await RecordedRun.StartAsync(Long, Source);
        AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", true);
        try
        {
            if (streaming)
            {
                await foreach (var _ in await Client(run).CreateResponseStreamingAsync(Gpt, "hi", cancellationToken: Cancellation))
                {
                }
            }
            else
            {
                await Client(run).CreateResponseAsync(Gpt, "hi", cancellationToken: Cancellation);
            }
        }
        finally
        {
            AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", false);
        }

        Assert.Contains(run.Spans, span => span.Source.Name == Source);
        run.AssertCountedOnce(run.Shown);
    }

    private static CreateResponseOptions Streaming(string text)
        => new(Gpt, [ResponseItem.CreateUserMessageItem(text)]) { StreamingEnabled = true };

    private static ResponsesClient Client(RecordedRun run) => new(
        new ApiKeyCredential("key"),
        new ResponsesClientOptions { Endpoint = run.Server.OpenAIAddress, RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });
}
