using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// Writes C# into a pooled buffer: indents, breaks long lines, ends lines with <c>\n</c> on every machine, and appends the parts of
/// interpolated strings without building them first.
/// </summary>
/// <remarks>Text may contain several lines; each is indented. Empty lines stay empty.</remarks>
/// <param name="wrapsLines">Whether long lines are broken.</param>
internal sealed class SourceWriter(bool wrapsLines = true) : IDisposable
{
    private const int SpacesPerLevel = 4;

    private char[] _buffer = ArrayPool<char>.Shared.Rent(4096);
    private int _length;
    private int _level;
    private int _lineStart;

    /// <summary>Appends <paramref name="text"/>.</summary>
    public void Write(string text) => Append(text.AsSpan());

    /// <summary>Appends an interpolated string.</summary>
    public void Write([InterpolatedStringHandlerArgument("")] ref Interpolation text) => _ = text;

    /// <summary>Ends the line.</summary>
    public void WriteLine() => EndLine();

    /// <summary>Appends <paramref name="text"/> and ends the line.</summary>
    public void WriteLine(string text)
    {
        Write(text);
        WriteLine();
    }

    /// <summary>Appends an interpolated string and ends the line.</summary>
    public void WriteLine([InterpolatedStringHandlerArgument("")] ref Interpolation text)
    {
        _ = text;
        WriteLine();
    }

    /// <summary>Opens a block in braces, which disposing the result closes.</summary>
    public Scope Block()
    {
        WriteLine("{");
        _level++;
        return new Scope(this, "}");
    }

    /// <summary>Indents the text until the result is disposed.</summary>
    public Scope Indent()
    {
        _level++;
        return new Scope(this, null);
    }

    /// <summary>The text so far.</summary>
    public override string ToString() => new(_buffer, 0, _length);

    /// <summary>The text so far, as the compiler's type.</summary>
    public SourceText ToSourceText() => SourceText.From(ToString(), Encoding.UTF8);

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        while (text.IndexOf('\n') is var end and >= 0)
        {
            AppendInLine(text[..end].TrimEnd('\r'));
            EndLine();
            text = text[(end + 1)..];
        }

        AppendInLine(text);
    }

    private void AppendInLine(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;

        int indentation = _length == 0 || _buffer[_length - 1] == '\n' ? _level * SpacesPerLevel : 0;
        EnsureRoom(indentation + text.Length);
        _buffer.AsSpan(_length, indentation).Fill(' ');
        text.CopyTo(_buffer.AsSpan(_length + indentation));
        _length += indentation + text.Length;
    }

    private void EndLine()
    {
        if (wrapsLines && _length - _lineStart > CodeLines.Length)
        {
            string wrapped = CodeLines.Wrap(new string(_buffer, _lineStart, _length - _lineStart));
            _length = _lineStart;
            EnsureRoom(wrapped.Length);
            wrapped.CopyTo(0, _buffer, _length, wrapped.Length);
            _length += wrapped.Length;
        }

        EnsureRoom(1);
        _buffer[_length++] = '\n';
        _lineStart = _length;
    }

    private void EnsureRoom(int count)
    {
        if (_length + count <= _buffer.Length)
            return;

        char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(_length + count, _buffer.Length * 2));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = larger;
    }

    /// <summary>An indented part of the text. Disposing it ends the indentation, and writes the closing text.</summary>
    internal readonly ref struct Scope(SourceWriter writer, string? end)
    {
        /// <summary>Ends the part.</summary>
        public void Dispose()
        {
            writer._level--;
            if (end is not null)
                writer.WriteLine(end);
        }
    }

    /// <summary>Appends the parts of an interpolated string directly to the writer.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Interpolation
    {
        private readonly SourceWriter _writer;

        /// <summary>Called by the compiler.</summary>
        public Interpolation(int literalLength, int formattedCount, SourceWriter writer)
        {
            _writer = writer;
            writer.EnsureRoom(literalLength + (formattedCount * 16));
        }

        /// <summary>Called by the compiler.</summary>
        public void AppendLiteral(string text) => _writer.Write(text);

        /// <summary>Called by the compiler.</summary>
        public void AppendFormatted(string? text) => _writer.Append(text.AsSpan());

        /// <summary>Called by the compiler.</summary>
        public void AppendFormatted(int number) => _writer.Write(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
