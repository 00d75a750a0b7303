using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace AgentTracing.Backends.Tests;

/// <summary>Settings from the vendors' usual variables, and from the host's configuration.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class SettingsTests
{
    [Fact]
    public async Task Langfuse_is_configured_by_its_variables_and_code_overrides_them()
    {
        await using var receiver = await Receiver.StartAsync();
        using var environment = new EnvironmentScope(
            ("LANGFUSE_PUBLIC_KEY", "pk-env"), ("LANGFUSE_SECRET_KEY", "sk-env"), ("LANGFUSE_BASE_URL", receiver.Http.ToString()),
            ("LANGFUSE_TRACING_ENVIRONMENT", "qa"), ("LANGFUSE_FLUSH_AT", "3"));

        using (Sample.Build(builder => builder.AddLangfuse(options => options.SecretKey = "sk-code")))
            Sample.Run();

        Assert.All(receiver.Requests, request => Assert.Equal("Basic cGstZW52OnNrLWNvZGU=", request.Headers["Authorization"]));
        Assert.All(receiver.Requests, request => Assert.InRange(request.Spans.Count, 1, 3));
        Assert.All(receiver.Spans, span => Assert.Equal("qa", span.Resource["langfuse.environment"]));
    }

    [Theory]
    [InlineData("2147483647", "3000")]
    [InlineData("1", "0.0001")]
    public async Task Batches_beyond_the_capacity_of_the_exporter_do_not_break_the_application(string size, string interval)
    {
        await using var receiver = await Receiver.StartAsync();
        using var environment = new EnvironmentScope(
            ("LANGFUSE_PUBLIC_KEY", "pk"), ("LANGFUSE_SECRET_KEY", "sk"), ("LANGFUSE_BASE_URL", receiver.Http.ToString()),
            ("LANGFUSE_FLUSH_AT", size), ("LANGFUSE_FLUSH_INTERVAL", interval));

        using (Sample.Build(builder => builder.AddLangfuse()))
            Sample.Run();

        Assert.NotEmpty(receiver.Spans);
    }

    [Fact]
    public async Task Phoenix_is_set_by_its_variables()
    {
        await using var receiver = await Receiver.StartAsync();
        using var environment = new EnvironmentScope(
            ("PHOENIX_COLLECTOR_ENDPOINT", receiver.Http.ToString()), ("PHOENIX_API_KEY", "px-env"), ("PHOENIX_PROJECT_NAME", "orders"),
            ("PHOENIX_CLIENT_HEADERS", "x-a=1%2C2, nonsense, x-b=3"));
        using var faults = new BackendFaults();

        using (Sample.Build(builder => builder.AddPhoenix()))
            Sample.Run();

        var request = Assert.Single(receiver.Requests);
        Assert.Equal("Bearer px-env", request.Headers["authorization"]);
        Assert.Equal("orders", request.Headers["x-project-name"]);
        Assert.Equal("1,2", request.Headers["x-a"]);
        Assert.Equal("3", request.Headers["x-b"]);
        Assert.Contains("PHOENIX_CLIENT_HEADERS", Assert.Single(faults.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traceloop_is_set_by_its_variables()
    {
        await using var receiver = await Receiver.StartAsync();
        using var environment = new EnvironmentScope(("TRACELOOP_BASE_URL", receiver.Http.ToString()), ("TRACELOOP_API_KEY", "tl-env"));

        using (Sample.Build(builder => builder.AddTraceloop()))
            Sample.Run();

        Assert.Equal("Bearer tl-env", Assert.Single(receiver.Requests).Headers["authorization"]);
    }

    [Fact]
    public async Task The_hosts_configuration_overrides_the_environment()
    {
        await using var receiver = await Receiver.StartAsync();
        using var environment = new EnvironmentScope(("LANGFUSE_PUBLIC_KEY", "pk-env"), ("LANGFUSE_SECRET_KEY", "sk-env"));
        var configuration = new ConfigurationManager
        {
            ["LANGFUSE_PUBLIC_KEY"] = "pk-host",
            ["LANGFUSE_SECRET_KEY"] = "sk-host",
            ["LANGFUSE_BASE_URL"] = receiver.Http.ToString(),
        };

        using (Sample.Build(builder => builder.ConfigureServices(services => services.AddSingleton<IConfiguration>(configuration)).AddLangfuse()))
            Sample.Run();

        Assert.Equal("Basic cGstaG9zdDpzay1ob3N0", Assert.Single(receiver.Requests).Headers["Authorization"]);
    }

    [Theory]
    [InlineData("Langfuse", "LANGFUSE_PUBLIC_KEY")]
    [InlineData("Traceloop", "TRACELOOP_API_KEY")]
    public void Without_a_key_nothing_is_sent_and_the_missing_setting_is_reported(string backend, string variable)
    {
        using var faults = new BackendFaults();

        using (Sample.Build(builder => _ = backend == "Langfuse" ? builder.AddLangfuse() : builder.AddTraceloop()))
            Sample.Run();

        var message = Assert.Single(faults.Messages);
        Assert.StartsWith(backend, message, StringComparison.Ordinal);
        Assert.Contains(variable, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_back_end_switched_off_by_its_variable_gets_nothing_and_writes_no_dialect()
    {
        await using var receiver = await Receiver.StartAsync();
        using var environment = new EnvironmentScope(("LANGFUSE_TRACING_ENABLED", "false"));
        using var spans = new SpanCollector(ActivitySamplingResult.AllData);

        using (Sample.Build(builder => builder.AddLangfuse(options => (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk", receiver.Http))))
            Sample.Run();

        Assert.Empty(receiver.Requests);
        Assert.Equal(7, spans.Ended.Count);
        Assert.All(spans.Ended, static span => Assert.Null(span.GetTagItem("langfuse.observation.type")));
    }

    [Fact]
    public async Task An_unreadable_setting_is_reported_and_ignored()
    {
        await using var receiver = await Receiver.StartAsync();
        using var environment = new EnvironmentScope(("LANGFUSE_FLUSH_AT", "many"), ("LANGFUSE_TIMEOUT", "-1"), ("LANGFUSE_BASE_URL", "here"));
        using var faults = new BackendFaults();

        using (Sample.Build(builder => builder.AddLangfuse(options => (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk", receiver.Http))))
            Sample.Run();

        Assert.Single(receiver.Requests);
        Assert.Equal(["LANGFUSE_BASE_URL", "LANGFUSE_FLUSH_AT", "LANGFUSE_TIMEOUT"], faults.Messages.Select(message => message.Split(' ')[2]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_applications_configuration_can_set_what_is_emitted()
    {
        await using var receiver = await Receiver.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AgentTracing:Dialects"] = "OpenInference, Langfuse",
            ["AgentTracing:Content"] = "Span",
        }).Build();

        using (Sample.Build(builder => builder
            .AddAgentTracing(options => configuration.GetSection("AgentTracing").Bind(options))
            .AddTraceloop(options => (options.BaseUrl, options.ApiKey) = (receiver.Http.ToString(), "tl-1"))))
        {
            Sample.Run();
        }

        var tool = receiver.Span("execute_tool stock");
        Assert.Equal("TOOL tool tool", $"{tool["openinference.span.kind"]} {tool["langfuse.observation.type"]} {tool["traceloop.span.kind"]}");
        Assert.Equal("desk", tool["input.value"]);
    }

    /// <summary>Sets environment variables for one test.</summary>
    private sealed class EnvironmentScope : IDisposable
    {
        private readonly (string Name, string? Before)[] _before;

        internal EnvironmentScope(params (string Name, string Value)[] variables)
        {
            _before = Array.ConvertAll(variables, variable => (variable.Name, Environment.GetEnvironmentVariable(variable.Name)));
            foreach (var (name, value) in variables)
                Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose()
        {
            foreach (var (name, value) in _before)
                Environment.SetEnvironmentVariable(name, value);
        }
    }
}
