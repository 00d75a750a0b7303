using System.Globalization;

namespace AgentTracing.Tests.Model;

/// <summary>
/// For any program of agents, tools, models, streams, branches, scopes and failures, the spans equal those predicted by a model that is
/// independent of the implementation.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class ModelTests
{
    private const string SeedVariable = "AGENTTRACING_SEED";
    private const int Programs = 600;
    private const int AtOnce = 200;

    [Fact]
    public async Task The_spans_of_a_program_are_those_of_the_model()
    {
        var first = FirstSeed();
        var spanCount = 0;
        for (var seed = first; seed < first + Programs; seed++)
        {
            var program = new ProgramGrammar(new Random(seed)).Write();
            var model = new TraceModel().Run(program);
            using var spans = new SpanCollector();
            using var metrics = new MetricCollector("llm.tokens", "llm.cost.usd", "tool.calls");

            await Task.Run(() => ProgramRunner.RunAsync(program));

            AssertEqual(model.Spans, SpanText.Of(spans.Ended), $"{SeedVariable}={seed}");
            Assert.Equal(model.Total.Input, metrics.Sum("llm.tokens", ("token_type", "input")));
            Assert.Equal(model.Total.Output, metrics.Sum("llm.tokens", ("token_type", "output")));
            Assert.Equal((double)model.Total.Usd, metrics.Sum("llm.cost.usd"), 9);
            Assert.Equal(model.Total.ToolCalls, metrics.Sum("tool.calls"));
            spanCount += model.Spans.Count;
        }

        Assert.True(spanCount > 2 * Programs, $"The programs are too small for the test: {spanCount} spans.");
    }

    [Fact]
    public async Task Programs_that_run_at_once_do_not_disturb_each_other()
    {
        var first = FirstSeed();
        var programs = Enumerable.Range(first, AtOnce).Select(seed => new ProgramGrammar(new Random(seed)).Write()).ToList();
        using var spans = new SpanCollector();

        await Task.WhenAll(programs.Select(program => Task.Run(() => ProgramRunner.RunAsync(program))));

        AssertEqual(programs.SelectMany(program => new TraceModel().Run(program).Spans), SpanText.Of(spans.Ended), $"{SeedVariable}={first}");
    }

    private static void AssertEqual(IEnumerable<string> expected, IEnumerable<string> actual, string seed)
    {
        List<string> missing = [.. expected];
        var unexpected = actual.Where(span => !missing.Remove(span)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count + unexpected.Count > 0)
            Assert.Fail($"{seed}\nmissing:\n{string.Join('\n', missing.Order(StringComparer.Ordinal))}\nunexpected:\n{string.Join('\n', unexpected)}");
    }

    /// <summary>
    /// The seed of the first program; the next programs have the following numbers. The test prints it, so that a run can be repeated.
    /// </summary>
    private static int FirstSeed()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var given)
            ? given
            : Random.Shared.Next(int.MaxValue - Programs);
        TestContext.Current.TestOutputHelper?.WriteLine($"{SeedVariable}={seed}");
        return seed;
    }
}
