using System.Diagnostics;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace AgentTracing.Backends.Tests;

/// <summary>The exported data for each back end: path, headers, resource, attributes, and their types.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class ExportTests
{
    [Fact]
    public async Task Langfuse_gets_OTLP_over_HTTP_with_its_keys_and_its_version_of_ingestion()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder.AddLangfuse(options =>
        {
            (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk-lf-1", "sk-lf-ü", new Uri(receiver.Http, "/self-hosted/"));
            (options.Environment, options.Release) = ("production", "2026.11");
            options.Headers["x-tenant"] = "acme, eu=1";
        })))
        {
            Sample.Run();
        }

        var request = Assert.Single(receiver.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/self-hosted/api/public/otel/v1/traces", request.Path);
        Assert.Equal("application/x-protobuf", request.ContentType);
        Assert.Equal("Basic cGstbGYtMTpzay1sZi3DvA==", request.Headers["Authorization"]);
        Assert.Equal("4", request.Headers["x-langfuse-ingestion-version"]);
        Assert.Equal("acme, eu=1", request.Headers["x-tenant"]);
        Assert.Equal("production", request.Spans[0].Resource["langfuse.environment"]);
        Assert.Equal("2026.11", request.Spans[0].Resource["langfuse.release"]);
        Assert.Equal(7, request.Spans.Count);
        Assert.Single(request.Spans.Select(span => span.TraceId).Distinct());
        var call = receiver.Span("chat claude-sonnet-4-5");
        Assert.Equal("generation", call["langfuse.observation.type"]);
        Assert.Equal(2500L, call["gen_ai.usage.input_tokens"]);
        Assert.IsType<double>(call["gen_ai.usage.cost"]);
        Assert.Equal(["vip", "eu"], Assert.IsType<string?[]>(call["langfuse.trace.tags"]));
        Assert.Equal("staging", call["langfuse.environment"]);
        Assert.DoesNotContain(call.Attributes.Keys, key => key.StartsWith("openinference", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Phoenix_gets_its_project_and_a_bearers_key()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder.AddPhoenix(options =>
            (options.Endpoint, options.ApiKey, options.ProjectName) = (new Uri(receiver.Http, "/s/space"), "px-1", "orders"))))
        {
            Sample.Run();
        }

        var request = Assert.Single(receiver.Requests);
        Assert.Equal("/s/space/v1/traces", request.Path);
        Assert.Equal("application/x-protobuf", request.ContentType);
        Assert.Equal("Bearer px-1", request.Headers["authorization"]);
        Assert.Equal("orders", request.Headers["x-project-name"]);
        Assert.Equal("orders", request.Spans[0].Resource["openinference.project.name"]);
        var call = receiver.Span("chat gpt-4o-mini");
        Assert.Equal("LLM", call["openinference.span.kind"]);
        Assert.Equal(1100L, call["llm.token_count.total"]);
        Assert.Equal("acme", call.Json("metadata").GetProperty("tenant").GetString());
    }

    [Fact]
    public async Task Phoenix_without_a_key_gets_no_authorization_and_takes_its_whole_address()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder.AddPhoenix(options => options.Endpoint = new Uri(receiver.Http, "/v1/traces"))))
            Sample.Run();

        var request = Assert.Single(receiver.Requests);
        Assert.Equal("/v1/traces", request.Path);
        Assert.DoesNotContain("authorization", request.Headers.Keys);
        Assert.DoesNotContain("x-project-name", request.Headers.Keys);
    }

    [Fact]
    public async Task Phoenix_over_gRPC_gets_the_key_in_the_metadata()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder.AddPhoenix(options =>
        {
            (options.Endpoint, options.GrpcPort) = (receiver.Http, receiver.Grpc.Port);
            (options.Protocol, options.ApiKey) = (OtlpExportProtocol.Grpc, "px-1");
        })))
        {
            Sample.Run();
        }

        var request = Assert.Single(receiver.Requests);
        Assert.True(request.IsGrpc);
        Assert.Equal("application/grpc", request.ContentType);
        Assert.Equal("Bearer px-1", request.Headers["authorization"]);
        Assert.Equal(7, request.Spans.Count);
    }

    [Fact]
    public async Task Traceloop_gets_a_bearers_key()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder.AddTraceloop(options => (options.BaseUrl, options.ApiKey) = (receiver.Http.ToString(), "tl-1"))))
            Sample.Run();

        var request = Assert.Single(receiver.Requests);
        Assert.Equal("/v1/traces", request.Path);
        Assert.Equal("Bearer tl-1", request.Headers["authorization"]);
        Assert.Equal("workflow", receiver.Span("invoke_workflow fulfil")["traceloop.span.kind"]);
        Assert.Equal(3L, receiver.Span("invoke_workflow fulfil")["traceloop.entity.version"]);
        Assert.Equal("stock", receiver.Span("chat gpt-4o-mini")["traceloop.entity.path"]);
    }

    [Theory]
    [InlineData("grpc://localhost:{0}")]
    [InlineData("localhost:{0}")]
    public async Task The_scheme_of_Traceloops_address_determines_the_protocol(string address)
    {
        await using var receiver = await Receiver.StartAsync();
        var baseUrl = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, receiver.Grpc.Port);
        using (Sample.Build(builder => builder.AddTraceloop(options => (options.BaseUrl, options.ApiKey) = (baseUrl, "tl-1"))))
            Sample.Run();

        Assert.True(Assert.Single(receiver.Requests).IsGrpc);
    }

    [Fact]
    public async Task Several_back_ends_at_once_each_get_everything_and_Langfuse_nothing_twice()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder
            .AddLangfuse(options => (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk", receiver.Http))
            .AddPhoenix(options => options.Endpoint = receiver.Http)
            .AddTraceloop(options => (options.BaseUrl, options.ApiKey) = (receiver.Http.ToString(), "tl-1"))))
        {
            Sample.Run();
        }

        Assert.Equal(3, receiver.Requests.Count);
        Assert.All(receiver.Requests, request =>
        {
            Assert.Equal(7, request.Spans.Count);
            var call = request.Spans.Single(span => span.Name == "chat claude-sonnet-4-5");
            Assert.Equal("generation", call["langfuse.observation.type"]);
            Assert.Equal("LLM", call["openinference.span.kind"]);
            Assert.Equal("fulfil", call["traceloop.workflow.name"]);
            Assert.DoesNotContain("gen_ai.usage.total_tokens", call.Attributes.Keys);
        });
    }

    [Fact]
    public async Task Spans_of_requests_stay_out_and_the_agent_under_them_is_the_root()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder.AddLangfuse(options => (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk", receiver.Http))))
            Sample.RunUnderRequest();

        Assert.Equal(2, receiver.Spans.Count);
        Assert.Equal(true, receiver.Span("invoke_agent planner")["langfuse.internal.is_app_root"]);
        Assert.Null(receiver.Span("chat gpt-4o-mini")["langfuse.internal.is_app_root"]);
    }

    [Fact]
    public async Task A_true_root_is_no_app_root_and_an_agent_that_another_process_called_is_one()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder.AddLangfuse(options => (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk", receiver.Http))))
        {
            Sample.Run();
            Sample.RunUnderRequest(ActivityContext.Parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null));
        }

        Assert.Equal(9, receiver.Spans.Count);
        var root = Assert.Single(receiver.Spans, span => span["langfuse.internal.is_app_root"] is true);
        Assert.Equal("invoke_agent planner", root.Name);
        Assert.Equal(true, root["langfuse.internal.as_root"]);
        Assert.Equal("planner", root["langfuse.trace.name"]);
    }

    [Fact]
    public async Task Spans_between_two_sent_spans_are_sent()
    {
        await using var receiver = await Receiver.StartAsync();
        using var own = new ActivitySource("Shop");
        using (Sample.Build(builder => builder.AddSource("Shop").AddLangfuse(options => (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk", receiver.Http))))
        {
            using (own.StartActivity("request"))
            using (AgentTrace.StartAgent("outer"))
            using (own.StartActivity("between"))
            using (AgentTrace.StartAgent("inner"))
            using (own.StartActivity("below"))
            {
            }
        }

        Assert.Equal(["between", "invoke_agent inner", "invoke_agent outer"], receiver.Spans.Select(span => span.Name).Order(StringComparer.Ordinal));
        Assert.Equal(true, receiver.Span("invoke_agent outer")["langfuse.internal.is_app_root"]);
        Assert.Null(receiver.Span("invoke_agent inner")["langfuse.internal.is_app_root"]);
    }

    [Fact]
    public async Task A_custom_filter_decides_and_one_that_throws_drops_the_spans()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder
            .AddPhoenix(options => (options.Endpoint, options.Filter) = (receiver.Http, _ => true))
            .AddPhoenix(options => (options.Endpoint, options.Filter) = (new Uri(receiver.Http, "/other"), _ => throw new InvalidOperationException()))))
        {
            Sample.RunUnderRequest();
        }

        Assert.Contains(receiver.Spans, span => span.Name == "POST /orders");
        Assert.DoesNotContain(receiver.Requests, request => request.Path.StartsWith("/other", StringComparison.Ordinal));
    }
}
