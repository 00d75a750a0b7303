using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests;

[Collection(TelemetryCollection.Name)]
public sealed class ScoreTests
{
    private static readonly OperationDescriptor Agent = OperationDescriptor.Agent("order-agent");

    public enum Grade
    {
        Good,
    }

    [Fact]
    public void A_score_is_an_event_of_the_current_span_and_goes_to_the_sinks()
    {
        using var spans = new SpanCollector();
        using var sink = new Sink();

        Traced.Sync(Agent, () =>
        {
            AgentTrace.Score("relevance", 0.75, "to the point", id: "score-1");
            return 0;
        });

        var span = spans.Single;
        var scored = Assert.Single(span.Events);
        Assert.Equal("gen_ai.evaluation.result", scored.Name);
        var tags = scored.Tags.ToDictionary();
        Assert.Equal("relevance", tags["gen_ai.evaluation.name"]);
        Assert.Equal(0.75, tags["gen_ai.evaluation.score.value"]);
        Assert.Equal("to the point", tags["gen_ai.evaluation.explanation"]);
        Assert.Equal("span", tags["agent_tracing.evaluation.target"]);
        Assert.False(tags.ContainsKey("gen_ai.evaluation.score.label"));
        var score = sink.Single;
        Assert.Equal(("score-1", "relevance", "to the point"), (score.Id, score.Name, score.Comment));
        Assert.Equal((span.TraceId.ToHexString(), span.SpanId.ToHexString()), (score.TraceId, score.SpanId));
    }

    [Fact]
    public void Numbers_flags_and_labels_are_distinguished()
    {
        using var spans = new SpanCollector();
        using var sink = new Sink();

        Traced.Sync(Agent, () =>
        {
            AgentTrace.Score("number", 3);
            AgentTrace.Score("flag", true);
            AgentTrace.Score("label", "good");
            AgentTrace.Score("not a number", double.NaN);
            AgentTrace.Score("empty", "");
            return 0;
        });

        Assert.Equal(
            [((double?)3, null, false), (1, "true", true), (null, "good", false)],
            sink.Scores.Select(score => (score.Value.Number, score.Value.Label, score.Value.IsFlag)));
        Assert.Equal(3, sink.Scores.Select(score => score.Id).Distinct().Count());
    }

    [Fact]
    public void Traces_sessions_and_things_of_the_past_can_be_scored()
    {
        using var spans = new SpanCollector();
        using var sink = new Sink();

        using (AgentTrace.BeginScope(sessionId: "s-1", environment: "staging"))
        {
            Traced.Sync(Agent, () =>
            {
                AgentTrace.Score("trace", 1, target: ScoreTarget.CurrentTrace);
                AgentTrace.Score("session", 1, target: ScoreTarget.CurrentSession);
                return 0;
            });
        }

        var past = spans.Single;
        AgentTrace.Score("later", 1, target: ScoreTarget.Span(past.Context));
        AgentTrace.Score("ids", 1, target: ScoreTarget.Span(past.TraceId.ToHexString(), past.SpanId.ToHexString()));
        AgentTrace.Score("whole", 1, target: ScoreTarget.Trace(past.TraceId.ToHexString()));
        AgentTrace.Score("other", 1, target: ScoreTarget.Session("s-2"));

        var (trace, span) = (past.TraceId.ToHexString(), past.SpanId.ToHexString());
        Assert.Equal(
            [
                ("trace", trace, null, null), ("session", null, null, "s-1"), ("later", trace, span, null),
                ("ids", trace, span, null), ("whole", trace, null, null), ("other", null, null, "s-2"),
            ],
            sink.Scores.Select(score => (score.Name, score.TraceId, score.SpanId, score.SessionId)));
        Assert.Equal("staging", sink.Scores[0].Environment);
        Assert.Equal(2, past.Events.Count());
    }

    [Fact]
    public void Where_there_is_nothing_to_score_nothing_is_recorded()
    {
        using var sink = new Sink();

        AgentTrace.Score("alone", 1);
        AgentTrace.Score("alone", 1, target: ScoreTarget.CurrentTrace);
        AgentTrace.Score("alone", 1, target: ScoreTarget.CurrentSession);

        Assert.Empty(sink.Scores);
    }

    [Fact]
    public void A_score_without_a_span_is_not_written_to_another_span()
    {
        using var spans = new SpanCollector();
        using var sink = new Sink();

        Traced.Sync(Agent, () =>
        {
            AgentTrace.Score("relevance", 1, target: ScoreTarget.Span(AgentOperation.None.Context));
            return 0;
        });

        Assert.Empty(spans.Single.Events);
        Assert.Empty(sink.Scores);
    }

    [Fact]
    public void A_score_of_an_unsampled_trace_is_not_sent()
    {
        using var spans = new SpanCollector(ActivitySamplingResult.AllData);
        using var sink = new Sink();

        using (AgentTrace.BeginScope(sessionId: "s-1"))
        {
            Traced.Sync(Agent, () =>
            {
                AgentTrace.Score("span", 1);
                AgentTrace.Score("session", 1, target: ScoreTarget.CurrentSession);
                return 0;
            });
        }

        AgentTrace.Score("later", 1, target: ScoreTarget.Span(spans.Single.Context));

        Assert.Empty(sink.Scores);
    }

    [Fact]
    public void With_a_logger_the_event_is_a_log_record_in_the_context_of_the_judged_span()
    {
        var logger = new RecordingLogger();
        using var options = new OptionsScope(o => o.LoggerFactory = logger);
        using var spans = new SpanCollector();

        Traced.Sync(Agent, () => Traced.Sync(OperationDescriptor.Evaluator("helpfulness"), () => 0.5));

        var agent = spans.Named("invoke_agent order-agent");
        var record = Assert.Single(logger.Records);
        Assert.Equal("gen_ai.evaluation.result", record.Id.Name);
        Assert.Equal(agent.SpanId, record.Span);
        Assert.Equal("helpfulness", record.State["gen_ai.evaluation.name"]);
        Assert.Equal(0.5, record.State["gen_ai.evaluation.score.value"]);
        Assert.Empty(agent.Events);
    }

    public static TheoryData<object, double?, string?> Results => new()
    {
        { true, 1, "true" },
        { false, 0, "false" },
        { 7, 7, null },
        { 0.25m, 0.25, null },
        { 0.5f, 0.5, null },
        { "good", null, "good" },
        { Grade.Good, null, "Good" },
        { new Judged(0.9, "clear"), 0.9, null },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public void An_evaluator_scores_what_is_around_it_by_what_it_returns(object result, double? number, string? label)
    {
        using var spans = new SpanCollector();
        using var sink = new Sink();

        Traced.Sync(Agent, () => Traced.Sync(OperationDescriptor.Evaluator("helpfulness"), () => result));

        var score = sink.Single;
        Assert.Equal(("helpfulness", number, label), (score.Name, score.Value.Number, score.Value.Label));
        Assert.Equal(spans.Named("invoke_agent order-agent").SpanId.ToHexString(), score.SpanId);
        Assert.Equal(result is Judged ? "clear" : null, score.Comment);
    }

    [Fact]
    public async Task An_evaluator_may_be_asynchronous_and_may_score_by_hand()
    {
        using var spans = new SpanCollector();
        using var sink = new Sink();

        await Traced.Async(Agent, () => Traced.Async(OperationDescriptor.Evaluator("helpfulness"), async () =>
        {
            await Task.Yield();
            AgentTrace.Score("tone", "warm");
            return true;
        }));

        Assert.Equal(["tone", "helpfulness"], sink.Scores.Select(score => score.Name));
        Assert.All(sink.Scores, score => Assert.Equal(spans.Named("invoke_agent order-agent").SpanId.ToHexString(), score.SpanId));
    }

    [Fact]
    public void An_evaluator_that_returns_nothing_or_throws_has_no_score()
    {
        using var spans = new SpanCollector();
        using var sink = new Sink();

        Traced.Sync(OperationDescriptor.Evaluator("nothing"), () => new object());
        Traced.Sync(OperationDescriptor.Evaluator("null"), () => (string?)null);
        Assert.Throws<InvalidOperationException>(() => Traced.Sync<int>(OperationDescriptor.Evaluator("throws"), () => throw new InvalidOperationException()));

        Assert.Empty(sink.Scores);
        Assert.Equal(3, spans.Ended.Count);
    }

    [Theory]
    [InlineData(true, "pass")]
    [InlineData(false, "block")]
    [InlineData("a cleaned text", "pass")]
    [InlineData(null, "pass")]
    public void A_guardrail_records_whether_it_blocks(object? result, string outcome)
    {
        using var spans = new SpanCollector();
        using var sink = new Sink();

        Traced.Sync(OperationDescriptor.Guardrail("no-secrets"), () => result);

        Assert.Equal(outcome, spans.Single.GetTagItem("agent_tracing.guardrail.outcome"));
        Assert.Empty(sink.Scores);
    }

    [Fact]
    public void A_guardrail_that_throws_blocks()
    {
        using var spans = new SpanCollector();

        Assert.Throws<InvalidOperationException>(() => Traced.Sync<bool>(OperationDescriptor.Guardrail("no-secrets"), () => throw new InvalidOperationException()));

        Assert.Equal("block", spans.Single.GetTagItem("agent_tracing.guardrail.outcome"));
    }

    [Fact]
    public void A_sink_that_throws_does_not_break_the_call()
    {
        using var spans = new SpanCollector();
        using var throwing = AgentTelemetry.AddScoreSink(new ThrowingSink());
        using var sink = new Sink();

        Traced.Sync(Agent, () =>
        {
            AgentTrace.Score("relevance", 1);
            return 0;
        });

        Assert.Single(sink.Scores);
    }

    private sealed record Judged(double Value, string Comment) : IEvaluationResult
    {
        public ScoreValue? Score => Value;
    }

    private sealed class ThrowingSink : IScoreSink
    {
        public void Record(Score score) => throw new InvalidOperationException();
    }

    private sealed class Sink : IScoreSink, IDisposable
    {
        private readonly IDisposable _registration;

        public Sink() => _registration = AgentTelemetry.AddScoreSink(this);

        public List<Score> Scores { get; } = [];

        public Score Single => Assert.Single(Scores);

        public void Record(Score score) => Scores.Add(score);

        public void Dispose() => _registration.Dispose();
    }
}
