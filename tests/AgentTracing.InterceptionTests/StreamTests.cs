using System.ClientModel;
using System.Diagnostics;
using Azure.AI.Inference;
using LoopbackLlm;
using OpenAI.Chat;

namespace AgentTracing.InterceptionTests;

/// <summary>
/// Streams of the SDKs' own types: the type stays the same, requests are sent at the same time as without interception, and a span covers
/// each enumeration.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class StreamTests
{
    private const string Gpt = "gpt-4o-mini";

    private static readonly ScriptedReply Long = new() { Chunks = [.. Enumerable.Repeat("x", 200)], Usage = ScriptedUsage.Of(101, 52) };

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

    private static ChatCompletionsOptions AzureQuestion => new([new ChatRequestUserMessage("hi")]) { Model = Gpt };

    [Fact]
    public async Task Steps_run_inside_the_span_and_the_caller_keeps_its_own()
    {
        await using var run = await RecordedRun.StartAsync(Long);
        using var caller = new Activity("caller").Start();
        var text = "";

        AsyncCollectionResult<StreamingChatCompletionUpdate> updates = Ask(run);
        await foreach (var update in updates.WithCancellation(Cancellation).ConfigureAwait(false))
        {
            text += update.ContentUpdate.Count > 0 ? update.ContentUpdate[0].Text : "";
            Assert.Same(caller, Activity.Current);
        }

        Assert.Equal(200, text.Length);
        Assert.Equal(caller.SpanId, run.Span.ParentSpanId);
        Assert.Equal(["stop"], Assert.IsType<string[]>(run.Span.GetTagItem("gen_ai.response.finish_reasons")));
        Assert.IsType<double>(run.Span.GetTagItem("gen_ai.response.time_to_first_chunk"));
        Assert.Null(run.Span.GetTagItem("agent_tracing.stream.incomplete"));
        run.AssertCountedOnce(run.Span);
    }

    [Fact]
    public async Task No_enumeration_no_request_no_span()
    {
        await using var run = await RecordedRun.StartAsync();

        _ = Ask(run);
        await ((IAsyncEnumerable<StreamingChatCompletionUpdate>)Ask(run)).GetAsyncEnumerator(Cancellation).DisposeAsync();

        Assert.Empty(run.Server.Log.Requests);
        Assert.Empty(run.Spans);
    }

    [Fact]
    public async Task Each_enumeration_is_a_request_and_a_span()
    {
        await using var run = await RecordedRun.StartAsync();
        var updates = Ask(run);

        await updates.ToListAsync();
        await updates.ToListAsync();

        Assert.Equal(2, run.Server.Log.Requests.Count);
        Assert.Equal(2, run.Spans.Count);
        Assert.Equal(2 * 153, run.Sum("llm.tokens"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_enumerations_at_once_keep_their_elements_apart(bool sync)
    {
        await using var run = await RecordedRun.StartAsync(Long);
        if (sync)
        {
            var updates = run.Server.OpenAIChat(Gpt).CompleteChatStreaming([new UserChatMessage("hi")], cancellationToken: Cancellation);
            foreach (var _ in updates.Zip(updates))
            {
            }
        }
        else
        {
            var updates = Ask(run);
            await updates.Zip(updates).ToListAsync();
        }

        Assert.Equal(2, run.Spans.Count);
        Assert.All(run.Spans, span => Assert.Equal(101L, span.GetTagItem("gen_ai.usage.input_tokens")));
        Assert.Equal(2 * 153, run.Sum("llm.tokens"));
    }

    [Fact]
    public async Task An_early_break_ends_the_span_and_marks_it_incomplete()
    {
        await using var run = await RecordedRun.StartAsync(Long);

        await foreach (var _ in Ask(run))
            break;
        foreach (var _ in run.Server.OpenAIChat(Gpt).CompleteChatStreaming([new UserChatMessage("hi")], cancellationToken: Cancellation))
            break;
        await foreach (var _ in await run.Server.AzureInferenceChat().CompleteStreamingAsync(AzureQuestion, Cancellation))
            break;

        Assert.Equal(3, run.Spans.Count);
        Assert.All(run.Spans, span => Assert.Equal(true, span.GetTagItem("agent_tracing.stream.incomplete")));
        Assert.All(run.Spans, span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
    }

    [Fact]
    public async Task A_stream_that_breaks_is_an_error_and_the_exception_is_the_SDKs()
    {
        await using var run = await RecordedRun.StartAsync(Long with { Failure = ScriptedFailure.BrokenConnection(3) });

        var broken = await Assert.ThrowsAnyAsync<Exception>(() => Ask(run).ToListAsync());
        var brokenAzure = await Assert.ThrowsAnyAsync<Exception>(
            async () => await run.Server.AzureInferenceChat().CompleteStreaming(AzureQuestion, Cancellation).ToListAsync());

        Assert.Equal([broken.GetType().ToString(), brokenAzure.GetType().ToString()], run.Spans.Select(span => span.GetTagItem("error.type")));
        Assert.All(run.Spans, span => Assert.Equal(ActivityStatusCode.Error, span.Status));
        Assert.All(run.Spans, span => Assert.Null(span.GetTagItem("agent_tracing.stream.incomplete")));
    }

    [Fact]
    public async Task A_refused_stream_is_an_error()
    {
        await using var run = await RecordedRun.StartAsync(ScriptedReply.Fail(ScriptedFailure.Status(500)));

        await Assert.ThrowsAsync<ClientResultException>(() => Ask(run).ToListAsync());
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => run.Server.AzureInferenceChat().CompleteStreamingAsync(AzureQuestion, Cancellation));

        Assert.Equal(["System.ClientModel.ClientResultException", "Azure.RequestFailedException"], run.Spans.Select(span => span.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_cancelled_stream_is_no_error()
    {
        await using var run = await RecordedRun.StartAsync(Long with { ChunkDelay = TimeSpan.FromSeconds(1) });
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in run.Server.OpenAIChat(Gpt).CompleteChatStreamingAsync([new UserChatMessage("hi")], cancellationToken: source.Token))
                await source.CancelAsync();
        });

        Assert.Equal(true, run.Span.GetTagItem("agent_tracing.cancelled"));
        Assert.Equal(ActivityStatusCode.Unset, run.Span.Status);
    }

    [Fact]
    public async Task The_last_usage_counts()
    {
        await using var run = await RecordedRun.StartAsync(
            Long with { InterimUsage = [ScriptedUsage.Of(101, 1), ScriptedUsage.Of(101, 2), ScriptedUsage.Of(101, 3)] });

        await Ask(run).ToListAsync();

        run.AssertCountedOnce(run.Span);
    }

    [Fact]
    public async Task Raw_pages_are_the_SDKs()
    {
        await using var run = await RecordedRun.StartAsync();
        var updates = Ask(run);

        await foreach (var page in updates.GetRawPagesAsync())
        {
            Assert.Equal(200, page.GetRawResponse().Status);
            Assert.Contains("data:", await new StreamReader(page.GetRawResponse().ContentStream!).ReadToEndAsync(Cancellation), StringComparison.Ordinal);
            Assert.Null(updates.GetContinuationToken(page));
        }

        Assert.Single(run.Server.Log.Requests);
        Assert.Equal($"chat {Gpt}", run.Span.DisplayName);
    }

    [Fact]
    public async Task An_unread_response_ends_when_it_is_disposed()
    {
        await using var run = await RecordedRun.StartAsync();

        using (var response = await run.Server.AzureInferenceChat().CompleteStreamingAsync(AzureQuestion, Cancellation))
        {
            Assert.Equal(200, response.GetRawResponse().Status);
            Assert.Equal("text/event-stream", response.GetRawResponse().Headers.ContentType);
            Assert.NotEmpty(response.GetRawResponse().Headers);
            Assert.Empty(run.Spans);
        }

        Assert.Equal(true, run.Span.GetTagItem("agent_tracing.stream.incomplete"));
        Assert.Equal(true, run.Span.GetTagItem("gen_ai.request.stream"));
    }

    [Fact]
    public async Task A_stream_of_200_chunks_keeps_none_of_them()
    {
        await using var run = await RecordedRun.StartAsync(Long);
        List<WeakReference> seen = [];

        await foreach (var update in Ask(run))
        {
            seen.Add(new WeakReference(update));
            if (seen.Count == 150)
            {
                GC.Collect();
                Assert.InRange(seen.Count(reference => reference.IsAlive), 0, 10);
            }
        }
    }

    private static AsyncCollectionResult<StreamingChatCompletionUpdate> Ask(RecordedRun run)
        => run.Server.OpenAIChat(Gpt).CompleteChatStreamingAsync([new UserChatMessage("hi")], cancellationToken: Cancellation);
}
