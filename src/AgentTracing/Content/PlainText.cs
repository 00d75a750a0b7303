using System.Globalization;

namespace AgentTracing;

/// <summary>The text of plain values: dates, ids, enum members, and other numbers.</summary>
internal static class PlainText
{
    /// <summary>
    /// The text of a formattable framework type or of an enum member. Null for anything else, because the text of a user's type may contain
    /// anything.
    /// </summary>
    internal static string? Of(object value) => value switch
    {
        string text => text,
        char character => character.ToString(),
        Enum member => member.ToString(),
        DateTime or DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        Uri uri => uri.OriginalString,
        Version version => version.ToString(),
        byte[] bytes => $"[{bytes.Length.ToString(CultureInfo.InvariantCulture)} bytes]",
        ReadOnlyMemory<byte> bytes => $"[{bytes.Length.ToString(CultureInfo.InvariantCulture)} bytes]",
        IFormattable formattable when formattable.GetType().Namespace is "System" or "System.Numerics"
            => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}
