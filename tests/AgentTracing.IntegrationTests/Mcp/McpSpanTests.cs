using System.Diagnostics;
using System.IO.Pipelines;
using AgentTracing.IntegrationTests.OrderAgent;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using OpenTelemetry.Trace;

namespace AgentTracing.IntegrationTests.Mcp;

/// <summary>
/// The spans of the Model Context Protocol's SDK together with ours: one at the client and one at the server, named according to the
/// conventions, and no third one for the tool.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class McpSpanTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>
    /// Attributes that the conventions require on both spans of a tool call (semantic-conventions-genai, mcp.md), and that the SDK sets.
    /// </summary>
    public static TheoryData<string, string> Required => new()
    {
        { "mcp.method.name", "tools/call" },
        { "gen_ai.operation.name", "execute_tool" },
        { "gen_ai.tool.name", "get_stock" },
    };

    [Fact]
    public async Task A_call_of_a_tool_is_one_span_of_the_client_and_one_of_the_server_in_one_trace()
    {
        using var telemetry = new TelemetryRun();
        await CallAsync("get_stock");

        var agent = telemetry.Named("invoke_agent clerk");
        var calls = telemetry.Spans.Where(static span => span.DisplayName == "tools/call get_stock").ToList();
        var client = Assert.Single(calls, static span => span.Kind == ActivityKind.Client);
        var server = Assert.Single(calls, static span => span.Kind == ActivityKind.Server);
        Assert.Equal((agent.SpanId, client.SpanId), (client.ParentSpanId, server.ParentSpanId));
        Assert.DoesNotContain(telemetry.Spans, static span => span.DisplayName == "execute_tool get_stock");

        foreach (var call in calls)
        {
            Assert.All(Required, row => Assert.Equal(row.Data.Item2, call.GetTagItem(row.Data.Item1)));
            Assert.NotNull(call.GetTagItem("jsonrpc.request.id"));
            Assert.NotNull(call.GetTagItem("network.transport"));
            Assert.Null(call.GetTagItem("error.type"));
            Assert.Equal(ActivityStatusCode.Unset, call.Status);
            Assert.Equal(call.TagObjects.Select(static tag => tag.Key).Distinct(), call.TagObjects.Select(static tag => tag.Key));
        }

        // The SDK does not set these; the annotation does.
        Assert.Equal(("Counts what is there", "function"), (server.GetTagItem("gen_ai.tool.description"), server.GetTagItem("gen_ai.tool.type")));
        Assert.Equal("clerk", client.GetTagItem("gen_ai.agent.name"));
    }

    /// <summary>
    /// The client counts the call of its agent. The server counts the execution, without an agent name: it is another process.
    /// </summary>
    [Fact]
    public async Task Each_end_counts_the_call_once()
    {
        using var telemetry = new TelemetryRun();
        await CallAsync("get_stock");

        Assert.Equal(1, telemetry.Sum("tool.calls", "agent_name", "clerk"));
        Assert.Equal(2, telemetry.Sum("tool.calls", "tool", "get_stock"));
        Assert.Equal(1L, telemetry.Named("invoke_agent clerk").GetTagItem("agent_tracing.rollup.tool_calls"));
    }

    [Fact]
    public async Task Without_the_source_of_the_SDK_the_tool_has_a_span_of_ours()
    {
        using var telemetry = new TelemetryRun(static options => options.RegisterKnownSources = false);
        try
        {
            await CallAsync("get_stock");
        }
        finally
        {
            OpenTelemetry.Sdk.CreateTracerProviderBuilder().AddAgentTracing(static options => options.RegisterKnownSources = true);
        }

        // The context is not propagated either, so the server's tool starts a new trace.
        var tool = telemetry.Named("execute_tool get_stock");
        Assert.Equal(("get_stock", "Counts what is there"), (tool.GetTagItem("gen_ai.tool.name"), tool.GetTagItem("gen_ai.tool.description")));
        Assert.DoesNotContain(telemetry.Spans, static span => span.DisplayName.StartsWith("tools/call", StringComparison.Ordinal));
        Assert.Equal(1, telemetry.Sum("tool.calls", "tool", "get_stock"));
    }

    [Fact]
    public async Task A_tool_that_fails_is_an_error_at_both_ends()
    {
        using var telemetry = new TelemetryRun();
        var result = await CallAsync("fail");

        Assert.True(result.IsError);
        var calls = telemetry.Spans.Where(static span => span.DisplayName == "tools/call fail").ToList();
        Assert.Equal(2, calls.Count);
        Assert.All(calls, static call => Assert.Equal(ActivityStatusCode.Error, call.Status));
        Assert.All(calls, static call => Assert.Equal("tool_error", call.GetTagItem("error.type")));
        Assert.All(calls, static call => Assert.Single(call.TagObjects, static tag => tag.Key == "error.type"));
        Assert.Equal(2, telemetry.Sum("tool.calls", "status", "error"));
    }

    [Fact]
    public async Task Content_and_scope_are_on_the_span_of_the_server()
    {
        using var telemetry = new TelemetryRun(static options => options.Content = ContentCapture.Span);
        try
        {
            using (AgentTrace.BeginScope("ada", "s-1"))
                await CallAsync("get_stock");
        }
        finally
        {
            OpenTelemetry.Sdk.CreateTracerProviderBuilder().AddAgentTracing(static options => options.Content = ContentCapture.None);
        }

        var server = Assert.Single(telemetry.Spans, static span => span.DisplayName == "tools/call get_stock" && span.Kind == ActivityKind.Server);
        Assert.Contains("desk", Assert.IsType<string>(server.GetTagItem("gen_ai.tool.call.arguments")), StringComparison.Ordinal);
        Assert.NotNull(server.GetTagItem("gen_ai.tool.call.result"));
    }

    /// <summary>An agent calls a server's tool through streams, as it calls a process through standard input and output.</summary>
    private static async Task<CallToolResult> CallAsync(string tool)
    {
        Pipe there = new(), back = new();
        var stock = new Stock();
        await using var server = McpServer.Create(
            new StreamServerTransport(there.Reader.AsStream(), back.Writer.AsStream()),
            new McpServerOptions
            {
                ToolCollection =
                [
                    McpServerTool.Create((string sku) => stock.Count(sku), new McpServerToolCreateOptions { Name = "get_stock" }),
                    McpServerTool.Create((string sku) => stock.Fail(sku), new McpServerToolCreateOptions { Name = "fail" }),
                ],
            });

        // Simulates another process: the server must not see the caller's ambient context.
        Task serving;
        using (ExecutionContext.SuppressFlow())
            serving = Task.Run(() => server.RunAsync(Cancellation));
        await using var client = await McpClient.CreateAsync(new StreamClientTransport(there.Writer.AsStream(), back.Reader.AsStream()), cancellationToken: Cancellation);
        using (AgentTrace.StartAgent("clerk"))
            return await client.CallToolAsync(tool, new Dictionary<string, object?> { ["sku"] = "desk" }, cancellationToken: Cancellation);
    }

    private sealed partial class Stock
    {
        [Tool("get_stock", Description = "Counts what is there")]
        public partial int Count(string sku);

        private int CountCore(string sku) => sku.Length;

        [Tool("fail")]
        public partial int Fail(string sku);

        private int FailCore(string sku) => throw new InvalidOperationException($"no {sku}");
    }
}
