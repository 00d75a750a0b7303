using System.Text.Json;

namespace AgentTracing.Tests.Shared;

/// <summary>A span in an OTLP request (opentelemetry-proto, trace.proto and common.proto).</summary>
internal sealed record OtlpSpan
{
    public required string TraceId { get; init; }

    public required string SpanId { get; init; }

    public required string? ParentId { get; init; }

    public required string Name { get; init; }

    public required int StatusCode { get; init; }

    public required string? StatusMessage { get; init; }

    public required string Scope { get; init; }

    public required IReadOnlyList<string> EventNames { get; init; }

    public required IReadOnlyDictionary<string, object?> Attributes { get; init; }

    public required IReadOnlyDictionary<string, object?> Resource { get; init; }

    public object? this[string key] => Attributes.GetValueOrDefault(key);

    public JsonElement Json(string key) => JsonDocument.Parse(Assert.IsType<string>(this[key])).RootElement;

    /// <summary>Reads an <c>ExportTraceServiceRequest</c>.</summary>
    public static List<OtlpSpan> ReadRequest(ReadOnlySpan<byte> body)
    {
        var spans = new List<OtlpSpan>();
        for (var request = new ProtobufReader(body); request.Read();)
        {
            Dictionary<string, object?> resource = [];
            for (var resourceSpans = new ProtobufReader(request.Bytes); resourceSpans.Read();)
            {
                if (resourceSpans.Field == 1)
                    resource = ReadAttributes(resourceSpans.Bytes, 1);
                else if (resourceSpans.Field == 2)
                    ReadScope(resourceSpans.Bytes, resource, spans);
            }
        }

        return spans;
    }

    private static void ReadScope(ReadOnlySpan<byte> message, Dictionary<string, object?> resource, List<OtlpSpan> spans)
    {
        var scope = string.Empty;
        for (var scopeSpans = new ProtobufReader(message); scopeSpans.Read();)
        {
            if (scopeSpans.Field == 1)
            {
                for (var reader = new ProtobufReader(scopeSpans.Bytes); reader.Read();)
                    scope = reader.Field == 1 ? reader.Text : scope;
            }
            else if (scopeSpans.Field == 2)
            {
                spans.Add(ReadSpan(scopeSpans.Bytes, scope, resource));
            }
        }
    }

    private static OtlpSpan ReadSpan(ReadOnlySpan<byte> message, string scope, Dictionary<string, object?> resource)
    {
        var (traceId, spanId, name) = (string.Empty, string.Empty, string.Empty);
        string? parentId = null;
        string? statusMessage = null;
        var statusCode = 0;
        List<string> events = [];
        for (var span = new ProtobufReader(message); span.Read();)
        {
            switch (span.Field)
            {
                case 1:
                    traceId = Convert.ToHexStringLower(span.Bytes);
                    break;
                case 2:
                    spanId = Convert.ToHexStringLower(span.Bytes);
                    break;
                case 4:
                    parentId = Convert.ToHexStringLower(span.Bytes);
                    break;
                case 5:
                    name = span.Text;
                    break;
                case 11:
                    for (var happened = new ProtobufReader(span.Bytes); happened.Read();)
                    {
                        if (happened.Field == 2)
                            events.Add(happened.Text);
                    }

                    break;
                case 15:
                    for (var status = new ProtobufReader(span.Bytes); status.Read();)
                    {
                        statusMessage = status.Field == 2 ? status.Text : statusMessage;
                        statusCode = status.Field == 3 ? (int)status.Number : statusCode;
                    }

                    break;
            }
        }

        return new OtlpSpan
        {
            TraceId = traceId,
            SpanId = spanId,
            ParentId = parentId,
            Name = name,
            StatusCode = statusCode,
            StatusMessage = statusMessage,
            Scope = scope,
            EventNames = events,
            Attributes = ReadAttributes(message, 9),
            Resource = resource,
        };
    }

    /// <summary>The <c>KeyValue</c> fields of a message. Throws for duplicate keys.</summary>
    private static Dictionary<string, object?> ReadAttributes(ReadOnlySpan<byte> message, int field)
    {
        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var reader = new ProtobufReader(message); reader.Read();)
        {
            if (reader.Field != field)
                continue;

            var key = string.Empty;
            object? value = null;
            for (var pair = new ProtobufReader(reader.Bytes); pair.Read();)
            {
                if (pair.Field == 1)
                    key = pair.Text;
                else
                    value = ReadValue(pair.Bytes);
            }

            attributes.Add(key, value);
        }

        return attributes;
    }

    private static object? ReadValue(ReadOnlySpan<byte> message)
    {
        var value = new ProtobufReader(message);
        if (!value.Read())
            return null;

        return value.Field switch
        {
            1 => value.Text,
            2 => value.Number != 0,
            3 => (long)value.Number,
            4 => BitConverter.UInt64BitsToDouble(value.Number),
            5 => ReadArray(value.Bytes),
            _ => throw new InvalidDataException($"Value of field {value.Field}."),
        };
    }

    private static string?[] ReadArray(ReadOnlySpan<byte> message)
    {
        var values = new List<string?>();
        for (var reader = new ProtobufReader(message); reader.Read();)
            values.Add((string?)ReadValue(reader.Bytes));
        return [.. values];
    }
}
