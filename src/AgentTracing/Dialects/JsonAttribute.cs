using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AgentTracing;

/// <summary>A JSON object as the value of a string attribute. Members without a value are left out.</summary>
internal readonly struct JsonAttribute
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;

    public JsonAttribute()
    {
        _writer = new Utf8JsonWriter(_buffer, ContentJson.WriterOptions);
        _writer.WriteStartObject();
    }

    internal void Add(string name, long? value)
    {
        if (value is { } number)
            _writer.WriteNumber(name, number);
    }

    internal void AddPositive(string name, long value)
    {
        if (value > 0)
            _writer.WriteNumber(name, value);
    }

    internal void Add(string name, decimal? value)
    {
        if (value is { } number)
            _writer.WriteNumber(name, number);
    }

    /// <summary>Adds a number; infinity and NaN are ignored, because JSON has no such numbers.</summary>
    internal void Add(string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            _writer.WriteNumber(name, number);
    }

    internal void Add(string name, string? value)
    {
        if (value is not null)
            _writer.WriteString(name, value);
    }

    internal void Add(string name, IEnumerable<string>? values)
    {
        if (values is null)
            return;

        _writer.WriteStartArray(name);
        foreach (var value in values)
            _writer.WriteStringValue(value);
        _writer.WriteEndArray();
    }

    /// <summary>Completes the object and returns its text; null when it has no member.</summary>
    internal string? ToTextIfAny()
    {
        var text = ToString();
        return text.Length == 2 ? null : text;
    }

    /// <summary>Completes the object and returns its text.</summary>
    public override string ToString()
    {
        _writer.WriteEndObject();
        _writer.Flush();
        return Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }
}
