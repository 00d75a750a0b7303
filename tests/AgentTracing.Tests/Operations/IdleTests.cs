using System.Globalization;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Operations;

/// <summary>The cost of annotated methods without a listener.</summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class IdleTests
{
    private static readonly Task<int> Done = Task.FromResult(1);

    [Fact]
    public void Without_a_listener_nothing_is_allocated()
    {
        Assert.False(AgentTelemetry.IsEnabled);
        Assert.Equal(0, Allocated(static () => Sync(1)));
        Assert.Equal(0, Allocated(static () => OfTask(1)));
        Assert.Equal(0, Allocated(static () => OfValueTask(1)));
        Assert.Equal(0, Allocated(static () => Ask(new Answer(1, 2))));
    }

    [Fact]
    public void An_idle_method_returns_what_its_implementation_does() => Assert.Same(Done, OfTask(1));

    [Theory]
    [InlineData("llm.tokens")]
    [InlineData("llm.unpriced.calls")]
    [InlineData("tool.calls")]
    [InlineData("agent.run.cost.usd")]
    [InlineData("gen_ai.invoke_agent.tool_calls")]
    [InlineData("gen_ai.client.inference.time_per_output_chunk")]
    [InlineData("gen_ai.client.operation.duration")]
    public void One_listener_to_one_instrument_is_enough_to_be_enabled(string instrument)
    {
        using (new MetricCollector(instrument))
            Assert.True(AgentTelemetry.IsEnabled);

        Assert.False(AgentTelemetry.IsEnabled);
    }

    /// <summary>Operations are not recorded if no listener needs them. A listener to one instrument must not notice that.</summary>
    [Fact]
    public void A_listener_to_one_instrument_gets_the_same_as_a_listener_to_all()
    {
        List<string> all;
        using (var metrics = new MetricCollector())
            all = Run(metrics);
        string[] names = [.. all.Select(static text => text.Split(' ')[0]).Distinct(StringComparer.Ordinal)];

        Assert.True(names.Length > 15);
        foreach (var name in names)
        {
            Assert.False(Listening.ToTools || Listening.ToRuns);
            using var one = new MetricCollector(name);
            Assert.Equal(all.Where(text => text.StartsWith(name + " ", StringComparison.Ordinal)), Run(one));
        }

        static List<string> Run(MetricCollector metrics)
        {
            Plan(1);
            Look(2);
            Flow(3);
            Consult(new Answer(4, 5));
            return [.. metrics.All.Select(static measured =>
            {
                var value = measured.Instrument.Contains("duration", StringComparison.Ordinal) ? "" : measured.Value.ToString(CultureInfo.InvariantCulture);
                return $"{measured.Instrument} {value} {string.Join(' ', measured.Tags.Select(static tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal))}";
            })];
        }
    }

    [Agent]
    private static partial int Plan(int value);

    private static int PlanCore(int value) => Sync(value) + Look(value) + Paid(value) + Consult(new Answer(value, value)).InputTokens;

    [Tool]
    private static partial int Look(int value);

    private static int LookCore(int value) => Flow(value);

    [Tool(CostUsd = 0.5)]
    private static partial int Paid(int value);

    private static int PaidCore(int value) => value;

    [Workflow]
    private static partial int Flow(int value);

    private static int FlowCore(int value) => Consult(new Answer(value, 1)).InputTokens;

    [LlmCall(Model = "gpt-4o-mini", Provider = "openai")]
    private static partial Answer Consult(Answer answer);

    private static Answer ConsultCore(Answer answer)
    {
        if (answer.OutputTokens > 1)
            Confirm(1);
        return answer;
    }

    [Tool]
    private static partial int Confirm(int value);

    private static int ConfirmCore(int value) => Consult(new Answer(value, 1)).InputTokens;

    [Tool]
    private static partial int Sync(int value);

    private static int SyncCore(int value) => value;

    [Agent]
    private static partial Task<int> OfTask(int value);

    private static Task<int> OfTaskCore(int value) => Done;

    [Workflow]
    private static partial ValueTask<int> OfValueTask(int value);

    private static ValueTask<int> OfValueTaskCore(int value) => new(value);

    [LlmCall(Model = "gpt-4o-mini", Provider = "openai")]
    private static partial ValueTask<Answer> Ask(Answer answer);

    private static ValueTask<Answer> AskCore(Answer answer) => new(answer);

    private readonly record struct Answer(int InputTokens, int OutputTokens);

    private static long Allocated<T>(Func<T> call)
    {
        for (var i = 0; i < 200; i++)
            call();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
