using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using AgentTracing.IntegrationTests.Tools;
using LoopbackLlm;
using Shop;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>
/// Runs the sample, a Prometheus that scrapes it, and an Alertmanager that delivers to a webhook, with the files of
/// <c>samples/Observability</c>. Only addresses and intervals differ: seconds instead of minutes.
/// </summary>
public sealed partial class ObservabilityStack : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("observability");
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Activity> _calls = new();
    private readonly StringWriter _output = new();
    private ActivityListener? _spans;
    private LoopbackServer? _llm;
    private LlmServices? _services;
    private Task<int>? _agents;
    private Webhook? _webhook;
    private LocalServer? _alertmanager;
    private LocalServer? _prometheus;

    internal LocalServer Prometheus => _prometheus!;

    internal Webhook Webhook => _webhook!;

    /// <summary>The requests to the loopback server, with the usage it sent.</summary>
    internal LoopbackLog Log => _llm!.Log;

    /// <summary>The spans of model calls.</summary>
    internal IReadOnlyList<Activity> Calls => [.. _calls];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // A fixture cannot skip tests, so each test checks this as well.
        if (Programs.Prometheus is not { } prometheus || Programs.Alertmanager is not { } alertmanager)
            return;

        var cancellationToken = TestContext.Current.CancellationToken;

        _webhook = await Webhook.StartAsync(cancellationToken);
        _alertmanager = await LocalServer.StartAsync(
            alertmanager,
            _folder.FullName,
            $"--config.file={WriteAlertmanagerConfiguration()}",
            $"--storage.path={Path.Combine(_folder.FullName, "alertmanager")}",
            "--cluster.listen-address=");
        var metrics = await StartAgentsAsync(cancellationToken);
        _prometheus = await LocalServer.StartAsync(
            prometheus,
            _folder.FullName,
            $"--config.file={WritePrometheusConfiguration(metrics)}",
            $"--storage.tsdb.path={Path.Combine(_folder.FullName, "prometheus")}");

        await Eventually.TrueAsync(HasScrapedAllAsync, Patience, () => $"Not all calls arrived at Prometheus:\n{_output}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _prometheus?.Dispose();
        _alertmanager?.Dispose();
        await _stop.CancelAsync();
        if (_agents is not null)
            await _agents;
        if (_webhook is not null)
            await _webhook.DisposeAsync();
        _services?.Dispose();
        if (_llm is not null)
            await _llm.DisposeAsync();
        _spans?.Dispose();
        _stop.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Runs the sample slowly enough for several scrapes.</summary>
    /// <returns>Host and port of the metrics endpoint.</returns>
    private async Task<string> StartAgentsAsync(CancellationToken cancellationToken)
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AgentTelemetry.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.Kind == ActivityKind.Client)
                    _calls.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_spans);

        var pace = new LoopbackServerOptions { Delay = TimeSpan.FromMilliseconds(80), ChunkDelay = TimeSpan.FromMilliseconds(5) };
        _llm = await LoopbackServer.StartAsync(ShopScript.Create(), pace, cancellationToken);
        _services = new LlmServices(_llm, anthropicKey: null, openAIKey: null);
        var requests = Enumerable.Repeat(OrderAgentApp.SampleRequests, 8).SelectMany(request => request);
        var options = CommandLine.Parse(["--metrics", .. requests]).Options!;
        _agents = Task.Run(() => OrderAgentApp.RunAsync(options, _services, TextWriter.Synchronized(_output), _stop.Token), cancellationToken);

        string? authority = null;
        await Eventually.TrueAsync(
            () =>
            {
                authority = MetricsLine().Match(_output.ToString()) is { Success: true } line ? line.Groups[1].Value : null;
                return Task.FromResult(authority is not null);
            },
            Patience,
            _output.ToString);
        return authority!;
    }

    private async Task<bool> HasScrapedAllAsync()
    {
        if (!_output.ToString().Contains("Metrics stay at", StringComparison.Ordinal))
            return false;

        var scraped = await Prometheus.QueryAsync("sum(llm_request_duration_seconds_count)");
        return scraped.Count == 1 && scraped[0].Value == Log.Requests.Count;
    }

    private string WritePrometheusConfiguration(string metrics)
    {
        var rules = Pace().Replace(ObservabilityFiles.Read("prometheus/agent-slos.rules.yml"), match => match.Groups[1].Value == "for" ? "for: 3s" : "interval: 1s");
        File.WriteAllText(Path.Combine(_folder.FullName, "agent-slos.rules.yml"), rules);
        return Write("prometheus/prometheus.yml", ("otel-collector:8889", metrics), ("alertmanager:9093", _alertmanager!.Authority), ("15s", "1s"), ("30s", "1s"));
    }

    private string WriteAlertmanagerConfiguration() => Write("alertmanager/alertmanager.yml", ("host.docker.internal:5001", Webhook.Authority), ("30s", "1s"));

    /// <summary>Copies a file with changed addresses and intervals.</summary>
    private string Write(string file, params (string Before, string After)[] changes)
    {
        var text = ObservabilityFiles.Read(file);
        foreach (var (before, after) in changes)
        {
            Assert.Contains(before, text, StringComparison.Ordinal);
            text = text.Replace(before, after, StringComparison.Ordinal);
        }

        var copy = Path.Combine(_folder.FullName, Path.GetFileName(file));
        File.WriteAllText(copy, text);
        return copy;
    }

    [GeneratedRegex(@"\b(for|interval): \d+[smh]")]
    private static partial Regex Pace();

    [GeneratedRegex(@"Metrics are at http://([^/]+)/")]
    private static partial Regex MetricsLine();
}
