using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>The metrics in OTLP, sent by OpenTelemetry's exporter to a receiver on this machine.</summary>
public sealed class OtlpMetricsTests : MeteredTest
{
    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Names_types_units_attributes_and_buckets_are_those_of_the_contract(MetricSets sets)
    {
        Configure(options => options.Metrics = sets);

        var metrics = await ExportAsync();

        var contract = MetricContract.Of(sets);
        Assert.Equal(
            contract.Select(metric => $"{metric.Instrument} {metric.Type} {metric.Unit}").Order(StringComparer.Ordinal),
            metrics.Select(metric => $"{metric.Name} {metric.Type} {metric.Unit}").Order(StringComparer.Ordinal));
        Assert.All(contract, expected =>
        {
            var metric = metrics.Single(metric => metric.Name == expected.Instrument);
            Assert.Equal(
                expected.Attributes.Order(StringComparer.Ordinal),
                metric.Points.SelectMany(point => point.Attributes.Keys).Distinct().Order(StringComparer.Ordinal));
            Assert.All(metric.Points, point => Assert.Equal(expected.Buckets, point.Bounds));
        });
    }

    [Fact]
    public async Task Both_sets_contain_the_same_tokens()
    {
        Configure(options => options.Metrics = MetricSets.GenAI | MetricSets.Llm | MetricSets.V1_41);

        var metrics = await ExportAsync();

        foreach (var (type, tokens) in ((string, double)[])[("input", (3 * 1_100) + 7), ("output", 3 * 50)])
        {
            Assert.Equal(tokens, Sum("llm.tokens", ("token_type", type)));

            // Embeddings do not count as inference.
            var inferred = type == "input" ? tokens - 7 : tokens;
            Assert.Equal(inferred, Sum($"gen_ai.client.inference.usage.{type}_tokens"));
            Assert.Equal(inferred, Sum($"gen_ai.client.inference.operation.{type}_tokens"));
            Assert.Equal(tokens, Sum("gen_ai.client.token.usage", ("gen_ai.token.type", type)));
        }

        Assert.Equal(3 * 60, Sum("gen_ai.client.inference.usage.cache_read.input_tokens"));
        Assert.Equal(3 * 40, Sum("gen_ai.client.inference.usage.cache_write.input_tokens"));
        Assert.Equal(3 * 10, Sum("gen_ai.client.inference.usage.reasoning.output_tokens"));

        double Sum(string instrument, params (string Key, string Value)[] attributes) => metrics
            .Single(metric => metric.Name == instrument).Points
            .Where(point => attributes.All(attribute => point.Attributes[attribute.Key] == attribute.Value))
            .Sum(point => point.Value);
    }

    /// <summary>Exports what <see cref="MeteredAgent"/> records.</summary>
    private static async Task<IReadOnlyList<OtlpMetric>> ExportAsync()
    {
        var requests = new ConcurrentQueue<ReadOnlyMemory<byte>>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var receiver = builder.Build();
        receiver.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            requests.Enqueue(body.ToArray());
        });
        await receiver.StartAsync(TestContext.Current.CancellationToken);

        using var metrics = Sdk.CreateMeterProviderBuilder()
            .AddAgentTracing()
            .AddOtlpExporter((exporter, reader) =>
            {
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.Endpoint = new Uri(receiver.Urls.Single() + "/v1/metrics");
                exporter.HttpClientFactory = () => new HttpClient(new SocketsHttpHandler { UseProxy = false });
            })
            .Build();
        await MeteredAgent.RunAsync();
        Assert.Throws<TimeoutException>(MeteredAgent.Fail);

        Assert.True(metrics.ForceFlush());
        return [.. OtlpMetric.Read(Assert.Single(requests), AgentTelemetry.MeterName)];
    }
}
