using System.Diagnostics;
using LoopbackLlm;

namespace AgentTracing.Tests.Shared;

/// <summary>A loopback server, and all telemetry of AgentTracing (and of further sources, if given) while it is called.</summary>
internal sealed class RecordedRun : IAsyncDisposable
{
    private readonly SpanCollector _spans;
    private readonly MetricCollector _metrics = new();

    private RecordedRun(LoopbackServer server, string[] moreSources)
    {
        Server = server;
        _spans = new SpanCollector(moreSources: moreSources);
    }

    public LoopbackServer Server { get; }

    public IReadOnlyList<Activity> Spans => _spans.Ended;

    /// <summary>The number of started spans.</summary>
    public int Started => _spans.Started;

    public Activity Span => Assert.Single(Spans);

    /// <summary>The single span with usage, which is ours. Spans of other libraries for the same call have no usage.</summary>
    public Activity Shown
    {
        get
        {
            var shown = Assert.Single(Spans, static span => span.TagObjects.Any(static tag => tag.Key.StartsWith("gen_ai.usage.", StringComparison.Ordinal)));
            Assert.Equal(AgentTelemetry.SourceName, shown.Source.Name);
            return shown;
        }
    }

    /// <summary>The tokens that the server sent.</summary>
    public (long Input, long Output) Sent
        => (Server.Log.Requests.Sum(request => request.Usage?.InputTokens ?? 0), Server.Log.Requests.Sum(request => request.Usage?.OutputTokens ?? 0));

    /// <summary>The cost that the server bills for a request.</summary>
    public static decimal PriceOf(LoggedRequest request)
    {
        var usage = new TokenUsage { Input = request.Usage!.InputTokens ?? 0, Output = request.Usage.OutputTokens ?? 0 };
        Assert.True(PriceBook.Default.TryGetCost(request.Provider, request.ResponseModel ?? request.Model, usage, default, out var cost));
        return cost.Usd;
    }

    public static Task<RecordedRun> StartAsync(long output = 52, params string[] moreSources)
        => StartAsync(new ScriptedReply { Chunks = ["Hel", "lo"], Usage = ScriptedUsage.Of(101, output) }, moreSources);

    public static Task<RecordedRun> StartAsync(ScriptedReply reply, params string[] moreSources) => StartAsync(LoopbackScript.Always(reply), moreSources);

    public static async Task<RecordedRun> StartAsync(LoopbackScript script, params string[] moreSources)
        => new(await LoopbackServer.StartAsync(script, options: null, TestContext.Current.CancellationToken), moreSources);

    /// <summary>The sum of a metric's measurements.</summary>
    public double Sum(string instrument) => _metrics.Sum(instrument);

    /// <summary>
    /// Asserts that the span and the metrics contain the usage that the server sent, once, and its cost according to the price book.
    /// </summary>
    public void AssertCountedOnce(Activity span)
    {
        var (input, output) = Sent;
        Assert.Equal(input, Convert.ToInt64(span.GetTagItem("gen_ai.usage.input_tokens"), null));
        Assert.Equal(input + output, Sum("llm.tokens"));
        var provider = (string?)(span.GetTagItem("gen_ai.provider.name") ?? span.GetTagItem("gen_ai.system"));
        var model = (string?)(span.GetTagItem("gen_ai.response.model") ?? span.GetTagItem("gen_ai.request.model"));
        if (PriceBook.Default.TryGetCost(provider, model, new TokenUsage { Input = input, Output = output }, default, out var cost))
            Assert.Equal((double)cost.Usd, Assert.IsType<double>(span.GetTagItem("gen_ai.usage.cost")), 12);
        Assert.Equal((double)cost.Usd, Sum("llm.cost.usd"), 12);
    }

    /// <summary>Asserts that the spans in total, and the metrics, contain the usage that the server sent, once.</summary>
    public void AssertCountedOnce()
    {
        var (input, output) = Sent;
        Assert.Equal(input, Spans.Sum(span => Convert.ToInt64(span.GetTagItem("gen_ai.usage.input_tokens"), null)));
        Assert.Equal(output, Spans.Sum(span => Convert.ToInt64(span.GetTagItem("gen_ai.usage.output_tokens"), null)));
        Assert.Equal(input + output, Sum("llm.tokens"));
    }

    /// <summary>
    /// Asserts that spans, metrics, the roll-up of the outermost agent and an account of the whole run agree: on the usage that the server
    /// sent, its cost, and the number of executed tools.
    /// </summary>
    public void AssertAddsUp(RunAccount account, int executions)
    {
        var (input, output) = Sent;
        Assert.Equal(input, Spans.Sum(span => Convert.ToInt64(span.GetTagItem("gen_ai.usage.input_tokens"), null)));
        Assert.Equal(output, Spans.Sum(span => Convert.ToInt64(span.GetTagItem("gen_ai.usage.output_tokens"), null)));
        Assert.Equal(input + output, Sum("llm.tokens"));
        Assert.Equal((input, output), (account.InputTokens, account.OutputTokens));

        var bill = Server.Log.Requests.Where(static request => request.Usage is not null).Sum(static request => PriceOf(request));
        Assert.Equal(bill, account.CostUsd);
        Assert.Equal((double)bill, Spans.Sum(span => Convert.ToDouble(span.GetTagItem("gen_ai.usage.cost"), null)), 12);
        Assert.Equal((double)bill, Sum("llm.cost.usd"), 12);

        Assert.Equal(executions, Spans.Count(span => span.GetTagItem("gen_ai.operation.name") is "execute_tool"));
        Assert.Equal(executions, Sum("tool.calls"));
        Assert.Equal(executions, account.ToolCalls);

        var outer = Spans.Single(static span => span.DisplayName == "invoke_agent outer");
        Assert.Equal((input, output), (outer.GetTagItem("agent_tracing.rollup.input_tokens"), outer.GetTagItem("agent_tracing.rollup.output_tokens")));
        Assert.Equal((double)bill, Assert.IsType<double>(outer.GetTagItem("agent_tracing.rollup.cost")), 12);
        Assert.Equal((long)executions, outer.GetTagItem("agent_tracing.rollup.tool_calls"));
        var calls = Spans.Count(static span => span.GetTagItem("gen_ai.operation.name") is "chat" && span.GetTagItem("agent_tracing.cached") is null);
        Assert.Equal(((long)calls, (long)calls), (outer.GetTagItem("agent_tracing.rollup.llm_calls"), account.LlmCalls));
        Assert.Null(outer.GetTagItem("agent_tracing.rollup.incomplete"));
        Assert.True(account.IsComplete);
    }

    public async ValueTask DisposeAsync()
    {
        _spans.Dispose();
        _metrics.Dispose();
        await Server.DisposeAsync();
    }
}
