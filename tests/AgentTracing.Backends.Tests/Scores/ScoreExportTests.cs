using System.Diagnostics;
using System.Text.Json;
using OpenTelemetry.Trace;

namespace AgentTracing.Backends.Tests;

/// <summary>The export of scores to Langfuse and Phoenix.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class ScoreExportTests
{
    [Fact]
    public async Task Langfuse_takes_every_kind_of_score_for_every_target()
    {
        await using var receiver = await Receiver.StartAsync();
        var server = Serve(receiver);
        ActivityContext span;
        using (Build(receiver.Http))
            span = GiveScores();

        Assert.Empty(server.Invalid);
        var request = Assert.Single(receiver.Requests, IsIngestion);
        Assert.Equal("application/json", request.ContentType);
        Assert.Equal("Basic cGs6c2s=", request.Headers["Authorization"]);
        var scores = server.Scores.ToDictionary(score => score.GetProperty("name").GetString()!);
        Assert.Equal(["clear", "correct", "relevance", "tone"], scores.Keys.Order(StringComparer.Ordinal));
        var relevance = scores["relevance"];
        Assert.Equal("NUMERIC", relevance.GetProperty("dataType").GetString());
        Assert.Equal(0.75, relevance.GetProperty("value").GetDouble());
        Assert.Equal(span.TraceId.ToHexString(), relevance.GetProperty("traceId").GetString());
        Assert.Equal(span.SpanId.ToHexString(), relevance.GetProperty("observationId").GetString());
        Assert.Equal("to the point \"so\"", relevance.GetProperty("comment").GetString());
        Assert.Equal("staging", relevance.GetProperty("environment").GetString());
        Assert.Equal("BOOLEAN", scores["correct"].GetProperty("dataType").GetString());
        Assert.False(scores["correct"].TryGetProperty("observationId", out _));
        Assert.Equal("session-1", scores["tone"].GetProperty("sessionId").GetString());
        Assert.Equal("warm", scores["tone"].GetProperty("value").GetString());
        Assert.Equal("score-1", scores["clear"].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Phoenix_takes_annotations_of_spans_traces_and_sessions()
    {
        await using var receiver = await Receiver.StartAsync();
        ActivityContext span;
        using (Sample.Build(builder => builder.AddPhoenix(options => (options.Endpoint, options.ApiKey) = (new Uri(receiver.Http, "/s/x/v1/traces"), "px-1"))))
            span = GiveScores();

        var annotations = receiver.Requests.Where(request => request.Path.EndsWith("_annotations", StringComparison.Ordinal)).ToDictionary(request => request.Path);
        Assert.Equal(["/s/x/v1/session_annotations", "/s/x/v1/span_annotations", "/s/x/v1/trace_annotations"], annotations.Keys.Order(StringComparer.Ordinal));
        Assert.All(annotations.Values, request => Assert.Equal("Bearer px-1", request.Headers["authorization"]));
        Assert.All(annotations.Values, request => Assert.Equal("?sync=false", request.Query));
        var relevance = Data(annotations["/s/x/v1/span_annotations"])[0];
        Assert.Equal(span.SpanId.ToHexString(), relevance.GetProperty("span_id").GetString());
        Assert.Equal("CODE", relevance.GetProperty("annotator_kind").GetString());
        Assert.Equal(0.75, relevance.GetProperty("result").GetProperty("score").GetDouble());
        Assert.Equal("to the point \"so\"", relevance.GetProperty("result").GetProperty("explanation").GetString());
        Assert.False(relevance.GetProperty("result").TryGetProperty("label", out _));
        var correct = Assert.Single(Data(annotations["/s/x/v1/trace_annotations"]));
        Assert.Equal(span.TraceId.ToHexString(), correct.GetProperty("trace_id").GetString());
        Assert.Equal(1, correct.GetProperty("result").GetProperty("score").GetDouble());
        Assert.Equal("true", correct.GetProperty("result").GetProperty("label").GetString());
        Assert.Equal("session-1", Assert.Single(Data(annotations["/s/x/v1/session_annotations"])).GetProperty("session_id").GetString());
    }

    [Fact]
    public async Task Phoenixs_own_name_is_dropped_and_reported()
    {
        await using var receiver = await Receiver.StartAsync();
        using var faults = new BackendFaults();
        using (Sample.Build(builder => builder.AddPhoenix(options => options.Endpoint = receiver.Http)))
        {
            using var agent = AgentTrace.StartAgent("planner");
            AgentTrace.Score("note", 1);
        }

        Assert.DoesNotContain(receiver.Requests, request => request.Path.EndsWith("_annotations", StringComparison.Ordinal));
        Assert.Contains("'note'", Assert.Single(faults.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_score_that_is_refused_for_now_is_sent_again_under_the_same_id_and_only_it()
    {
        await using var receiver = await Receiver.StartAsync();
        var server = Serve(receiver);
        server.Refuse = (score, times) => score.GetProperty("name").GetString() == "b" && times == 1 ? 500 : null;

        using (Build(receiver.Http))
            Score("a", "b", "c");

        Assert.Equal(3, server.Scores.Count);
        Assert.Equal([3, 1], receiver.Requests.Where(IsIngestion).Select(request => Batch(request).Count));
    }

    [Fact]
    public async Task A_rejected_score_is_reported_and_does_not_affect_others()
    {
        await using var receiver = await Receiver.StartAsync();
        var server = Serve(receiver);
        server.Refuse = (score, _) => score.GetProperty("name").GetString() == "b" ? 404 : null;
        using var faults = new BackendFaults();
        using var dropped = new MetricCollector("agent_tracing.scores.dropped");

        using (Build(receiver.Http))
            Score("a", "b", "c");

        Assert.Equal(2, server.Scores.Count);
        Assert.Single(receiver.Requests, IsIngestion);
        Assert.Contains("404", Assert.Single(faults.Messages), StringComparison.Ordinal);
        Assert.Equal(1, dropped.Sum("agent_tracing.scores.dropped"));
    }

    [Fact]
    public async Task Permanently_rejected_scores_count_as_dropped_although_the_rest_is_retried()
    {
        await using var receiver = await Receiver.StartAsync();
        var server = Serve(receiver);
        server.Refuse = (score, times) => score.GetProperty("name").GetString() switch
        {
            "a" => 404,
            "b" when times == 1 => 500,
            _ => null,
        };
        using var dropped = new MetricCollector("agent_tracing.scores.dropped");

        using (Build(receiver.Http))
            Score("a", "b", "c");

        Assert.Equal(2, server.Scores.Count);
        Assert.Equal(1, dropped.Sum("agent_tracing.scores.dropped"));
    }

    [Fact]
    public async Task Scores_that_Phoenix_accepted_before_it_failed_do_not_count_as_dropped()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (context, _) =>
        {
            if (context.Request.Path == "/v1/trace_annotations")
                context.Abort();
            return Task.CompletedTask;
        };
        using var dropped = new MetricCollector("agent_tracing.scores.dropped");

        using (Sample.Build(builder => builder.AddPhoenix(options => (options.Endpoint, options.Timeout) = (receiver.Http, TimeSpan.FromSeconds(1)))))
            GiveScores();

        Assert.Equal(1, dropped.Sum("agent_tracing.scores.dropped"));
        Assert.Contains(receiver.Requests, request => request.Path == "/v1/session_annotations");
    }

    [Fact]
    public async Task A_server_that_fails_gets_the_same_scores_again()
    {
        await using var receiver = await Receiver.StartAsync();
        var server = new LangfuseScoreServer();
        var failures = 2;
        receiver.Answer = (context, _) =>
        {
            if (!context.Request.Path.StartsWithSegments("/api/public/ingestion", StringComparison.Ordinal))
                return Task.CompletedTask;
            if (failures-- > 0)
            {
                context.Response.StatusCode = 503;
                return Task.CompletedTask;
            }

            return server.AnswerAsync(context, receiver.Requests[^1].Body);
        };

        using (Build(receiver.Http))
            Score("a");

        Assert.Single(server.Scores);
        var bodies = receiver.Requests.Where(IsIngestion).Select(request => Convert.ToHexString(request.Body)).ToArray();
        Assert.Equal(3, bodies.Length);
        Assert.Single(bodies.Distinct());
    }

    [Fact]
    public async Task Many_scores_go_in_batches_and_a_flush_waits_for_all()
    {
        await using var receiver = await Receiver.StartAsync();
        var server = Serve(receiver);
        using var provider = Build(receiver.Http);

        Score([.. Enumerable.Range(0, 100).Select(i => $"s{i}")]);

        Assert.True(provider.ForceFlush(10_000));
        Assert.Equal(100, server.Scores.Count);
        Assert.All(receiver.Requests.Where(IsIngestion), request => Assert.InRange(Batch(request).Count, 1, 15));
    }

    [Fact]
    public async Task Scores_beyond_the_queue_are_dropped_and_counted_and_the_agent_never_waits()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (context, _) => Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted);
        using var faults = new BackendFaults();
        using var dropped = new MetricCollector("agent_tracing.scores.dropped");
        var provider = Build(receiver.Http, TimeSpan.FromSeconds(1));
        var clock = Stopwatch.StartNew();

        Score([.. Enumerable.Repeat("s", 12_000)]);
        var taken = clock.Elapsed;
        provider.Dispose();

        Assert.InRange(taken.TotalSeconds, 0, 10);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 25);
        Assert.Equal(12_000, dropped.Sum("agent_tracing.scores.dropped"));
        Assert.Contains(faults.Messages, message => message.Contains("more scores", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_score_of_a_trace_that_is_not_sampled_is_not_sent()
    {
        await using var receiver = await Receiver.StartAsync();
        var server = Serve(receiver);
        using (Sample.Build(builder => builder
            .SetSampler(new AlwaysOffSampler())
            .AddLangfuse(options => (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk", receiver.Http))))
        {
            Score("a");
        }

        Assert.Empty(server.Scores);
    }

    [Fact]
    public async Task After_the_end_nothing_is_sent_any_more()
    {
        await using var receiver = await Receiver.StartAsync();
        var server = Serve(receiver);
        Build(receiver.Http).Dispose();

        AgentTrace.Score("late", 1, target: ScoreTarget.Session("s-1"));

        Assert.Empty(server.Scores);
    }

    private static LangfuseScoreServer Serve(Receiver receiver)
    {
        var server = new LangfuseScoreServer();
        receiver.Answer = (context, _) => context.Request.Path.StartsWithSegments("/api/public/ingestion", StringComparison.Ordinal)
            ? server.AnswerAsync(context, receiver.Requests[^1].Body)
            : Task.CompletedTask;
        return server;
    }

    private static TracerProvider Build(Uri address, TimeSpan? timeout = null) => Sample.Build(builder => builder.AddLangfuse(options =>
    {
        (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk", address);
        options.Filter = _ => false;
        options.Timeout = timeout ?? options.Timeout;
    }));

    private static ActivityContext GiveScores()
    {
        using var scope = AgentTrace.BeginScope(sessionId: "session-1", environment: "Staging");
        using var agent = AgentTrace.StartAgent("planner");
        AgentTrace.Score("relevance", 0.75, "to the point \"so\"");
        AgentTrace.Score("correct", true, target: ScoreTarget.CurrentTrace);
        AgentTrace.Score("tone", "warm", target: ScoreTarget.CurrentSession);
        AgentTrace.Score("clear", false, id: "score-1");
        return agent.Context;
    }

    private static void Score(params string[] names)
    {
        using var agent = AgentTrace.StartAgent("planner");
        foreach (var name in names)
            AgentTrace.Score(name, 1);
    }

    private static bool IsIngestion(ReceivedRequest request) => request.Path == "/api/public/ingestion";

    private static List<JsonElement> Batch(ReceivedRequest request) => [.. JsonDocument.Parse(request.Body).RootElement.GetProperty("batch").EnumerateArray()];

    private static List<JsonElement> Data(ReceivedRequest request) => [.. JsonDocument.Parse(request.Body).RootElement.GetProperty("data").EnumerateArray()];
}
