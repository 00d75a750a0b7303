using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Conventions;

/// <summary>
/// Compares the telemetry of all kinds of operations with the facts of OpenTelemetry's registry in genai-registry.json: names, types,
/// enums, requirement levels, span names and kinds, instruments, units and buckets. Intended differences are listed there as deviations,
/// with the reason.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class RegistryTests
{
    private const string Custom = "custom";

    private static readonly JsonElement Registry = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "tests", "AgentTracing.Tests", "Conventions", "genai-registry.json"))).RootElement;

    private static readonly string[] Namespaces = ["gen_ai.", "openai.", "server.", "error.", "exception.", "user.", "session.", "deployment."];

    [Theory]
    [InlineData(ContentCapture.None)]
    [InlineData(ContentCapture.Span)]
    public async Task Spans_and_their_attributes_are_those_of_the_registry(ContentCapture content)
    {
        var (spans, _) = await RunAsync(content);

        List<string> faults = [];
        foreach (var span in spans)
            CheckSpan(span, content, faults);
        Assert.Empty(faults.Distinct());
    }

    [Fact]
    public async Task The_run_emits_every_attribute_that_the_registry_file_lists()
    {
        var (spans, measured) = await RunAsync(ContentCapture.Span);

        var emitted = spans.SelectMany(static span => span.TagObjects.Concat(span.Events.SelectMany(static e => e.Tags)))
            .Concat(measured.SelectMany(static measurement => measurement.Tags))
            .Select(static tag => tag.Key)
            .ToHashSet();
        string[] never = ["gen_ai.request.encoding_formats", "gen_ai.agent.id", "gen_ai.tool.call.id", "gen_ai.system_instructions", "gen_ai.tool.definitions"];
        Assert.Equal([], Registry.GetProperty("attributes").EnumerateObject().Select(static row => row.Name).Except(emitted).Except(never));
        Assert.Equal([], Registry.GetProperty("metrics").EnumerateObject().Select(static row => row.Name).Except(measured.Select(static row => row.Instrument)));
        Assert.Equal(
            [], Registry.GetProperty("spans").EnumerateObject().Select(static row => row.Name).Append(Custom).Except(spans.Select(static span => TypeOf(span).Name)));
    }

    [Fact]
    public async Task Events_are_those_of_the_registry()
    {
        var (spans, _) = await RunAsync(ContentCapture.None);

        var known = Registry.GetProperty("events");
        var events = spans.SelectMany(static span => span.Events).ToList();
        Assert.Equal([], known.EnumerateObject().Select(static row => row.Name).Except(events.Select(static e => e.Name)));
        List<string> faults = [];
        foreach (var happened in events.Where(static happened => !happened.Name.StartsWith("agent_tracing.", StringComparison.Ordinal)))
        {
            if (!known.TryGetProperty(happened.Name, out var rule))
            {
                faults.Add($"the event {happened.Name} is unknown");
                continue;
            }

            var keys = happened.Tags.Select(static tag => tag.Key).ToHashSet();
            faults.AddRange(Texts(rule, "required").Except(keys).Select(name => $"{happened.Name} lacks {name}"));
            faults.AddRange(keys.Where(IsConvention).Except([.. Texts(rule, "required"), .. Texts(rule, "allowed")]).Select(name => $"{happened.Name} has {name}"));
            foreach (var (key, value) in happened.Tags.Where(static tag => IsConvention(tag.Key)))
                CheckValue(key, value, Custom, faults);
        }

        Assert.Empty(faults.Distinct());
    }

    [Fact]
    public async Task Instruments_and_their_attributes_are_those_of_the_registry()
    {
        var (_, measured) = await RunAsync(ContentCapture.None);

        List<string> faults = [];
        foreach (var (instrument, value, tags) in measured.Where(static row => row.Instrument.StartsWith("gen_ai.", StringComparison.Ordinal)))
            CheckMeasurement(instrument, value, tags, faults);
        Assert.Empty(faults.Distinct());
    }

    private static void CheckSpan(Activity span, ContentCapture content, List<string> faults)
    {
        var (name, rule) = TypeOf(span);
        var tags = span.TagObjects.ToDictionary();
        void Fault(string what) => faults.Add($"{name}: {what}");

        foreach (var (key, value) in tags.Where(static tag => IsConvention(tag.Key)))
            CheckValue(key, value, name, faults);

        if (tags.ContainsKey("server.address") && !tags.ContainsKey("server.port"))
            Fault("server.port is missing");
        if (tags.ContainsKey("gen_ai.prompt.version") && !tags.ContainsKey("gen_ai.prompt.name"))
            Fault("gen_ai.prompt.name is missing");
        if (span.Status == ActivityStatusCode.Error && !tags.ContainsKey("error.type"))
            Fault("error.type is missing");
        if (span.Status == ActivityStatusCode.Ok)
            Fault("the status of success is unset");
        if (tags.TryGetValue("gen_ai.request.choice.count", out var count) && count is 1L)
            Fault("a choice count of 1 is not said");
        if (rule is not { } known)
            return;

        var allowed = ((string[])["required", "conditionallyRequired", "recommended"]).SelectMany(level => Texts(known, level)).ToHashSet();
        if (content != ContentCapture.None)
            allowed.UnionWith(Texts(known, "optIn"));
        allowed.UnionWith(["user.id", "session.id", "deployment.environment.name"]);
        allowed.UnionWith(Deviations(name).Select(static row => row.GetProperty("attribute").GetString()!));
        foreach (var missing in Texts(known, "required").Except(tags.Keys))
            Fault($"{missing} is required");
        foreach (var other in tags.Keys.Where(IsConvention).Except(allowed))
            Fault($"{other} does not belong there");

        var expected = Placeholder().Replace(known.GetProperty("name").GetString()!, match => tags.GetValueOrDefault(match.Groups[1].Value) as string ?? "").TrimEnd();
        if (span.DisplayName != expected)
            Fault($"the name is '{span.DisplayName}' instead of '{expected}'");
        if (span.Kind.ToString() != known.GetProperty("kind").GetString())
            Fault($"the kind is {span.Kind}");
    }

    private static void CheckMeasurement(Instrument instrument, double value, KeyValuePair<string, object?>[] tags, List<string> faults)
    {
        void Fault(string what) => faults.Add($"{instrument.Name}: {what}");
        if (!Registry.GetProperty("metrics").TryGetProperty(instrument.Name, out var rule))
        {
            Fault("unknown");
            return;
        }

        if (!instrument.GetType().Name.StartsWith(rule.GetProperty("instrument").GetString()!, StringComparison.Ordinal))
            Fault($"it is a {instrument.GetType().Name}");
        if (instrument.Unit != rule.GetProperty("unit").GetString())
            Fault($"its unit is {instrument.Unit}");
        if (rule.TryGetProperty("buckets", out var buckets)
            && !Registry.GetProperty("buckets").GetProperty(buckets.GetString()!).EnumerateArray().Select(static edge => edge.GetDouble()).SequenceEqual(BucketsOf(instrument)))
        {
            Fault("its buckets are others");
        }

        var common = Registry.GetProperty("metricAttributes").GetProperty(rule.GetProperty("attributes").GetString()!);
        string[] required = [.. Texts(common, "required"), .. Texts(rule, "required")];
        var keys = tags.Select(static tag => tag.Key).ToHashSet();
        foreach (var missing in required.Except(keys))
            Fault($"{missing} is required");
        foreach (var other in keys.Except([.. required, .. Texts(common, "allowed"), .. Texts(rule, "more")]))
            Fault($"{other} does not belong there");
        if (keys.Contains("server.address") && !keys.Contains("server.port"))
            Fault("server.port is missing");
        if (value < 0)
            Fault("it is negative");
        foreach (var (key, tag) in tags)
            CheckValue(key, tag, Custom, faults);
    }

    /// <summary>Checks the type of an attribute's value, and for enums the value itself.</summary>
    private static void CheckValue(string key, object? value, string span, List<string> faults)
    {
        var deviation = Deviations(span).FirstOrDefault(row => row.GetProperty("attribute").GetString() == key);
        if (!Registry.GetProperty("attributes").TryGetProperty(key, out var rule))
        {
            if (deviation.ValueKind == JsonValueKind.Undefined)
            {
                faults.Add($"{key} is unknown");
                return;
            }

            rule = deviation;
        }

        var type = value switch
        {
            string => "string",
            long => "int",
            double => "double",
            bool => "boolean",
            string[] => "string[]",
            _ => value?.GetType().Name ?? "null",
        };
        var expected = rule.GetProperty("type").GetString()!;
        if (expected == "json" ? type != "string" : type != expected)
            faults.Add($"{key} is {type} instead of {expected}");
        else if (expected == "json")
            CheckJson(key, (string)value!, rule, faults);
        if (value is "" || (value is string[] list && list.Length == 0))
            faults.Add($"{key} is empty");

        var words = value as string[] ?? [Convert.ToString(value, CultureInfo.InvariantCulture)!];
        if (Texts(rule, "values").ToList() is { Count: > 0 } values)
        {
            IEnumerable<string> custom = deviation.ValueKind == JsonValueKind.Undefined ? [] : Texts(deviation, "values");
            faults.AddRange(words.Except(values).Except(custom).Select(word => $"{key} has no word '{word}'"));
        }

        faults.AddRange(words.Intersect(Texts(rule, "not")).Select(word => $"{key} must not be '{word}'"));
    }

    private static void CheckJson(string key, string text, JsonElement rule, List<string> faults)
    {
        using var json = JsonDocument.Parse(text);
        if (!string.Equals(json.RootElement.ValueKind.ToString(), rule.GetProperty("json").GetString(), StringComparison.OrdinalIgnoreCase))
            faults.Add($"{key} is no {rule.GetProperty("json").GetString()}");
        if (!key.EndsWith(".messages", StringComparison.Ordinal))
            return;

        foreach (var message in json.RootElement.EnumerateArray())
        {
            if (!message.TryGetProperty("role", out var role) || role.GetString() is not ("system" or "user" or "assistant" or "tool"))
                faults.Add($"{key}: a message has no role");
            if (!message.TryGetProperty("parts", out var parts) || parts.GetArrayLength() == 0 || parts.EnumerateArray().Any(static part => !part.TryGetProperty("type", out _)))
                faults.Add($"{key}: a message has no parts");
        }
    }

    private static (string Name, JsonElement? Rule) TypeOf(Activity span)
    {
        var operation = span.GetTagItem("gen_ai.operation.name") as string;
        foreach (var type in Registry.GetProperty("spans").EnumerateObject())
        {
            if (Texts(type.Value, "operations").Contains(operation))
                return (type.Name, type.Value);
        }

        return (Custom, null);
    }

    private static bool IsConvention(string key) => Array.Exists(Namespaces, name => key.StartsWith(name, StringComparison.Ordinal));

    private static IEnumerable<JsonElement> Deviations(string span)
        => Registry.GetProperty("deviations").EnumerateArray().Where(row => Texts(row, "on").Contains(span));

    private static IEnumerable<string> Texts(JsonElement rule, string name)
        => rule.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(static item => item.GetString()!) : [];

    private static IEnumerable<double> BucketsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> histogram => histogram.Advice?.HistogramBucketBoundaries ?? [],
        Histogram<long> histogram => histogram.Advice?.HistogramBucketBoundaries?.Select(static edge => (double)edge) ?? [],
        _ => [],
    };

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Placeholder();
}
