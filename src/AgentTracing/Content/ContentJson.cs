using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentTracing;

/// <summary>Content as JSON: redacted text by text, and shortened to a maximum length without breaking the JSON.</summary>
internal static partial class ContentJson
{
    private const string Cut = "\"[truncated]\"";
    private const string Nothing = "\"\"";
    private const int ShortText = 32;

    /// <summary>Maximum depth of JSON, in which it may be nested in messages.</summary>
    private const int MaxDepth = 64;
    internal const int MaxDepthInside = MaxDepth + 16;

    /// <summary>Attributes are data, not HTML, so quotes and letters beyond ASCII are not escaped.</summary>
    internal static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };
    private static readonly JsonReaderOptions InsideReaderOptions = new() { MaxDepth = MaxDepthInside };

    /// <summary>
    /// Redacts each text and number of the JSON. If secrets are scrubbed, values with the name of a secret are replaced completely.
    /// </summary>
    /// <exception cref="JsonException"><paramref name="json"/> is not valid JSON.</exception>
    internal static string Redact(string json) => RedactUnder(name: null, json);

    /// <summary>Redacts the JSON value of a name.</summary>
    internal static string RedactUnder(string? name, string json)
        => Redaction.IsOn ? Rewrite(json, new SecretPath(name), int.MaxValue, int.MaxValue) : json;

    /// <summary>Truncates the longest texts, and then the longest lists, until the JSON fits.</summary>
    internal static string Fit(string json, int maxLength)
    {
        var maxText = maxLength;
        var maxItems = 256;
        for (var fitted = json; ; fitted = Rewrite(json, secrets: null, maxText, maxItems))
        {
            if (fitted.Length <= maxLength)
                return fitted;
            if (maxText > ShortText)
                maxText /= 2;
            else if (maxItems > 1)
                maxItems /= 2;
            else
                return Cut.Length <= maxLength ? Cut : Nothing;
        }
    }

    /// <summary>Truncates a text to a maximum length; JSON stays valid.</summary>
    internal static string FitText(string text, int maxLength)
        => text.Length > maxLength && text[0] is '{' or '[' && IsValid(text) ? Fit(text, maxLength) : Truncation.Cut(text, maxLength);

    /// <summary>Whether the text is JSON.</summary>
    internal static bool IsValid(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), ReaderOptions);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The reader's current text. JSON can escape half of a surrogate pair, which is not valid text: it becomes U+FFFD.</summary>
    internal static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            var whole = Escape().Replace(Encoding.UTF8.GetString(reader.ValueSpan), static escape => escape.Groups["half"].Success ? @"\uFFFD" : escape.Value);
            return TextOf($"\"{whole}\"");
        }
    }

    /// <summary>The text of a JSON string.</summary>
    internal static string TextOf(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return TextOf(ref reader);
    }

    /// <summary>The texts of JSON that is a text or a list of only texts; otherwise none.</summary>
    internal static IReadOnlyList<string> TextsOf(string json)
    {
        if (json[0] == '"')
            return [TextOf(json)];

        var texts = new List<string>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), InsideReaderOptions);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            return [];
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            texts.Add(TextOf(ref reader));
        return reader.TokenType == JsonTokenType.EndArray ? texts : [];
    }

    /// <summary>An escape in JSON: a pair of surrogates, half of one, or any other.</summary>
    [GeneratedRegex(@"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(?<half>u[dD][89a-fA-F]..)|.)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Escape();

    private static string Rewrite(string json, SecretPath? secrets, int maxText, int maxItems)
    {
        var buffer = new ArrayBufferWriter<byte>(json.Length);
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), InsideReaderOptions);
        var parts = new PartCounter(maxItems);
        while (reader.Read())
        {
            if (parts.IsBeyond(in reader))
                reader.Skip();
            else
                WriteToken(ref reader, writer, secrets, maxText);
        }

        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteToken(ref Utf8JsonReader reader, Utf8JsonWriter writer, SecretPath? secrets, int maxText)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                secrets?.Enter(in reader, property: null);
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                secrets?.Enter(in reader, property: null);
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                WriteName(ref reader, writer, secrets, maxText);
                break;
            case JsonTokenType.String:
                var text = TextOf(ref reader);
                writer.WriteStringValue(Truncation.Cut(secrets is null ? text : Redaction.Apply(text, secrets.IsSecret(in reader, text)), maxText));
                break;
            case JsonTokenType.Number:
                WriteNumber(ref reader, writer, secrets);
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private static void WriteName(ref Utf8JsonReader reader, Utf8JsonWriter writer, SecretPath? secrets, int maxText)
    {
        var name = TextOf(ref reader);
        secrets?.Enter(in reader, name);
        writer.WritePropertyName(secrets is null ? Truncation.Cut(name, maxText) : Redaction.Apply(name));
    }

    /// <summary>Payment card numbers can be JSON numbers, too.</summary>
    private static void WriteNumber(ref Utf8JsonReader reader, Utf8JsonWriter writer, SecretPath? secrets)
    {
        if (secrets is not null)
        {
            var digits = Encoding.UTF8.GetString(reader.ValueSpan);
            var redacted = Redaction.Apply(digits, secrets.IsSecretNumber(in reader, digits));
            if (!string.Equals(digits, redacted, StringComparison.Ordinal))
            {
                writer.WriteStringValue(redacted);
                return;
            }
        }

        writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
    }

    /// <summary>Counts the members of each open object and the items of each open list.</summary>
    private readonly struct PartCounter(int max)
    {
        private readonly int[] _counts = new int[MaxDepthInside + 1];
        private readonly bool[] _isList = new bool[MaxDepthInside + 1];

        /// <summary>Whether the token begins a part beyond the limit.</summary>
        internal bool IsBeyond(in Utf8JsonReader reader)
        {
            var depth = reader.CurrentDepth;
            var token = reader.TokenType;
            if (token is JsonTokenType.EndObject or JsonTokenType.EndArray)
                return false;
            if ((token == JsonTokenType.PropertyName || _isList[depth]) && ++_counts[depth] > max)
                return true;

            if (token is JsonTokenType.StartObject or JsonTokenType.StartArray && depth < MaxDepthInside)
            {
                _counts[depth + 1] = 0;
                _isList[depth + 1] = token == JsonTokenType.StartArray;
            }

            return false;
        }
    }
}
