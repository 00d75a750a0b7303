using System.Diagnostics;
using LoopbackLlm;
using Shop;

namespace AgentTracing.IntegrationTests.OrderAgent;

/// <summary>Runs the sample against a loopback server, and collects all telemetry.</summary>
internal sealed class SampleRun : IAsyncDisposable
{
    private readonly SpanCollector _spans = new();
    private readonly MetricCollector _metrics = new();

    private SampleRun(LoopbackServer server)
    {
        Server = server;
        Llm = new LlmServices(server, anthropicKey: null, openAIKey: null);
    }

    public LoopbackServer Server { get; }

    public LlmServices Llm { get; }

    public IReadOnlyList<Activity> Spans => _spans.Ended;

    /// <summary>The spans by trace, in the order in which the traces ended.</summary>
    public IReadOnlyList<IReadOnlyList<Activity>> Traces => [.. Spans.GroupBy(span => span.TraceId).Select(trace => trace.ToList())];

    /// <summary>The model calls.</summary>
    public IReadOnlyList<Activity> Calls => [.. Spans.Where(span => span.Kind == ActivityKind.Client)];

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts the server with additional rules in front of the sample's rules.</summary>
    public static async Task<SampleRun> StartAsync(params IEnumerable<ScriptRule> first) =>
        new(await LoopbackServer.StartAsync([.. first, .. ShopScript.Create()], cancellationToken: Cancellation));

    /// <summary>Runs the sample.</summary>
    /// <returns>The output.</returns>
    public async Task<string> RunAsync(int exitCode, params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var (options, error) = CommandLine.Parse(args);
        Assert.Null(error);
        Assert.Equal(exitCode, await OrderAgentApp.RunAsync(options!, Llm, output, Cancellation));
        return output.ToString();
    }

    /// <summary>The sum of an instrument's measurements with these attributes.</summary>
    public decimal Sum(string instrument, params (string Key, object? Value)[] attributes) => _metrics.DecimalSum(instrument, attributes);

    public async ValueTask DisposeAsync()
    {
        _metrics.Dispose();
        _spans.Dispose();
        Llm.Dispose();
        await Server.DisposeAsync();
    }
}
