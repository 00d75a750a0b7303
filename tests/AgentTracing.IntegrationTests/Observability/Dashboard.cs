using System.Text.Json;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>The Grafana dashboard, read from its file.</summary>
internal static class Dashboard
{
    internal const string File = "grafana/ai-agents.json";

    private static readonly JsonElement Root = JsonDocument.Parse(ObservabilityFiles.Read(File)).RootElement;

    /// <summary>The queries of all panels.</summary>
    internal static IReadOnlyList<DashboardQuery> Queries { get; } =
    [
        .. from panel in Root.GetProperty("panels").EnumerateArray()
           from target in panel.GetProperty("targets").EnumerateArray()
           select new DashboardQuery(
               panel.GetProperty("title").GetString()!,
               target.GetProperty("refId").GetString()!,
               target.GetProperty("expr").GetString()!,
               target.GetProperty("instant").GetBoolean()),
    ];

    /// <summary>The queries of the variables, by name.</summary>
    internal static IReadOnlyDictionary<string, string> Variables { get; } = Root.GetProperty("templating").GetProperty("list").EnumerateArray()
        .Where(variable => variable.GetProperty("type").GetString() == "query")
        .ToDictionary(variable => variable.GetProperty("name").GetString()!, variable => variable.GetProperty("query").GetProperty("query").GetString()!);

    internal static IEnumerable<JsonElement> Panels => Root.GetProperty("panels").EnumerateArray();
}

/// <summary>A query of a panel.</summary>
internal sealed record DashboardQuery(string Panel, string RefId, string Expression, bool IsInstant)
{
    /// <summary>The expression with values for Grafana's variables, for a Prometheus that scrapes every second.</summary>
    internal string For(string environment = ".*", string agent = ".*", string model = ".*") => Expression
        .Replace("$__rate_interval", "10s", StringComparison.Ordinal)
        .Replace("$__range", "15m", StringComparison.Ordinal)
        .Replace("$environment", environment, StringComparison.Ordinal)
        .Replace("$agent", agent, StringComparison.Ordinal)
        .Replace("$model", model, StringComparison.Ordinal);
}
