using System.Text.Json;
using AgentTracing.IntegrationTests.Tools;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>Queries to a Prometheus.</summary>
internal static class PrometheusQueries
{
    /// <summary>The current finite values of an expression, with their labels.</summary>
    internal static async Task<IReadOnlyList<Sample>> QueryAsync(this LocalServer prometheus, string expression)
    {
        var data = await GetAsync(prometheus, $"/api/v1/query?query={Uri.EscapeDataString(expression)}");
        return [.. data.GetProperty("result").EnumerateArray().Select(series => ToSample(series, series.GetProperty("value"))).Where(IsFinite)];
    }

    /// <summary>The finite values of an expression in the last ten minutes.</summary>
    internal static async Task<IReadOnlyList<Sample>> QueryRangeAsync(this LocalServer prometheus, string expression)
    {
        var end = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var data = await GetAsync(prometheus, $"/api/v1/query_range?query={Uri.EscapeDataString(expression)}&start={end - 600}&end={end}&step=1");
        return
        [
            .. data.GetProperty("result").EnumerateArray()
                .SelectMany(series => series.GetProperty("values").EnumerateArray().Select(value => ToSample(series, value)))
                .Where(IsFinite),
        ];
    }

    /// <summary>The values of a label in the series that match a selector.</summary>
    internal static async Task<IReadOnlyList<string>> LabelValuesAsync(this LocalServer prometheus, string label, string series)
    {
        var data = await GetAsync(prometheus, $"/api/v1/label/{label}/values?match[]={Uri.EscapeDataString(series)}");
        return [.. data.EnumerateArray().Select(value => value.GetString()!)];
    }

    private static async Task<JsonElement> GetAsync(LocalServer prometheus, string path)
    {
        using var response = await prometheus.Http.GetAsync(path, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("data");
    }

    private static Sample ToSample(JsonElement series, JsonElement value)
    {
        var labels = series.GetProperty("metric").Deserialize<Dictionary<string, string>>()!;
        return new Sample(labels.GetValueOrDefault("__name__", ""), labels, PrometheusText.Number(value[1].GetString()!));
    }

    private static bool IsFinite(Sample sample) => double.IsFinite(sample.Value);
}
