namespace AgentTracing.InterceptionTests.Money;

/// <summary>What an answer of a provider costs, by each way in which it can reach us, whoever listens besides.</summary>
[Collection("telemetry")]
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
    public async Task A_call_costs_what_its_answer_comes_to(string name, string path)
    {
        var figure = Figures.All[name];
        using var run = new MoneyRun();

        await MoneyRun.InsideAgentAsync(() => Paths.CallAsync(path, figure));

        run.AssertCosts(figure.Usd, figure.Status, figure.Provider);
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
