using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Shop;

namespace AgentTracing.IntegrationTests.OrderAgent;

/// <summary>The sample with each of its command-line options.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("There is no option '--bogus'.", "--bogus")]
    [InlineData("There is no option '-x'.", "a request", "-x")]
    [InlineData("--concurrent wants a number above 0.", "--concurrent")]
    [InlineData("--concurrent wants a number above 0.", "--concurrent", "0")]
    [InlineData("--concurrent wants a number above 0.", "--concurrent", "many")]
    [InlineData("'65536' is not a port.", "--metrics", "65536")]
    [InlineData("A request may not be empty.", " ")]
    [InlineData("--report wants the name of a file.", "--report")]
    [InlineData("--report wants the name of a file.", "--report", "--otlp")]
    public async Task A_wrong_argument_gets_a_clear_word_and_exit_code_2(string word, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        Assert.Equal(2, await OrderAgentApp.RunAsync(args, output, error, SampleRun.Cancellation));

        Assert.Equal($"{word}\n\n{CommandLine.Usage}\n", error.ToString());
        Assert.Empty(output.ToString());
    }

    [Fact]
    public async Task Help_prints_the_usage_and_does_nothing_else()
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        Assert.Equal(0, await OrderAgentApp.RunAsync(["--help"], output, error, SampleRun.Cancellation));

        Assert.Equal(CommandLine.Usage + "\n", output.ToString());
        Assert.Empty(error.ToString());
    }

    [Fact]
    public async Task A_request_on_the_command_line_is_the_only_one()
    {
        await using var run = await SampleRun.StartAsync();

        var output = await run.RunAsync(0, "600 notebooks");

        Assert.Single(run.Traces);
        Assert.Contains("T-1  600 notebooks\nThank you! Placed order 1001 over 1920.00 EUR: 0 of 1 products ship now, 1 later.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_nothing_the_shop_sells_places_no_order()
    {
        await using var run = await SampleRun.StartAsync();

        var output = await run.RunAsync(0, "A submarine.");

        Assert.Contains("Thank you! Nothing was ordered: the request names no product of ours.\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Spans, span => span.DisplayName == "execute_tool PlaceOrder");
    }

    [Fact]
    public async Task Metrics_are_served_until_the_program_is_stopped()
    {
        await using var run = await SampleRun.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(SampleRun.Cancellation);
        var output = new WatchedWriter("Metrics stay at ");

        var program = OrderAgentApp.RunAsync(CommandLine.Parse(["--metrics"]).Options!, run.Llm, output, stop.Token);
        var line = await output.Line.WaitAsync(SampleRun.Cancellation);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var metrics = await http.GetStringAsync(line.Trim().Split(' ')[3], SampleRun.Cancellation);
        Assert.False(program.IsCompleted);
        await stop.CancelAsync();

        Assert.Equal(0, await program);
        var sent = run.Server.Log.Requests.Where(request => request.Model == Models.Orders).ToList();
        Assert.Equal(sent.Sum(Expected.Input), Value(metrics, "llm_tokens_total", $"model=\"{Models.Orders}\"", "token_type=\"input\""));
        Assert.Equal(sent.Sum(Expected.Output), Value(metrics, "llm_tokens_total", $"model=\"{Models.Orders}\"", "token_type=\"output\""));
        Assert.Equal(sent.Sum(request => Expected.Cost(request)!.Value), Value(metrics, "llm_cost_usd_total", $"model=\"{Models.Orders}\""), 9);
        Assert.Equal(1, Value(metrics, "llm_unpriced_calls_total", $"model=\"{Models.Support}\""));
        Assert.Equal(1, Value(metrics, "tool_calls_total", "tool=\"ValidateInventory\"", "status=\"error\""));
        Assert.Equal(2, Value(metrics, "agent_runs_total", "agent_name=\"order-agent\"", "status=\"ok\""));
    }

    [Fact]
    public async Task The_program_needs_no_argument_and_no_key_and_prints_its_address()
    {
        var (exitCode, output, error) = await StartAsync();

        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        Assert.StartsWith("A loopback server is at http://127.0.0.1:", output, StringComparison.Ordinal);
        Assert.Contains("gpt-4.1: the loopback server (OPENAI_API_KEY is not set)", output, StringComparison.Ordinal);
        Assert.Contains("claude-haiku-4-5: the loopback server (ANTHROPIC_API_KEY is not set)", output, StringComparison.Ordinal);
        Assert.Equal(4, output.Split('\n').Count(line => line.StartsWith("workflow customer-request ", StringComparison.Ordinal)));
        Assert.StartsWith("total ", output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_key_the_sample_calls_the_real_service_and_prints_that()
    {
        await using var run = await SampleRun.StartAsync();
        using var real = new LlmServices(run.Server, anthropicKey: "a key", openAIKey: "a key");

        Assert.Equal(run.Server.BaseAddress, new Uri(run.Llm.Anthropic.BaseUrl));
        Assert.NotEqual(run.Server.BaseAddress, new Uri(real.Anthropic.BaseUrl));
        Assert.Equal(run.Server.OpenAIAddress, Address(run.Llm.Orders));
        Assert.NotEqual(run.Server.OpenAIAddress, Address(real.Orders));
        Assert.Equal(run.Server.OpenAIAddress, Address(real.Support));
        Assert.Contains("claude-haiku-4-5: the real service (ANTHROPIC_API_KEY is set)", real.Description, StringComparison.Ordinal);
        Assert.Contains("gpt-4.1: the real service (OPENAI_API_KEY is set)", real.Description, StringComparison.Ordinal);

        static Uri? Address(IChatClient client) => client.GetService<ChatClientMetadata>()?.ProviderUri;
    }

    [Fact]
    public async Task A_port_in_use_gets_a_clear_word()
    {
        using var occupied = new TcpListener(IPAddress.Loopback, 0);
        occupied.Start();
        var port = ((IPEndPoint)occupied.LocalEndpoint).Port;

        var (exitCode, _, error) = await StartAsync(null, "--metrics", port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(1, exitCode);
        Assert.Contains($"127.0.0.1:{port}", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task Spans_and_metrics_are_exported_by_OTLP()
    {
        var received = new ConcurrentDictionary<string, string>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var collector = builder.Build();
        collector.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            received.AddOrUpdate(http.Request.Path, _ => Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        });
        await collector.StartAsync(SampleRun.Cancellation);

        var (exitCode, _, _) = await StartAsync(collector.Urls.Single(), "--otlp", "A floor mat.");

        Assert.Equal(0, exitCode);
        Assert.Contains("invoke_workflow customer-request", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("execute_tool PlaceOrder", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("llm.tokens", received["/v1/metrics"], StringComparison.Ordinal);
    }

    /// <summary>The value of the only series with all these labels, or the sum of several.</summary>
    private static decimal Value(string metrics, string name, params string[] labels) => metrics.Split('\n')
        .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && labels.All(label => line.Contains(label, StringComparison.Ordinal)))
        .Sum(line => decimal.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], NumberStyles.Float, CultureInfo.InvariantCulture));

    private static async Task<(int ExitCode, string Output, string Error)> StartAsync(string? otlpEndpoint = null, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(OrderAgentApp).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var key in (string[])["OPENAI_API_KEY", "ANTHROPIC_API_KEY"])
            start.Environment.Remove(key);
        start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlpEndpoint;
        start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(SampleRun.Cancellation);
        var error = process.StandardError.ReadToEndAsync(SampleRun.Cancellation);
        await process.WaitForExitAsync(SampleRun.Cancellation);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Signals when a line with a certain text is written.</summary>
    private sealed class WatchedWriter(string watched) : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => _line.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(watched, StringComparison.Ordinal) == true)
                _line.TrySetResult(value);
        }
    }
}
