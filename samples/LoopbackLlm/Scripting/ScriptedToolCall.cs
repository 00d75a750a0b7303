using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoopbackLlm;

/// <summary>A call of a tool in a <see cref="ScriptedReply"/>.</summary>
/// <param name="Name">The name of the tool.</param>
/// <param name="Arguments">
/// The arguments as JSON text. A script file may state them as an object, or as a string to send text that is not JSON
/// (on the wires that carry arguments as text: OpenAI and Azure AI Inference).
/// </param>
/// <param name="Id">The id of the call; null for one that no other call of this server has.</param>
public sealed record ScriptedToolCall(
    string Name,
    [property: JsonConverter(typeof(RawJsonConverter))] string Arguments,
    string? Id = null);

/// <summary>Reads a string as it is, and any other value as its JSON text.</summary>
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
