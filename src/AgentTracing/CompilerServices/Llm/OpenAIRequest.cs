using System.ComponentModel;
using System.Text.Json;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Reads the parameters from the request body of OpenAI's Chat Completions, Responses and Embeddings. Called by generated code if the
/// user's code creates the body.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OpenAIRequest
{
    /// <summary>Reads the body of a request.</summary>
    /// <param name="request">Receives the values.</param>
    /// <param name="json">The body.</param>
    public static void Read(LlmRequest request, ReadOnlyMemory<byte> json)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var document = JsonDocument.Parse(json);
        var body = document.RootElement;
        request.Model = body.Text("model");
        request.MaxTokens = Number(body, "max_completion_tokens") ?? Number(body, "max_output_tokens") ?? Number(body, "max_tokens");
        request.Temperature = Fraction(body, "temperature");
        request.TopP = Fraction(body, "top_p");
        request.StopSequences = body.Text("stop") is { } stop ? [stop] : Texts(body, "stop");
        request.Seed = Number(body, "seed");
        request.FrequencyPenalty = Fraction(body, "frequency_penalty");
        request.PresencePenalty = Fraction(body, "presence_penalty");
        request.ChoiceCount = Number(body, "n");
        request.Stream = body.Get("stream")?.ValueKind == JsonValueKind.True;
        request.OutputType = OutputType((body.Get("response_format") ?? body.Get("text")?.Get("format"))?.Text("type"));
        request.ReasoningLevel = body.Text("reasoning_effort") ?? body.Get("reasoning")?.Text("effort");
        request.ServiceTier = body.Text("service_tier");
        request.ConversationId = body.Text("conversation") ?? body.Get("conversation")?.Text("id");
        request.PreviousResponseId = body.Text("previous_response_id");
        request.Dimensions = Number(body, "dimensions");
    }

    private static long? Number(JsonElement body, string name)
        => body.Get(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    private static double? Fraction(JsonElement body, string name)
        => body.Get(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) ? value : null;

    private static List<string> Texts(JsonElement body, string name)
        => [.. body.Items(name).Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => item.GetString()!)];

    private static string? OutputType(string? format) => format switch
    {
        "json_object" or "json_schema" => "json",
        "text" => "text",
        _ => null,
    };
}
