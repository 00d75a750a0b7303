using System.IO.Compression;
using System.Text.Json;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace AgentTracing.Backends.Tests;

/// <summary>
/// The telemetry that Azure Monitor's own exporter sends for our spans and log records, received by an ingestion endpoint of the test.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class AzureMonitorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_are_dependencies_of_one_operation_with_a_target_and_what_they_cost()
    {
        var envelopes = await SendAsync(logs: false);

        var dependencies = envelopes.Where(static row => row.Type == "RemoteDependencyData").ToList();
        Assert.Equal(
            ["chat gpt-4o-mini", "execute_tool stock", "invoke_agent planner", "invoke_workflow fulfil"], dependencies.Select(static row => row.Text("name")).Order(StringComparer.Ordinal));
        Assert.Single(dependencies.Select(static row => row.Tag("ai.operation.id")).Distinct());
        var call = dependencies.Single(static row => row.Text("name") == "chat gpt-4o-mini");
        Assert.Contains("api.openai.com", call.Text("target"), StringComparison.Ordinal);
        Assert.True(call.Data.GetProperty("success").GetBoolean());
        Assert.Equal("1000", call.Property("gen_ai.usage.input_tokens"));
        Assert.Equal("0.00021", call.Property("gen_ai.usage.cost"));
        Assert.Equal("planner", call.Property("gen_ai.agent.name"));
        Assert.Contains("How many?", call.Property("gen_ai.input.messages"), StringComparison.Ordinal);
        Assert.Equal(dependencies.Single(static row => row.Text("name") == "invoke_agent planner").Text("id"), call.Tag("ai.operation.parentId"));
        var tool = dependencies.Single(static row => row.Text("name") == "execute_tool stock");
        Assert.False(tool.Data.GetProperty("success").GetBoolean());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exception_is_one_row_of_exceptions_as_an_event_or_a_log_record(bool logs)
    {
        var envelopes = await SendAsync(logs);

        var exception = Assert.Single(envelopes, static row => row.Type == "ExceptionData");
        var details = exception.Data.GetProperty("exceptions")[0];
        Assert.Equal(("System.InvalidOperationException", "no stock"), (details.GetProperty("typeName").GetString(), details.GetProperty("message").GetString()));
        var tool = envelopes.Single(static row => row.Type == "RemoteDependencyData" && row.Text("name") == "execute_tool stock");
        Assert.Equal((tool.Tag("ai.operation.id"), tool.Text("id")), (exception.Tag("ai.operation.id"), exception.Tag("ai.operation.parentId")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_score_is_a_row_of_traces_with_its_value(bool logs)
    {
        var envelopes = await SendAsync(logs);

        var score = Assert.Single(envelopes, static row => row.Type == "MessageData");
        Assert.Equal(("relevance", "0.5"), (score.Property("gen_ai.evaluation.name"), score.Property("gen_ai.evaluation.score.value")));
    }

    private static async Task<IReadOnlyList<Envelope>> SendAsync(bool logs)
    {
        Environment.SetEnvironmentVariable("APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true");
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = static async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"itemsReceived":1,"itemsAccepted":1,"errors":[]}""");
        };
        var connection = $"InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint={receiver.Http}";
        using var factory = LoggerFactory.Create(builder => builder.AddOpenTelemetry(options => options.AddAzureMonitorLogExporter(azure => Configure(azure, connection))));
        using (Sample.Build(builder => builder
            .AddAgentTracing(options => (options.Content, options.LoggerFactory) = (ContentCapture.Span, logs ? factory : null))
            .AddAzureMonitorTraceExporter(azure => Configure(azure, connection))))
        {
            Run();
        }

        factory.Dispose();
        OpenTelemetry.Sdk.CreateTracerProviderBuilder().AddAgentTracing(static options => options.LoggerFactory = null);
        return [.. receiver.Requests.Where(static request => request.Path.EndsWith("/track", StringComparison.Ordinal)).SelectMany(Read)];
    }

    private static void Configure(AzureMonitorExporterOptions azure, string connection)
        => (azure.ConnectionString, azure.DisableOfflineStorage, azure.SamplingRatio, azure.TracesPerSecond) = (connection, true, 1, null);

    private static void Run()
    {
        using var workflow = AgentTrace.StartWorkflow("fulfil");
        using var agent = AgentTrace.StartAgent("planner");
        using (var call = AgentTrace.StartLlmCall("gpt-4o-mini", "openai"))
        {
            call.SetTag("server.address", "api.openai.com");
            call.SetTag("server.port", 443);
            call.SetInput("How many?");
            call.RecordUsage(TokenUsage.FromOpenAI(1000, 100));
            AgentTrace.Score("relevance", 0.5, "so so");
        }

        using var tool = AgentTrace.StartTool("stock");
        tool.Fail(new InvalidOperationException("no stock"));
    }

    /// <summary>Reads the envelopes: one per line, compressed or not.</summary>
    private static IEnumerable<Envelope> Read(ReceivedRequest request)
    {
        using Stream body = new MemoryStream(request.Body);
        using var plain = request.Headers.GetValueOrDefault("Content-Encoding") == "gzip" ? new GZipStream(body, CompressionMode.Decompress) : body;
        using var lines = new StreamReader(plain);
        return [.. lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => new Envelope(JsonDocument.Parse(line).RootElement))];
    }

    private sealed record Envelope(JsonElement Json)
    {
        public string Type => Json.GetProperty("data").GetProperty("baseType").GetString()!;

        public JsonElement Data => Json.GetProperty("data").GetProperty("baseData");

        public string? Text(string name) => Data.TryGetProperty(name, out var text) ? text.GetString() : null;

        public string? Property(string name) => Data.GetProperty("properties").TryGetProperty(name, out var text) ? text.GetString() : null;

        public string? Tag(string name) => Json.GetProperty("tags").TryGetProperty(name, out var text) ? text.GetString() : null;
    }
}
