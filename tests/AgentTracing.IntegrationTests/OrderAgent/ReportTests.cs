using System.Globalization;
using System.Text.Json;
using AgentTracing.IntegrationTests.Tools;
using Shop;

namespace AgentTracing.IntegrationTests.OrderAgent;

/// <summary>Opens the page that <c>--report</c> writes in a browser.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class ReportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("report");

    private string Page => Path.Combine(_folder.FullName, "out.html");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_page_shows_the_usage_that_the_server_sent()
    {
        await using var run = await SampleRun.StartAsync();
        var output = await run.RunAsync(0, "--report", Page);
        await using var browser = await Chromium.OpenAsync(new Uri(Page));

        var totals = await TextsAsync(browser, ".totals b");
        var rows = (await TextsAsync(browser, "#costs tbody tr, #costs tfoot tr")).Select(row => row.Split('\t')).ToList();

        var requests = run.Server.Log.Requests;
        Assert.EndsWith($"The report is in {Page}\n", output, StringComparison.Ordinal);
        Assert.Equal(requests.Sum(request => Expected.Cost(request) ?? 0), Usd(totals[0]));
        Assert.Equal(
            [4, requests.Count, requests.Sum(Expected.Input), requests.Sum(Expected.Output), 1, requests.Count(static request => request.Usage is null)],
            totals.Skip(1).Select(text => long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)));
        Assert.Equal(
            [("order-agent", Models.Orders), ("customer-request", Models.Orders), ("customer-request", Models.Classifier), ("support-agent", Models.Support), ("total", "")],
            rows.Select(row => (row[0], row[1])));
        Assert.Equal(rows.SkipLast(1).Sum(row => Usd(row[3])), Usd(rows[^1][3]));
        Assert.Equal(requests.Where(request => request.Model == Models.Classifier).Sum(request => Expected.Cost(request)), Usd(rows[2][3]));
    }

    [Fact]
    public async Task The_waterfall_has_every_span_inside_of_the_time_of_its_trace()
    {
        await using var run = await SampleRun.StartAsync();
        await run.RunAsync(0, "--report", Page);
        await using var browser = await Chromium.OpenAsync(new Uri(Page));

        var bars = (await browser.EvaluateAsync("""
            [...document.querySelectorAll('div.span, details.span')].map(span => {
                const bar = span.querySelector('.track i').getBoundingClientRect(), track = span.querySelector('.track').getBoundingClientRect();
                return { name: span.querySelector('.name').innerText, from: bar.left - track.left, to: track.right - bar.right, width: bar.width, height: bar.height,
                    share: bar.width / track.width, color: getComputedStyle(span.querySelector('.track i')).backgroundColor };
            })
            """)).Deserialize<Bar[]>(JsonSerializerOptions.Web)!;

        Assert.Equal(run.Spans.Count, bars.Length);
        Assert.All(bars, bar =>
        {
            // Every bar has a minimum width, so the last one may extend beyond the track by that width.
            Assert.InRange(bar.From, -0.1, double.MaxValue);
            Assert.InRange(bar.To, -2.1, double.MaxValue);
            Assert.InRange(bar.Width, 2, double.MaxValue);
            Assert.InRange(bar.Height, 10, 20);
        });
        Assert.Equal(run.Traces.Count, bars.Count(bar => bar.Name.StartsWith("workflow", StringComparison.Ordinal)));
        Assert.All(bars.Where(bar => bar.Name.StartsWith("workflow", StringComparison.Ordinal)), bar => Assert.Equal(1, bar.Share, 2));

        // Red marks only the one failed tool.
        var failed = Assert.Single(bars, bar => bar.Color == "rgb(240, 68, 56)");
        Assert.EndsWith("ValidateInventory", failed.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_all_there_is_to_load_and_fits_the_window()
    {
        await using var run = await SampleRun.StartAsync();
        await run.RunAsync(0, "--report", Page);
        await using var browser = await Chromium.OpenAsync(new Uri(Page));

        Assert.Equal(0, (await browser.EvaluateAsync("performance.getEntriesByType('resource').length")).GetInt32());
        Assert.Equal(0, (await browser.EvaluateAsync("document.querySelectorAll('script, link, img, iframe, [src], [href]').length")).GetInt32());
        Assert.True((await browser.EvaluateAsync("document.documentElement.scrollWidth <= innerWidth")).GetBoolean());
        Assert.Equal("CSS1Compat", (await browser.EvaluateAsync("document.compatMode")).GetString());
        Assert.DoesNotContain("http:", await File.ReadAllTextAsync(Page, SampleRun.Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain("https:", await File.ReadAllTextAsync(Page, SampleRun.Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_gets_a_clear_word_before_any_call()
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        Assert.Equal(1, await OrderAgentApp.RunAsync(["--report", Path.Combine(_folder.FullName, "none", "out.html")], output, error, SampleRun.Cancellation));

        Assert.Contains("none", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("T-1", output.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string[]> TextsAsync(Chromium browser, string selector)
        => (await browser.EvaluateAsync($"[...document.querySelectorAll('{selector}')].map(element => element.innerText)")).Deserialize<string[]>()!;

    /// <summary>Parses an amount of the page; 0 for an empty cell or <c>unpriced</c>.</summary>
    private static decimal Usd(string text) => text is "" or "unpriced" ? 0 : decimal.Parse(text.TrimStart('$'), CultureInfo.InvariantCulture);

    private sealed record Bar(string Name, double From, double To, double Width, double Height, double Share, string Color);
}
