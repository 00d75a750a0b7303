using System.Buffers.Text;
using System.ComponentModel;
using System.Globalization;
using System.Text.Json;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Looks up a value in the JSON that an object of System.ClientModel keeps for members without a property (<c>JsonPatch.TryGetJson</c>). Written by the
/// generator.
/// </summary>
/// <typeparam name="T">Type of the patch.</typeparam>
/// <param name="patch">The patch.</param>
/// <param name="path">The JSON path.</param>
/// <param name="json">The value as JSON.</param>
/// <returns>Whether there is a value.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate bool PatchLookup<T>(ref T patch, ReadOnlySpan<byte> path, out ReadOnlyMemory<byte> json);

/// <summary>Reads members of OpenAI's JSON for which its SDK has no property. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OpenAIPatch
{
    /// <summary>Reads newer figures of the input.</summary>
    /// <typeparam name="T">Type of the patch.</typeparam>
    /// <param name="response">Receives the values.</param>
    /// <param name="patch">The patch of the input details of the usage.</param>
    /// <param name="lookup">Looks up a value.</param>
    public static void ReadInputDetails<T>(LlmResponse response, ref T patch, PatchLookup<T> lookup)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(lookup);
        response.ReadUsage(UsageAccounting.OpenAI, cacheWrite: Count(ref patch, "$.cache_write_tokens"u8, lookup));
    }

    /// <summary>
    /// Reads the figures that other providers add to a usage: cached tokens (Moonshot, DeepSeek), searches (xAI) and costs.
    /// OpenRouter and LiteLLM report the cost of a request, Perplexity its parts, xAI ticks. With the user's own key, OpenRouter's cost is
    /// only its fee, and the provider's charge is a separate member.
    /// </summary>
    /// <typeparam name="T">Type of the patch.</typeparam>
    /// <param name="response">Receives the values.</param>
    /// <param name="patch">The patch of the usage.</param>
    /// <param name="lookup">Looks up a value.</param>
    public static void ReadUsage<T>(LlmResponse response, ref T patch, PatchLookup<T> lookup)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(lookup);
        response.ReadUsage(
            UsageAccounting.OpenAI,
            cacheRead: Count(ref patch, "$.prompt_cache_hit_tokens"u8, lookup) ?? Count(ref patch, "$.cached_tokens"u8, lookup),
            webSearches: Count(ref patch, "$.num_sources_used"u8, lookup));
        if (Number(ref patch, "$.cost"u8, lookup) is { } cost)
        {
            var isOwnKey = lookup(ref patch, "$.is_byok"u8, out var json) && json.Span.SequenceEqual("true"u8);
            response.ReportCost(isOwnKey ? cost + (Number(ref patch, "$.cost_details.upstream_inference_cost"u8, lookup) ?? 0) : cost);
        }
        else if (Number(ref patch, "$.cost.total_cost"u8, lookup) is { } total)
        {
            response.ReportCost(total);
        }
        else
        {
            response.ReportTicks(Count(ref patch, "$.cost_in_usd_ticks"u8, lookup));
        }
    }

    /// <summary>Reads a tool of a response: its price depends on its kind, on the memory of its container, and on the model that it calls.</summary>
    /// <typeparam name="T">Type of the patch.</typeparam>
    /// <param name="response">Receives the values; its items are read.</param>
    /// <param name="kind">The tool's type.</param>
    /// <param name="model">The model that draws images; null for other tools.</param>
    /// <param name="patch">The patch of the tool.</param>
    /// <param name="lookup">Looks up a value.</param>
    public static void ReadTool<T>(LlmResponse response, string? kind, string? model, ref T patch, PatchLookup<T> lookup)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(lookup);
        response.ReadTool(kind, Text(ref patch, "$.container.memory_limit"u8, lookup) ?? Text(ref patch, "$.environment.memory_limit"u8, lookup), model);
    }

    private static long? Count<T>(ref T patch, ReadOnlySpan<byte> path, PatchLookup<T> lookup)
        => lookup(ref patch, path, out var json) && Utf8Parser.TryParse(json.Span, out long count, out var length) && length == json.Length ? count : null;

    private static double? Number<T>(ref T patch, ReadOnlySpan<byte> path, PatchLookup<T> lookup)
        => lookup(ref patch, path, out var json) && double.TryParse(json.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text<T>(ref T patch, ReadOnlySpan<byte> path, PatchLookup<T> lookup)
    {
        if (!lookup(ref patch, path, out var json) || json.Span is not [(byte)'"', ..])
            return null;

        var reader = new Utf8JsonReader(json.Span);
        return reader.Read() ? reader.GetString() : null;
    }
}
