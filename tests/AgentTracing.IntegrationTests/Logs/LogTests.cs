using AgentTracing.IntegrationTests.OrderAgent;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace AgentTracing.IntegrationTests.Logs;

/// <summary>Log records of an application and of AgentTracing, exported by OpenTelemetry's own log provider.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class LogTests : IDisposable
{
    private readonly List<LogRecord> _records = [];
    private readonly ILoggerFactory _logging;

    public LogTests() => _logging = LoggerFactory.Create(builder => builder.AddOpenTelemetry(options =>
    {
        options.IncludeFormattedMessage = true;
        options.ParseStateValues = true;
        options.AddInMemoryExporter(_records);
    }));

    public void Dispose() => _logging.Dispose();

    [Fact]
    public async Task Log_records_inside_a_span_have_its_ids()
    {
        using var telemetry = new TelemetryRun();
        var logger = _logging.CreateLogger("shop");

        logger.LogInformation("before");
        using (AgentTrace.StartAgent("seller"))
        {
            logger.LogInformation("in seller");
            using (AgentTrace.StartTool("lookup"))
            {
                await Task.Yield();
                await Task.Run(() => logger.LogInformation("in lookup"));
            }

            logger.LogInformation("in seller again");
        }

        logger.LogInformation("after");

        Assert.All(_records.Where(record => record.FormattedMessage is "before" or "after"), record => Assert.Equal(default, record.SpanId));
        foreach (var (message, span) in new[] { ("in seller", "invoke_agent seller"), ("in lookup", "execute_tool lookup"), ("in seller again", "invoke_agent seller") })
        {
            var record = Assert.Single(_records, record => record.FormattedMessage == message);
            Assert.Equal((telemetry.Named(span).TraceId, telemetry.Named(span).SpanId), (record.TraceId, record.SpanId));
        }
    }

    [Fact]
    public async Task An_exception_is_one_log_record_of_the_span_it_ended_and_no_event()
    {
        using var telemetry = new TelemetryRun(options => options.LoggerFactory = _logging);

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => FailAsync());

        var record = Assert.Single(_records);
        Assert.Equal("gen_ai.client.operation.exception", record.EventId.Name);
        Assert.Equal("AgentTracing", record.CategoryName);
        Assert.Equal(LogLevel.Warning, record.LogLevel);
        Assert.Same(thrown, record.Exception);
        var tool = telemetry.Named("execute_tool slow");
        Assert.Equal((tool.TraceId, tool.SpanId), (record.TraceId, record.SpanId));
        Assert.All(telemetry.Spans, span => Assert.Empty(span.Events));
        Assert.All(telemetry.Spans, span => Assert.Equal("System.TimeoutException", span.GetTagItem("error.type")));
    }

    [Fact]
    public async Task Without_a_logger_factory_an_exception_is_an_event_of_its_span()
    {
        using var telemetry = new TelemetryRun();

        await Assert.ThrowsAsync<TimeoutException>(() => FailAsync());

        Assert.Empty(_records);
        var exception = Assert.Single(telemetry.Named("execute_tool slow").Events);
        Assert.Equal("exception", exception.Name);
        Assert.Contains(new("exception.type", "System.TimeoutException"), exception.Tags);
        Assert.Contains(new("exception.message", "too slow"), exception.Tags);
        Assert.Empty(telemetry.Named("invoke_agent seller").Events);
    }

    private static async Task FailAsync()
    {
        using var agent = AgentTrace.StartAgent("seller");
        try
        {
            using var tool = AgentTrace.StartTool("slow");
            try
            {
                await Task.Yield();
                throw new TimeoutException("too slow");
            }
            catch (Exception exception) when (tool.Fail(exception))
            {
                throw;
            }
        }
        catch (Exception exception) when (agent.Fail(exception))
        {
            throw;
        }
    }
}
