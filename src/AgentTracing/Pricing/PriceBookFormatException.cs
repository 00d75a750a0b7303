namespace AgentTracing;

/// <summary>A pricing file is invalid; the exception has the position of the first error.</summary>
public sealed class PriceBookFormatException : FormatException
{
    internal PriceBookFormatException(string message, int line, int column)
        : base($"({line},{column}): {message}") => (Line, Column) = (line, column);

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The column, in UTF-16 characters, counted from 1.</summary>
    public int Column { get; }
}
