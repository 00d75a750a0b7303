using System.Diagnostics;
using OpenTelemetry.Trace;

namespace AgentTracing.Backends.Tests;

/// <summary>
/// A back end that rejects requests, fails, hangs or does not exist: the application continues, one warning is reported, and shutdown does
/// not hang.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class FaultTests
{
    [Fact]
    public async Task A_wrong_key_is_reported_once_with_a_remedy_and_not_retried()
    {
        await using var receiver = await Receiver.StartAsync();
        using var faults = new BackendFaults();
        receiver.Answer = (context, _) => Status(context, 401);

        using (var provider = Build(receiver.Http))
        {
            Sample.Run();
            provider.ForceFlush(5000);
            Sample.Run();
        }

        Assert.Equal(2, receiver.Requests.Count);
        var message = Assert.Single(faults.Messages);
        Assert.Contains("Langfuse", message, StringComparison.Ordinal);
        Assert.Contains("401", message, StringComparison.Ordinal);
        Assert.Contains("LANGFUSE_SECRET_KEY", message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(500)]
    public async Task Permanently_rejected_batches_are_dropped(int status)
    {
        await using var receiver = await Receiver.StartAsync();
        using var faults = new BackendFaults();
        receiver.Answer = (context, _) => Status(context, status);

        using (Build(receiver.Http))
            Sample.Run();

        Assert.Single(receiver.Requests);
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), Assert.Single(faults.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Temporarily_rejected_batches_are_retried(int status)
    {
        await using var receiver = await Receiver.StartAsync();
        using var faults = new BackendFaults();
        receiver.Answer = (context, number) => Status(context, number < 3 ? status : 200);

        using (Build(receiver.Http))
            Sample.Run();

        Assert.Equal(3, receiver.Requests.Count);
        Assert.All(receiver.Requests, request => Assert.Equal(7, request.Spans.Count));
        Assert.Single(faults.Messages);
    }

    [Fact]
    public async Task Retry_after_is_obeyed()
    {
        await using var receiver = await Receiver.StartAsync();
        var times = new List<long>();
        receiver.Answer = (context, number) =>
        {
            times.Add(Stopwatch.GetTimestamp());
            context.Response.Headers.RetryAfter = "1";
            return Status(context, number == 1 ? 429 : 200);
        };

        using (Build(receiver.Http))
            Sample.Run();

        Assert.Equal(2, times.Count);
        Assert.InRange(Stopwatch.GetElapsedTime(times[0], times[1]).TotalSeconds, 0.95, 20);
    }

    [Fact]
    public async Task A_pause_that_is_longer_than_the_time_left_is_not_waited_for()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (context, _) =>
        {
            context.Response.Headers.RetryAfter = "600";
            return Status(context, 429);
        };
        var clock = Stopwatch.StartNew();

        using (Build(receiver.Http))
            Sample.Run();

        Assert.Single(receiver.Requests);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void A_missing_back_end_is_reported_once_and_shutdown_does_not_hang()
    {
        using var faults = new BackendFaults();
        var clock = Stopwatch.StartNew();

        using (var provider = Build(new Uri($"http://127.0.0.1:{LocalPort.Free()}"), TimeSpan.FromSeconds(1)))
        {
            Sample.Run();
            provider.ForceFlush(2000);
            Sample.Run();
        }

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
        Assert.Contains("cannot be reached", Assert.Single(faults.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_hangs_delays_neither_the_agent_nor_the_end()
    {
        await using var receiver = await Receiver.StartAsync();
        using var faults = new BackendFaults();
        receiver.Answer = (context, _) => Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted);
        var provider = Build(receiver.Http, TimeSpan.FromSeconds(1));

        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 50; i++)
            Sample.Run();
        var traced = clock.Elapsed;
        provider.Dispose();

        Assert.InRange(traced.TotalSeconds, 0, 10);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
        Assert.Contains("did not respond in time", Assert.Single(faults.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_back_end_that_fails_takes_nothing_from_another()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (context, _) => Status(context, context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? 401 : 200);

        using (Sample.Build(builder => builder
            .AddLangfuse(options => (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk-secret", receiver.Http))
            .AddPhoenix(options => options.Endpoint = receiver.Http)))
        {
            Sample.Run();
        }

        Assert.Equal(7, Assert.Single(receiver.Requests, request => request.Path == "/v1/traces").Spans.Count);
    }

    [Fact]
    public async Task A_rejection_over_gRPC_is_reported_like_one_over_HTTP()
    {
        await using var receiver = await Receiver.StartAsync();
        using var faults = new BackendFaults();
        receiver.Answer = (context, _) =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = "16";
            return Task.CompletedTask;
        };

        using (Sample.Build(builder => builder.AddPhoenix(options =>
            (options.Endpoint, options.GrpcPort, options.Protocol) = (receiver.Http, receiver.Grpc.Port, OpenTelemetry.Exporter.OtlpExportProtocol.Grpc))))
        {
            Sample.Run();
        }

        Assert.Contains("PHOENIX_API_KEY", Assert.Single(faults.Messages), StringComparison.Ordinal);
    }

    private static TracerProvider Build(Uri address, TimeSpan? timeout = null) => Sample.Build(builder => builder.AddLangfuse(options =>
    {
        (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk-secret", address);
        options.Timeout = timeout ?? options.Timeout;
    }));

    private static Task Status(Microsoft.AspNetCore.Http.HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
