using System.ComponentModel;
using System.Text.Json;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Reads responses from the wire format of Anthropic's Messages, in which the SDK stores its objects. A missing member affects only itself,
/// and members that are newer than the SDK are read. Called by generated code. Reference: Anthropic's API reference, "Messages", and its
/// guides on prompt caching, compaction and fast mode.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AnthropicResponse
{
    /// <summary>Reads a response.</summary>
    /// <param name="response">Receives the values.</param>
    /// <param name="message">The members of the message.</param>
    public static void Read(LlmResponse response, IReadOnlyDictionary<string, JsonElement> message)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(message);
        if (message.TryGetValue("usage", out var usage))
            ReadUsage(response, usage, isInclusive: false);
        response.Id = Text(message, "id");
        response.Model = Text(message, "model");
        response.SetFinishReason(Text(message, "stop_reason"));
    }

    /// <summary>Reads an element of a stream: the first one has the input, the last one the output and the stop reason.</summary>
    /// <param name="response">Receives the values.</param>
    /// <param name="update">The element.</param>
    public static void ReadUpdate(LlmResponse response, JsonElement update)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (update.Get("message") is { } message)
        {
            if (message.Get("usage") is { } begun)
                ReadUsage(response, begun, isInclusive: false);
            response.Id = message.Text("id");
            response.Model = message.Text("model");
        }

        if (update.Get("usage") is { } usage)
            ReadUsage(response, usage, isInclusive: false);
        response.SetFinishReason(update.Get("delta")?.Text("stop_reason"));
    }

    /// <summary>
    /// Reads a response behind an adapter of Microsoft.Extensions.AI. The adapter's input count includes cache reads and writes, so this
    /// method adds them.
    /// </summary>
    /// <param name="response">Receives the values.</param>
    /// <param name="message">The members of the message.</param>
    public static void ReadAdapted(LlmResponse response, IReadOnlyDictionary<string, JsonElement> message)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(message);
        if (message.TryGetValue("usage", out var usage))
            ReadUsage(response, usage, isInclusive: true);
    }

    /// <summary>As <see cref="ReadAdapted"/>, for an element of a stream.</summary>
    /// <param name="response">Receives the values.</param>
    /// <param name="update">The element.</param>
    public static void ReadAdaptedUpdate(LlmResponse response, JsonElement update)
    {
        ArgumentNullException.ThrowIfNull(response);
        if ((update.Get("message")?.Get("usage") ?? update.Get("usage")) is { } usage)
            ReadUsage(response, usage, isInclusive: true);
    }

    private static void ReadUsage(LlmResponse response, JsonElement usage, bool isInclusive)
    {
        var input = Number(usage, "input_tokens");
        var cacheRead = Number(usage, "cache_read_input_tokens");
        var cacheWrite = Number(usage, "cache_creation_input_tokens");
        var writes = usage.Get("cache_creation");
        response.ReadUsage(
            isInclusive ? UsageAccounting.UsageDetails : UsageAccounting.Anthropic,
            input: isInclusive ? input + (cacheRead ?? 0) + (cacheWrite ?? 0) : input,
            output: Number(usage, "output_tokens"),
            cacheRead: cacheRead,
            cacheWrite: cacheWrite,
            cacheWrite5m: Number(writes, "ephemeral_5m_input_tokens"),
            cacheWrite1h: Number(writes, "ephemeral_1h_input_tokens"),
            reasoning: Number(usage.Get("output_tokens_details"), "thinking_tokens"));

        var tools = usage.Get("server_tool_use");
        response.ReadUnits(webSearches: Number(tools, "web_search_requests"), codeExecutions: Number(tools, "code_execution_requests"));
        response.ServiceTier = usage.Text("service_tier");
        response.Geography = usage.Text("inference_geo");
        response.Speed = usage.Text("speed");
        ReadIterations(response, usage);
    }

    /// <summary>
    /// A compaction, an advisor, a fallback to another model: each is a separate request, and the overall usage omits some of them.
    /// </summary>
    private static void ReadIterations(LlmResponse response, JsonElement usage)
    {
        if (usage.Get("iterations") is not { ValueKind: JsonValueKind.Array } iterations || iterations.GetArrayLength() == 0)
            return;

        response.BeginInferences();
        foreach (var iteration in iterations.EnumerateArray())
        {
            response.IsCompacted = iteration.Text("type") is "compaction";
            ReadUsage(response.AddIteration(iteration.Text("model")), iteration, isInclusive: false);
        }
    }

    private static long? Number(JsonElement? element, string name)
        => element?.Get(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    private static string? Text(IReadOnlyDictionary<string, JsonElement> message, string name)
        => message.TryGetValue(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
