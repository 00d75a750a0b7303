using System.Globalization;
using System.Text.Json;
using AgentTracing.IntegrationTests.OrderAgent;
using AgentTracing.IntegrationTests.Tools;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace AgentTracing.IntegrationTests.Reporting;

/// <summary>The page of <c>AddAgentTracingReport</c>, in a browser.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class ReportPageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("report");

    private string Page => Path.Combine(_folder.FullName, "agents.html");

    public static TheoryData<string> Hostile =>
    [
        "<script>document.title='run'</script>",
        "</dd></dl></details><img src=x onerror=\"document.title='run'\">",
        "\" onmouseover=\"document.title='run'\" x=\"",
        "' autofocus onfocus='document.title=1'",
        "</style><style>*{display:none}</style>",
        "<!-- comment --> ]]> <![CDATA[ & &amp; &#x3c;script&#x3e;",
        "{{constructor.constructor('document.title=1')()}} ${1+1} `x`",
        "<a href=\"javascript:document.title='run'\">a</a><meta http-equiv=refresh content=\"0;url=data:text/html,x\">",
        "\u202eevil\u202c \u0000\u0007\ud800 lone",
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Texts_of_users_and_models_are_encoded(string hostile)
    {
        Record(() =>
        {
            using var scope = AgentTrace.BeginScope(sessionId: hostile);
            using var agent = AgentTrace.StartAgent(hostile);
            agent.SetInput(hostile);
            using (var tool = AgentTrace.StartTool(hostile))
            {
                tool.SetInput(hostile);
                tool.Fail(new InvalidOperationException(hostile));
            }

            using var call = AgentTrace.StartLlmCall(hostile, hostile);
            call.SetInput(hostile);
            call.SetOutput(hostile);
            call.RecordUsage(TokenUsage.FromOpenAI(1, 1));
        });
        await using var browser = await Chromium.OpenAsync(new Uri(Page));

        Assert.Equal("What the agents did, and what it cost", (await browser.EvaluateAsync("document.title")).GetString());
        Assert.Equal(0, (await browser.EvaluateAsync("document.querySelectorAll('script, img, a, iframe, [src], [href], [onerror], [onmouseover], [onfocus], [autofocus]').length")).GetInt32());
        Assert.Equal((1, 1), (await CountAsync(browser, "style"), await CountAsync(browser, "body")));
        Assert.Equal(3, await CountAsync(browser, ".span.row, .span > .row"));
        var shown = (await browser.EvaluateAsync("[...document.querySelectorAll('dd')].map(text => text.textContent)")).Deserialize<string[]>()!;
        var readable = hostile.Replace('\ud800', '\ufffd').Replace('\0', '\ufffd');
        Assert.Contains(shown, text => text == readable || text.Replace("\\u0000", "\ufffd", StringComparison.Ordinal).Contains(readable[..4], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Captured_messages_are_shown_with_their_author()
    {
        Record(() =>
        {
            using var agent = AgentTrace.StartAgent("helper");
            using var call = AgentTrace.StartLlmCall("gpt-4o-mini", "openai");
            call.SetInput("How many?");
            call.SetOutput("Seven.");
        });
        await using var browser = await Chromium.OpenAsync(new Uri(Page));

        var shown = (await browser.EvaluateAsync("[...document.querySelectorAll('.span.chat dl > *')].map(text => text.textContent)")).Deserialize<string[]>()!;
        Assert.Equal(["user", "How many?", "assistant", "Seven."], shown);
    }

    [Fact]
    public async Task The_same_tokens_are_priced_on_other_models()
    {
        Record(() =>
        {
            using var agent = AgentTrace.StartAgent("helper");
            for (var i = 0; i < 2; i++)
            {
                using var call = AgentTrace.StartLlmCall("gpt-4o-mini", "openai");
                call.RecordUsage(TokenUsage.FromOpenAI(1000, 100, cachedTokens: 200));
            }
        });
        await using var browser = await Chromium.OpenAsync(new Uri(Page));

        var rows = (await browser.EvaluateAsync("[...document.querySelectorAll('#others tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))")).Deserialize<string[][]>()!;
        var usage = TokenUsage.FromOpenAI(1000, 100, cachedTokens: 200);
        Assert.Equal("100.0 %", Assert.Single(rows, row => row[0] == "gpt-4o-mini")[2]);
        foreach (var (provider, model) in new[] { ("openai", "gpt-4.1"), ("anthropic", "claude-sonnet-4-5") })
        {
            Assert.True(PriceBook.Default.TryGetCost(provider, model, in usage, out var cost));
            Assert.Equal(2 * cost.Usd, decimal.Parse(Assert.Single(rows, row => row[0] == model)[1].TrimStart('$'), CultureInfo.InvariantCulture), 7);
        }
    }

    [Fact]
    public async Task Keys_open_and_close_and_a_narrow_window_is_enough()
    {
        Record(() =>
        {
            using var agent = AgentTrace.StartAgent(new string('x', 200));
            agent.SetInput(new string('y', 500));
            using var call = AgentTrace.StartLlmCall("gpt-4o-mini", "openai");
            call.RecordUsage(TokenUsage.FromOpenAI(1000, 100));
        });
        await using var browser = await Chromium.OpenAsync(new Uri(Page));

        // Focusable elements: the table, the other models, the run, its first span.
        for (var i = 0; i < 4; i++)
            await browser.PressAsync("Tab", 9);
        Assert.Equal("row", (await browser.EvaluateAsync("document.activeElement.className")).GetString());
        Assert.False((await browser.EvaluateAsync("document.querySelector('.span').open")).GetBoolean());
        await browser.PressAsync("Enter", 13);
        Assert.True((await browser.EvaluateAsync("document.querySelector('.span').open")).GetBoolean());

        foreach (var width in (int[])[320, 800, 1300])
        {
            await browser.ResizeAsync(width, 800);
            Assert.True((await browser.EvaluateAsync("document.documentElement.scrollWidth <= innerWidth")).GetBoolean(), $"{width} is too narrow.");
        }
    }

    [Fact]
    public async Task Five_thousand_spans_are_one_page_of_less_than_five_megabytes()
    {
        Record(() =>
        {
            using var workflow = AgentTrace.StartWorkflow("import");
            for (var i = 0; i < 1666; i++)
            {
                using var agent = AgentTrace.StartAgent("helper");
                using (var call = AgentTrace.StartLlmCall("gpt-4o-mini", "openai"))
                {
                    call.RecordUsage(TokenUsage.FromOpenAI(1000, 100));
                    call.SetInput(new string('q', 300));
                    call.SetOutput(new string('a', 300));
                }

                using var tool = AgentTrace.StartTool("search");
            }
        });

        Assert.InRange(new FileInfo(Page).Length, 1_000_000, 5_000_000);
        await using var browser = await Chromium.OpenAsync(new Uri(Page));
        Assert.Equal(1 + (3 * 1666), await CountAsync(browser, "div.span, details.span"));
        TestContext.Current.TestOutputHelper?.WriteLine((await browser.EvaluateAsync("JSON.stringify(performance.getEntriesByType('navigation')[0])")).GetString()!);
    }

    [Fact]
    public void The_page_is_written_again_after_each_flush_and_nothing_is_left_beside_it()
    {
        using var tracing = Sdk.CreateTracerProviderBuilder().AddAgentTracingReport(Page).Build();
        foreach (var name in (string[])["first", "second"])
        {
            using (AgentTrace.StartAgent(name))
            {
            }

            tracing.ForceFlush();
            Assert.Contains($"agent {name}", File.ReadAllText(Page), StringComparison.Ordinal);
        }

        Assert.Contains("agent first", File.ReadAllText(Page), StringComparison.Ordinal);
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void A_page_that_cannot_be_written_does_not_break_the_run()
    {
        using (Sdk.CreateTracerProviderBuilder().AddAgentTracingReport(Path.Combine(_folder.FullName, "none", "agents.html")).Build())
        using (AgentTrace.StartAgent("helper"))
        {
        }

        Assert.Empty(_folder.GetFiles());
    }

    /// <summary>Runs with content capture, and writes the page.</summary>
    private void Record(Action run)
    {
        using var telemetry = new TelemetryRun(static options => options.Content = ContentCapture.Span);
        using var report = Sdk.CreateTracerProviderBuilder().AddAgentTracingReport(Page).Build();
        run();
    }

    private static async Task<int> CountAsync(Chromium browser, string selector)
        => (await browser.EvaluateAsync($"document.querySelectorAll('{selector}').length")).GetInt32();
}
