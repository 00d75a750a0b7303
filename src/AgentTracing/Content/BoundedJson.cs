using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentTracing;

/// <summary>JSON with a maximum length: beyond it, texts are truncated and <see cref="IsFull"/> is true.</summary>
internal sealed class BoundedJson
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;
    private readonly int _maxLength;

    internal BoundedJson(int maxLength)
    {
        _maxLength = maxLength;
        _writer = new Utf8JsonWriter(_buffer, ContentJson.WriterOptions);
    }

    /// <summary>Bytes written so far.</summary>
    internal long Length => _writer.BytesCommitted + _writer.BytesPending;

    /// <summary>Whether nothing more should be written.</summary>
    internal bool IsFull => Length > _maxLength;

    internal void StartObject() => _writer.WriteStartObject();

    internal void EndObject() => _writer.WriteEndObject();

    internal void StartArray() => _writer.WriteStartArray();

    internal void EndArray() => _writer.WriteEndArray();

    internal void Name(string name) => _writer.WritePropertyName(name);

    internal void Null() => _writer.WriteNullValue();

    internal void String(string text) => _writer.WriteStringValue(Truncation.Cut(text, _maxLength));

    /// <summary>Writes a primitive JSON value; false for anything else.</summary>
    internal bool TryPrimitive(object? value)
    {
        switch (value)
        {
            case null:
                _writer.WriteNullValue();
                return true;
            case string text:
                String(text);
                return true;
            case bool flag:
                _writer.WriteBooleanValue(flag);
                return true;
            case int or short or sbyte or byte or ushort:
                _writer.WriteNumberValue(Convert.ToInt32(value, null));
                return true;
            case long number:
                _writer.WriteNumberValue(number);
                return true;
            case uint or ulong:
                _writer.WriteNumberValue(Convert.ToUInt64(value, null));
                return true;
            case decimal number:
                _writer.WriteNumberValue(number);
                return true;
            case double number when double.IsFinite(number):
                _writer.WriteNumberValue(number);
                return true;
            case float number when float.IsFinite(number):
                _writer.WriteNumberValue(number);
                return true;
            case JsonElement { ValueKind: not JsonValueKind.Undefined } element:
                Raw(element.GetRawText());
                return true;
            case JsonDocument document:
                Raw(document.RootElement.GetRawText());
                return true;
            case JsonNode node:
                Raw(node.ToJsonString());
                return true;
            default:
                return false;
        }
    }

    /// <summary>Completes and returns the JSON.</summary>
    public override string ToString()
    {
        _writer.Flush();
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    /// <summary>Writes JSON of the application, as a text if it is too long, or too deep to be parsed again.</summary>
    internal void Raw(string json)
    {
        if (json.Length > _maxLength || !ContentJson.IsValid(json))
            String(json);
        else
            _writer.WriteRawValue(json);
    }
}
