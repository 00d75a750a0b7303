using AgentTracing.CompilerServices;

namespace AgentTracing.InterceptionTests.Money;

/// <summary>What an answer of a provider costs, by each way in which it can reach us, whoever listens besides.</summary>
[Collection("telemetry")]
public sealed class FigureTests
{
    private static readonly string[] Natives =
    [
        "OpenAI.ChatClient", "OpenAI.ResponsesClient", "com.anthropic.sdk.csharp", "Microsoft.SemanticKernel.Diagnostics", "Experimental.Microsoft.Extensions.AI",
        "Experimental.Microsoft.Agents.AI", SdkFacts.RoundsSource,
    ];

    /// <summary>
    /// What the span of an agent's round cannot tell: OpenTelemetry's conventions have no attribute for it, and the library hands the answer over after the span has ended.
    /// A run that is streamed hands it over before.
    /// </summary>
    private static readonly HashSet<string> UntoldByRounds = new(StringComparer.Ordinal)
    {
        "audio", "cache writes that the SDK has no property for", "a total that nothing comes to", "xAI, whose output leaves reasoning out", "xAI, cached",
        "DeepSeek, whose hits stand under its own name", "Gemini by OpenAI's protocol", "Gemini on Vertex by OpenAI's protocol", "OpenRouter says what it cost",
        "OpenRouter says that it cost nothing", "OpenRouter with a key of one's own says only its share", "Perplexity says what the parts cost",
        "a response with cache writes", "searches of the web", "pages that are opened", "searches of files", "one container of code",
        "Claude, cached", "Claude, cached for five minutes and for an hour", "Claude in the United States", "fast Claude", "fast Claude in the United States", "Claude by batch", "Claude searches the web",
        "fast Claude searches the web, which costs the same", "Claude compacts first", "Claude asks an adviser",
    };

    public static TheoryData<string, string> WhereOthersListen()
    {
        var data = new TheoryData<string, string>();
        foreach (var row in Everything())
        {
            if (!row.Data.Item2.EndsWith(" agent", StringComparison.Ordinal) || !UntoldByRounds.Contains(row.Data.Item1))
                data.Add(row.Data.Item1, row.Data.Item2);
        }

        return data;
    }

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
        Assert.Empty(UntoldByRounds.Except(Figures.All.Keys));
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
    [MemberData(nameof(WhereOthersListen))]
    public async Task It_costs_the_same_where_the_SDKs_trace_themselves(string name, string path)
    {
        var figure = Figures.All[name];
        using var run = new MoneyRun(path.Contains("agent", StringComparison.Ordinal) ? [SdkFacts.RoundsSource] : Natives);
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
