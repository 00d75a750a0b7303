using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoopbackLlm;

/// <summary>A tool call in a <see cref="ScriptedReply"/>.</summary>
/// <param name="Name">The name of the tool.</param>
/// <param name="Arguments">
/// The arguments as JSON text. A script file contains them as an object, or as a string for text that is not valid JSON
/// (only for protocols that send arguments as text: OpenAI and Azure AI Inference).
/// </param>
/// <param name="Id">The id of the call; null for a unique one.</param>
public sealed record ScriptedToolCall(
    string Name,
    [property: JsonConverter(typeof(RawJsonConverter))] string Arguments,
    string? Id = null);

/// <summary>Reads a string unchanged, and any other value as its JSON text.</summary>
internal sealed class RawJsonConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();

        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
