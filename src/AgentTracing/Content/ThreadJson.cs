using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AgentTracing;

/// <summary>
/// Creates JSON texts. A thread writes all of its texts with one writer, because a writer and its buffer are larger than most texts.
/// </summary>
internal sealed class ThreadJson
{
    /// <summary>Bytes of the largest buffer that is kept.</summary>
    private const int MaxKept = 1 << 16;

    [ThreadStatic]
    private static ThreadJson? _free;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;

    private ThreadJson() => _writer = new Utf8JsonWriter(_buffer, ContentJson.WriterOptions);

    /// <summary>Returns the written text.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="write">Writes it.</param>
    internal static string Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        // Not reused if writing throws, because its text is incomplete.
        var text = _free ?? new ThreadJson();
        _free = null;
        write(text._writer, value);
        text._writer.Flush();
        var json = Encoding.UTF8.GetString(text._buffer.WrittenSpan);
        if (text._buffer.Capacity <= MaxKept)
        {
            // Content must not stay in memory longer than necessary.
            text._buffer.Clear();
            text._writer.Reset();
            _free = text;
        }

        return json;
    }
}
