using System.ComponentModel;
using System.Text.Json;

namespace AgentTracing.CompilerServices;

/// <summary>Reads responses of OpenAI's API from the body, if the SDK's type does not have the usage. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OpenAIResponse
{
    /// <summary>Reads usage and model of a response body, for example of a single embedding.</summary>
    /// <param name="response">Receives the values.</param>
    /// <param name="json">The body.</param>
    public static void ReadBody(LlmResponse response, ReadOnlyMemory<byte> json)
    {
        ArgumentNullException.ThrowIfNull(response);
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return;

        // Reads member by member and skips the embeddings, which are long.
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isModel = reader.ValueTextEquals("model"u8);
            var isUsage = reader.ValueTextEquals("usage"u8);
            reader.Read();
            if (isModel && reader.TokenType == JsonTokenType.String)
            {
                response.Model = reader.GetString();
            }
            else if (isUsage && reader.TokenType == JsonTokenType.StartObject)
            {
                using var usage = JsonDocument.ParseValue(ref reader);
                ReadUsage(response, usage.RootElement);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>
    /// Reads the usage of the tools that OpenAI ran for a response (<c>tool_usage</c>). <c>image_gen</c> has the tokens of the image model,
    /// which the usage of the response does not include; <c>web_search</c> has the number of searches. Zeros are ignored: they stand for
    /// tools that did not run.
    /// </summary>
    /// <param name="response">Receives the values; its items and tools have been read.</param>
    /// <param name="json">The value of <c>tool_usage</c>.</param>
    public static void ReadToolUsage(LlmResponse response, ReadOnlyMemory<byte> json)
    {
        ArgumentNullException.ThrowIfNull(response);
        using var document = JsonDocument.Parse(json);
        var images = document.RootElement.Get("image_gen");
        response.ReadToolUsage(
            Number(document.RootElement.Get("web_search"), "num_requests") ?? 0,
            images is { } usage && (Number(images, "input_tokens") > 0 || Number(images, "output_tokens") > 0) ? drawn => ReadDrawing(drawn, usage) : null);
    }

    private static void ReadDrawing(LlmResponse drawn, JsonElement usage)
    {
        ReadUsage(drawn, usage);
        drawn.TakeOutputForImages();
    }

    private static void ReadUsage(LlmResponse response, JsonElement usage)
    {
        var input = usage.Get("input_tokens_details") ?? usage.Get("prompt_tokens_details");
        var output = usage.Get("output_tokens_details") ?? usage.Get("completion_tokens_details");
        response.ReadUsage(
            UsageAccounting.OpenAI,
            input: Number(usage, "input_tokens") ?? Number(usage, "prompt_tokens"),
            output: Number(usage, "output_tokens") ?? Number(usage, "completion_tokens"),
            total: Number(usage, "total_tokens"),
            cacheRead: Number(input, "cached_tokens"),
            cacheWrite: Number(input, "cache_write_tokens"),
            reasoning: Number(output, "reasoning_tokens"),
            inputAudio: Number(input, "audio_tokens"),
            outputAudio: Number(output, "audio_tokens"),
            inputImage: Number(input, "image_tokens"),
            outputImage: Number(output, "image_tokens"));
        if ((usage.Get("cost") is { ValueKind: JsonValueKind.Object } costs ? costs.Get("total_cost") : usage.Get("cost")) is { ValueKind: JsonValueKind.Number } cost
            && cost.TryGetDecimal(out var usd) && usd >= 0)
        {
            response.ReportedCost = usd;
        }
        else if (Number(usage, "cost_in_usd_ticks") is { } ticks)
        {
            response.ReportTicks(ticks);
        }
    }

    private static long? Number(JsonElement? element, string name)
        => element?.Get(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;
}
