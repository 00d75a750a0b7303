using System.Text.Json;

namespace AgentTracing.Reporting;

/// <summary>The captured content of a span: labels and texts.</summary>
internal static class SpanContent
{
    /// <summary>Reads the content of a span.</summary>
    public static IEnumerable<(string Label, string Text)> Of(RunSpan span)
    {
        foreach (var part in Messages("system", span.Text("gen_ai.system_instructions")))
            yield return part;
        foreach (var part in Messages("input", span.Text("gen_ai.input.messages") ?? span.Text("input.value")))
            yield return part;
        foreach (var part in Messages("output", span.Text("gen_ai.output.messages") ?? span.Text("output.value")))
            yield return part;
        if (span.Text("gen_ai.tool.call.arguments") is { } arguments)
            yield return ("arguments", arguments);
        if (span.Text("gen_ai.tool.call.result") is { } result)
            yield return ("result", result);
        if (span.Text("gen_ai.retrieval.query.text") is { } query)
            yield return ("query", query);
        if (span.Text("gen_ai.retrieval.documents") is { } documents)
            yield return ("documents", documents);
        if (span.ErrorMessage is { Length: > 0 } message)
            yield return (span.ErrorType ?? "error", message);
    }

    /// <summary>Messages of the GenAI conventions' JSON (gen-ai-input-messages.json); other text is returned unchanged.</summary>
    private static IEnumerable<(string Label, string Text)> Messages(string label, string? json)
    {
        if (string.IsNullOrEmpty(json))
            return [];

        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Array && root.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Object)
                ? [.. root.EnumerateArray().SelectMany(item => Message(label, item))]
                : [(label, json)];
        }
        catch (JsonException)
        {
            return [(label, json)];
        }
    }

    private static IEnumerable<(string Label, string Text)> Message(string label, JsonElement message)
    {
        var role = String(message, "role") ?? label;
        return message.TryGetProperty("parts", out var parts) && parts.ValueKind == JsonValueKind.Array
            ? parts.EnumerateArray().Select(part => Part(role, part))
            : [Part(role, message)];
    }

    private static (string Label, string Text) Part(string role, JsonElement part)
    {
        if (part.ValueKind != JsonValueKind.Object)
            return (role, part.ToString());

        return String(part, "type") switch
        {
            "tool_call" => ($"{role} calls {String(part, "name")}", Value(part, "arguments")),
            "tool_call_response" => ($"{role} answers", part.TryGetProperty("response", out _) ? Value(part, "response") : Value(part, "result")),
            "reasoning" => ($"{role} thinks", Value(part, "content")),
            _ when part.TryGetProperty("content", out _) => (role, Value(part, "content")),
            _ => (role, part.GetRawText()),
        };
    }

    private static string? String(JsonElement element, string name)
        => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Value(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : "";
}
