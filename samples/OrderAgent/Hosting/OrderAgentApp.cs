using AgentTracing;
using LoopbackLlm;

namespace Shop;

/// <summary>The sample: agents answer customers' requests, and each trace is printed with its cost.</summary>
public sealed class OrderAgentApp
{
    private readonly CommandLine _options;
    private readonly TextWriter _output;
    private readonly CustomerService _service;
    private bool _hasFailed;

    private OrderAgentApp(CommandLine options, LlmServices llm, TextWriter output)
    {
        _options = options;
        _output = output;
        _service = new CustomerService(
            new RequestClassifier(llm.Anthropic),
            new OrderAgent(llm.Orders, new Warehouse()),
            new SupportAgent(llm.Support),
            new ConfirmationWriter(llm.Orders));
    }

    /// <summary>The requests to handle if the command line contains none.</summary>
    public static IReadOnlyList<string> SampleRequests { get; } =
    [
        "Two desk lamps and a floor mat, please.",
        "I would like one standing desk and three notebooks.",
        "May I return a lamp that I have used?",
        "Where is my order?",
    ];

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code: 0 if every request was answered, 1 if one failed, 2 for an invalid command line.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var (options, fault) = CommandLine.Parse(args);
        if (options is null)
        {
            error.WriteLine($"{fault}\n\n{CommandLine.Usage}");
            return 2;
        }

        if (options.Help)
        {
            output.WriteLine(CommandLine.Usage);
            return 0;
        }

        // The delays simulate the latency of a model.
        var pace = new LoopbackServerOptions { Delay = TimeSpan.FromMilliseconds(40), ChunkDelay = TimeSpan.FromMilliseconds(5) };
        await using var loopback = await LoopbackServer.StartAsync(ShopScript.Create(), pace, cancellationToken);
        using var llm = new LlmServices(
            loopback, Environment.GetEnvironmentVariable("ANTHROPIC_API_KEY"), Environment.GetEnvironmentVariable("OPENAI_API_KEY"));
        output.WriteLine($"A loopback server is at {loopback.BaseAddress} Its answers are scripted, there is no model behind it.\n{llm.Description}");
        try
        {
            return await RunAsync(options, llm, output, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(e.Message);
            return 1;
        }
    }

    /// <summary>Handles the requests of a command line with the given services.</summary>
    /// <returns>The exit code: 0 if every request was answered, otherwise 1.</returns>
    /// <exception cref="IOException">The port for metrics is in use, or the report cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the report file is denied.</exception>
    public static async Task<int> RunAsync(
        CommandLine options, LlmServices llm, TextWriter output, CancellationToken cancellationToken = default)
    {
        // Fail before the first paid call if the file cannot be written.
        if (options.Report is { } file)
            await File.WriteAllTextAsync(file, "", cancellationToken);

        // Concurrent requests write concurrently.
        output = TextWriter.Synchronized(output);
        await using var telemetry = await TelemetryPipeline.StartAsync(options, output, cancellationToken);
        if (telemetry.MetricsAddress is { } metrics)
            output.WriteLine($"Metrics are at {metrics}");

        var app = new OrderAgentApp(options, llm, output);
        await app.HandleAllAsync(cancellationToken);
        telemetry.Flush();
        if (options.Report is not null)
            output.WriteLine($"\nThe report is in {options.Report}");

        if (telemetry.MetricsAddress is { } address)
        {
            output.WriteLine($"\nMetrics stay at {address} until Ctrl-C.");
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return app._hasFailed ? 1 : 0;
    }

    private async Task HandleAllAsync(CancellationToken cancellationToken)
    {
        var requests = _options.Requests is { Count: > 0 } given ? given : SampleRequests;
        if (_options.Concurrent is { } count)
        {
            await Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
            {
                var answer = new StringWriter();
                await HandleAsync(i, requests[i % requests.Count], answer, cancellationToken);
                _output.WriteLine(answer);
            }));
            return;
        }

        for (var i = 0; i < requests.Count && !cancellationToken.IsCancellationRequested; i++)
            await HandleAsync(i, requests[i], _output, cancellationToken);
    }

    /// <summary>Writes the answer. The trace tree is printed on its own lines when the answer is complete.</summary>
    private async Task HandleAsync(int number, string request, TextWriter output, CancellationToken cancellationToken)
    {
        output.WriteLine($"\n{Ticket(number)}  {request}");

        // Every span of the request gets this session id.
        using var scope = AgentTrace.BeginScope(sessionId: Ticket(number));
        try
        {
            await foreach (var text in _service.HandleAsync(request, cancellationToken))
                output.Write(text);
        }
        catch (Exception e)
        {
            _hasFailed = true;
            output.WriteLine($"The request failed: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static string Ticket(int number) => $"T-{number + 1}";
}
