using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LoopbackLlm.Endpoints;

/// <summary>Writes the JSON of the protocols.</summary>
internal static class WireJson
{
    /// <summary>The time in every response (1 January 2026): the same script always produces the same bytes.</summary>
    public static readonly DateTimeOffset Created = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // The services send text as UTF-8, without escapes.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of one object. <paramref name="members"/> writes its members.</summary>
    public static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Writes an object member.</summary>
    public static void WriteObject(this Utf8JsonWriter json, string name, Action<Utf8JsonWriter> members)
    {
        json.WriteStartObject(name);
        members(json);
        json.WriteEndObject();
    }

    /// <summary>Writes an object as an array element.</summary>
    public static void WriteElement(this Utf8JsonWriter json, Action<Utf8JsonWriter> members)
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    }

    /// <summary>Writes an array member with one object for each of <paramref name="items"/>.</summary>
    public static void WriteArray<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> members)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            json.WriteElement(element => members(element, item));
        json.WriteEndArray();
    }

    /// <summary>Writes an empty array member.</summary>
    public static void WriteEmptyArray(this Utf8JsonWriter json, string name)
    {
        json.WriteStartArray(name);
        json.WriteEndArray();
    }

    /// <summary>Writes a vector.</summary>
    public static void WriteVector(this Utf8JsonWriter json, IEnumerable<float> vector)
    {
        json.WriteStartArray();
        foreach (var value in vector)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
