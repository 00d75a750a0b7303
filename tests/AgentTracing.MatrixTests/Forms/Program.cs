using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentTracing;
using LoopbackLlm;

// Makes each call twice: without and with interception. Writes a line of JSON for each, with the result and the telemetry.
var spans = new ConcurrentQueue<Activity>();
using var listener = new ActivityListener
{
    ShouldListenTo = static source => source.Name == AgentTelemetry.SourceName,
    Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    ActivityStopped = spans.Enqueue,
};
ActivitySource.AddActivityListener(listener);
await using var server = await LoopbackServer.StartAsync(
    LoopbackScript.Always(new ScriptedReply { Chunks = ["\"Hel", "lo\""], Usage = ScriptedUsage.Of(101, 52), Embedding = [1, 2] }));
Values.Server = server;

foreach (var (form, intercepted, plain) in Calls.All)
{
    var asItIs = await RunAsync(plain);
    var traced = await RunAsync(intercepted);
    Console.WriteLine(JsonSerializer.Serialize(new
    {
        Form = form,
        Plain = asItIs.Outcome,
        PlainRequests = asItIs.Requests,
        PlainSpans = asItIs.Spans.Length,
        Intercepted = traced.Outcome,
        traced.Requests,
        Operations = traced.Spans.Select(static span => span.GetTagItem("gen_ai.operation.name") as string ?? span.DisplayName),
        Told = traced.Spans.Sum(static span => Convert.ToInt64(span.GetTagItem("gen_ai.usage.input_tokens"), null)),
        Sent = traced.Sent,
        Misbilled = traced.Spans.Select(Misbilled).OfType<string>(),
    }));
}

// Describes a span whose cost differs from the price of its tokens; null if the cost is correct.
static string? Misbilled(Activity span)
{
    if (span.GetTagItem("gen_ai.usage.input_tokens") is not { } input)
        return null;

    var usage = new TokenUsage { Input = Convert.ToInt64(input, null), Output = Convert.ToInt64(span.GetTagItem("gen_ai.usage.output_tokens"), null) };
    var (provider, model) = (span.GetTagItem("gen_ai.provider.name") as string, (span.GetTagItem("gen_ai.response.model") ?? span.GetTagItem("gen_ai.request.model")) as string);
    double? usd = PriceBook.Default.TryGetCost(provider, model, usage, out var cost) ? (double)cost.Usd : null;
    var said = span.GetTagItem("gen_ai.usage.cost") as double?;
    return Equals(usd, said) ? null : $"{provider} {model}: {said} for {usd}";
}

async Task<(string Outcome, int Requests, long Sent, Activity[] Spans)> RunAsync(Func<object?> call)
{
    spans.Clear();
    server.Log.Clear();
    string outcome;
    try
    {
        outcome = await ReadAsync(call());
    }
    catch (Exception exception)
    {
        outcome = $"{exception.GetType()}: {exception.Message}";
    }

    // Ids and times differ between two calls, so digits are replaced.
    return (Regex.Replace(outcome, "[0-9]+", "#"), server.Log.Requests.Count, server.Log.Requests.Sum(static request => request.Usage?.InputTokens ?? 0), [.. spans]);
}

// Awaits the result of a call, and reads it to its end.
static async Task<string> ReadAsync(object? result)
{
    switch (result)
    {
        case null or string:
            return $"'{result}'";
        case Task task:
            await task;
            return $"Task of {await ReadAsync(task.GetType().GetProperty("Result")?.GetValue(task))}";
    }

    var type = result.GetType();
    if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        return $"Value{await ReadAsync(type.GetMethod("AsTask")!.Invoke(result, null))}";

    if (Interface(type, typeof(IAsyncEnumerable<>)) is { } stream)
        return await Invoke<Task<string>>(nameof(Reader.ReadStreamAsync), stream, result);

    if (Interface(type, typeof(IEnumerable<>)) is { } sequence)
        return Invoke<string>(nameof(Reader.ReadSequence), sequence, result);

    // The result of a text search is an object with a stream.
    return type.GetProperty("Results") is { } results && Interface(results.PropertyType, typeof(IAsyncEnumerable<>)) is not null
        ? $"{type} of {await ReadAsync(results.GetValue(result))}"
        : $"{type}: {result}";
}

static Type? Interface(Type type, Type definition)
    => type.GetInterfaces().Append(type).FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == definition)?.GetGenericArguments()[0];

static T Invoke<T>(string method, Type argument, object result) => (T)typeof(Reader).GetMethod(method)!.MakeGenericMethod(argument).Invoke(null, [result])!;

internal static class Reader
{
    public static async Task<string> ReadStreamAsync<T>(IAsyncEnumerable<T> stream)
    {
        var elements = new List<string>();
        await foreach (var element in stream)
            elements.Add($"{element}");
        return $"stream: {string.Join(", ", elements)}";
    }

    public static string ReadSequence<T>(IEnumerable<T> sequence) => $"sequence: {string.Join(", ", sequence)}";
}
