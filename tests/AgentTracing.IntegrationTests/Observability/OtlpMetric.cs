namespace AgentTracing.IntegrationTests.Observability;

/// <summary>
/// A metric in an OTLP request. Field numbers are from opentelemetry/proto/metrics/v1/metrics.proto and common/v1/common.proto.
/// </summary>
internal sealed record OtlpMetric(string Name, string Unit, string Type, IReadOnlyList<OtlpPoint> Points)
{
    /// <summary>The metrics of a scope in an <c>ExportMetricsServiceRequest</c>.</summary>
    internal static IEnumerable<OtlpMetric> Read(ReadOnlyMemory<byte> request, string scope) =>
        from resource in request.Messages(1)
        from scopeMetrics in resource.Messages(2)
        where scopeMetrics.Field(1)?.Bytes.Field(1)?.Text == scope
        from metric in scopeMetrics.Messages(2)
        select Read(metric);

    private static OtlpMetric Read(ReadOnlyMemory<byte> metric)
    {
        if (metric.Field(5) is { } gauge)
            return new OtlpMetric(metric.Field(1)!.Value.Text, metric.Field(3)?.Text ?? "", "gauge", [.. gauge.Bytes.Messages(1).Select(OtlpPoint.OfSum)]);

        var (sum, histogram) = (metric.Field(7), metric.Field(9));
        var data = (sum ?? histogram ?? throw new InvalidDataException("Neither a gauge, nor a sum, nor a histogram.")).Bytes;

        // Temporality 2 is cumulative.
        Assert.Equal(2ul, data.Field(2)!.Value.Value);
        var type = histogram is not null ? "histogram" : data.Field(3)?.Value == 1 ? "counter" : "updowncounter";
        return new OtlpMetric(
            metric.Field(1)!.Value.Text,
            metric.Field(3)?.Text ?? "",
            type,
            [.. data.Messages(1).Select(point => type == "histogram" ? OtlpPoint.OfHistogram(point) : OtlpPoint.OfSum(point))]);
    }
}

/// <summary>A data point: the value of a counter, or the sum of a histogram. The bounds are null for a counter.</summary>
internal sealed record OtlpPoint(IReadOnlyDictionary<string, string> Attributes, double Value, double[]? Bounds)
{
    internal static OtlpPoint OfSum(ReadOnlyMemory<byte> point)
        => new(ReadAttributes(point.Messages(7)), point.Field(4)?.Double ?? point.Field(6)?.Value ?? 0, null);

    internal static OtlpPoint OfHistogram(ReadOnlyMemory<byte> point)
        => new(ReadAttributes(point.Messages(9)), point.Field(5)?.Double ?? 0, point.Field(7)?.Doubles ?? []);

    private static Dictionary<string, string> ReadAttributes(IEnumerable<ReadOnlyMemory<byte>> attributes)
        => attributes.ToDictionary(attribute => attribute.Field(1)!.Value.Text, attribute => attribute.Field(2)?.Bytes.Field(1)?.Text ?? "");
}
