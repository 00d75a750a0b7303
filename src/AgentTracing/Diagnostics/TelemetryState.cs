using System.Globalization;
using System.Reflection;
using AgentTracing.Pricing;

namespace AgentTracing;

/// <summary>Describes the state of tracing in one line.</summary>
internal static class TelemetryState
{
    /// <summary>
    /// Name of the assembly attribute that buildTransitive/AgentTracing.Generators.targets adds when calls are intercepted.
    /// </summary>
    private const string InterceptionKey = "AgentTracing.InterceptLlmCalls";

    internal static string Describe()
    {
        var options = AgentTracingOptions.Current;
        return Describe($"spans {Recorded(AgentTelemetry.Source.HasListeners())}, metrics {Metrics(options)}", options);
    }

    /// <summary>The state while a tracer provider is being built: spans will be recorded, and metric readers are not known yet.</summary>
    internal static string DescribeBuilt() => Describe("spans recorded", AgentTracingOptions.Current);

    private static string Describe(string signals, AgentTracingOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"AgentTracing: {signals}; dialects: GenAI{More(options.Dialects)}; content: {Content(options)}; prices of {PriceBook.Default.CatalogueDate:yyyy-MM-dd}; "
        + $"interception: {Interception()}");

    private static string Recorded(bool isOn) => isOn ? "recorded" : "not recorded (no listener)";

    private static string Metrics(AgentTracingOptions options)
        => options.Metrics == MetricSets.None ? "off" : Recorded(LlmInstruments.Enabled || GenAIInstruments.Enabled);

    private static string More(Dialects dialects) => dialects == Dialects.GenAI ? "" : $", {dialects}";

    private static string Content(AgentTracingOptions options)
    {
        if (options.Content == ContentCapture.None)
            return "not captured";

        var place = options.Content switch
        {
            ContentCapture.Span => "on spans",
            ContentCapture.Event => "on events",
            _ => "on spans and events",
        };
        return $"captured {place}{(options.ScrubSecrets || options.Redact is not null ? ", redacted" : "")}";
    }

    private static string Interception()
        => Assembly.GetEntryAssembly()?.GetCustomAttributes<AssemblyMetadataAttribute>().Any(static data => data.Key == InterceptionKey) == true
            ? "on"
            : "off";
}
