using System.Text.Json;

namespace LoopbackLlm.Endpoints;

/// <summary>
/// Writes figures of a usage and keeps account of those it wrote, so that the log states what was sent and not what was meant.
/// </summary>
internal sealed class UsageWriter(Utf8JsonWriter json, ScriptedUsage usage)
{
    /// <summary>The figures written so far.</summary>
    public ScriptedUsage Written { get; private set; } = new();

    /// <summary>Writes a figure, when the script has it.</summary>
    public void Write(string name, UsageFigure figure)
    {
        if (figure.Of(usage) is not { } value)
            return;

        json.WriteNumber(name, value);
        Note(figure);
    }

    /// <summary>Writes an object of figures, when the script has one of them.</summary>
    public void WriteDetails(string name, params ReadOnlySpan<(string Name, UsageFigure Figure)> details)
    {
        var isOpen = false;
        foreach (var (detail, figure) in details)
        {
            if (figure.Of(usage) is null)
                continue;

            if (!isOpen)
                json.WriteStartObject(name);
            isOpen = true;
            Write(detail, figure);
        }

        if (isOpen)
            json.WriteEndObject();
    }

    /// <summary>Takes account of a figure that the answer states in another way than by a number.</summary>
    public void Note(UsageFigure figure) => Written = figure.With(Written, figure.Of(usage));
}
