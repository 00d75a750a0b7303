using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>A sample of a metric: its full name (with <c>_bucket</c>, <c>_total</c> ...), its labels and its value.</summary>
internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>Metrics in Prometheus' text format.</summary>
internal sealed partial class PrometheusText
{
    private readonly Dictionary<string, string> _types = [];
    private readonly Dictionary<string, string> _units = [];
    private readonly List<Sample> _samples = [];

    internal PrometheusText(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ') is ["#", "TYPE", var typed, var type])
                _types.Add(typed, type);
            else if (line.Split(' ') is ["#", "UNIT", var measured, var unit])
                _units.Add(measured, unit);
            else if (line[0] != '#')
                _samples.Add(ReadSample(line));
        }
    }

    /// <summary>Types by metric name.</summary>
    internal IReadOnlyDictionary<string, string> Types => _types;

    /// <summary>Units by metric name.</summary>
    internal IReadOnlyDictionary<string, string> Units => _units;

    internal IReadOnlyList<Sample> Samples => _samples;

    /// <summary>The samples with this name and these labels.</summary>
    internal IEnumerable<Sample> Of(string name, params (string Key, string Value)[] labels)
        => _samples.Where(sample => sample.Name == name && labels.All(label => sample.Labels.GetValueOrDefault(label.Key) == label.Value));

    internal double Sum(string name, params (string Key, string Value)[] labels) => Of(name, labels).Sum(sample => sample.Value);

    /// <summary>Scrapes with the <c>Accept</c> header of Prometheus.</summary>
    internal static async Task<PrometheusText> ScrapeAsync(Uri address)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        http.DefaultRequestHeaders.Add(
            "Accept", "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
        return new PrometheusText(await http.GetStringAsync(address, TestContext.Current.CancellationToken));
    }

    internal static double Number(string text) => text == "+Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);

    private static Sample ReadSample(string line)
    {
        var match = SamplePattern().Match(line);
        Assert.True(match.Success, line);
        var labels = LabelPattern().Matches(match.Groups["labels"].Value).ToDictionary(label => label.Groups[1].Value, label => label.Groups[2].Value);
        return new Sample(match.Groups["name"].Value, labels, Number(match.Groups["value"].Value));
    }

    // No label value in these tests contains escaped characters.
    [GeneratedRegex("""^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>[^}]*)\})? (?<value>\S+)( [\d.]+)?( # .*)?$""")]
    private static partial Regex SamplePattern();

    [GeneratedRegex("""(\w+)="([^"]*)"[,]?""")]
    private static partial Regex LabelPattern();
}
