using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace AgentTracing;

/// <summary>A digest of a tool's arguments, equal if they are equal as JSON: the order of members and white space do not matter.</summary>
internal static class ArgumentsDigest
{
    /// <summary>The digest of arguments.</summary>
    /// <param name="arguments">The arguments by name, each as JSON.</param>
    internal static string Of(IReadOnlyList<(string Name, string Json)> arguments)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, json) in arguments.OrderBy(static argument => argument.Name, StringComparer.Ordinal))
            {
                writer.WritePropertyName(name);
                Write(writer, json);
            }

            writer.WriteEndObject();
        }

        return Convert.ToHexString(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter writer, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            Write(writer, document.RootElement);
        }
        catch (JsonException)
        {
            // Text that is not JSON is compared as text.
            writer.WriteStringValue(json);
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(static member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
