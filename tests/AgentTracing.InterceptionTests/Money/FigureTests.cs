namespace AgentTracing.InterceptionTests.Money;

/// <summary>The cost of a provider's response on every path by which a response can reach us, with and without other listeners.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class FigureTests
{
    private static readonly string[] Natives =
    [
        "OpenAI.ChatClient", "OpenAI.ResponsesClient", "com.anthropic.sdk.csharp", "Microsoft.SemanticKernel.Diagnostics", "Experimental.Microsoft.Extensions.AI",
        "Experimental.Microsoft.Agents.AI",
    ];

    public static TheoryData<string, string> Everything()
    {
        var data = new TheoryData<string, string>();
        foreach (var (name, figure) in Figures.All)
        {
            foreach (var path in Paths.Of(figure.Protocol))
            {
                if (!figure.Untold.ContainsKey(path))
                    data.Add(name, path);
            }
        }

        return data;
    }

    [Fact]
    public void Each_protocol_has_figures_and_each_exception_is_one_of_them()
    {
        Assert.Equal(Enum.GetValues<Protocol>(), Figures.All.Values.Select(figure => figure.Protocol).Distinct().Order());
        Assert.All(Enum.GetValues<Protocol>(), protocol => Assert.NotEmpty(Paths.Of(protocol)));
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task The_response_determines_the_cost_of_a_call(string name, string path)
    {
        var figure = Figures.All[name];
        using var run = new MoneyRun();

        await MoneyRun.InsideAgentAsync(() => Paths.CallAsync(path, figure));

        run.AssertCosts(figure.Usd, figure.Status, figure.Provider);
    }

    private static readonly Dictionary<string, Figure> FurtherOnes = FurtherFigures.All.Concat(ToolFigures.All).Concat(LatestFigures.All).ToDictionary();

    public static TheoryData<string> Further => [.. FurtherOnes.Keys];

    /// <summary>Every other figure on every path of its protocol; costs that depend on the path are in <see cref="Figures"/>.</summary>
    [Theory]
    [MemberData(nameof(Further))]
    public async Task Model_and_tier_determine_the_cost_of_a_call(string name)
    {
        var figure = FurtherOnes[name];
        foreach (var path in Paths.Of(figure.Protocol))
        {
            using var run = new MoneyRun();

            await MoneyRun.InsideAgentAsync(() => Paths.CallAsync(path, figure));

            run.AssertCosts(figure.Usd, figure.Status, figure.Provider);
        }
    }

    /// <summary>Every figure on every path that takes several requests, with and without other listeners.</summary>
    public static TheoryData<string, string, bool> InRounds()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var (name, figure) in Figures.All)
        {
            foreach (var path in Paths.RoundsOf(figure.Protocol))
            {
                data.Add(name, path, false);
                data.Add(name, path, true);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(InRounds))]
    public async Task Two_rounds_cost_twice_what_one_does(string name, string path, bool othersListen)
    {
        var figure = Figures.All[name];
        using var run = new MoneyRun(othersListen ? Natives : []);
        AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", othersListen);
        try
        {
            await MoneyRun.InsideAgentAsync(() => Paths.CallInRoundsAsync(path, figure));
        }
        finally
        {
            AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", false);
        }

        run.AssertCosts(2 * figure.Usd, figure.Status, figure.Provider);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task It_costs_the_same_where_the_SDKs_trace_themselves(string name, string path)
    {
        var figure = Figures.All[name];
        using var run = new MoneyRun(Natives);
        AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", true);
        try
        {
            await MoneyRun.InsideAgentAsync(() => Paths.CallAsync(path, figure));
        }
        finally
        {
            AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", false);
        }

        run.AssertCosts(figure.Usd, figure.Status, figure.Provider);
    }
}
