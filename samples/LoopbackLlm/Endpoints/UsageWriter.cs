using System.Text.Json;

namespace LoopbackLlm.Endpoints;

/// <summary>
/// Writes usage figures and records the ones it wrote: a protocol has no field for some scripted figures, and the log contains only what
/// was sent.
/// </summary>
internal sealed class UsageWriter(Utf8JsonWriter json, ScriptedUsage usage)
{
    /// <summary>The figures written so far.</summary>
    public ScriptedUsage Written { get; private set; } = new();

    /// <summary>Writes a figure if the script has it.</summary>
    public void Write(string name, UsageFigure figure)
    {
        if (figure.Of(usage) is not { } value)
            return;

        json.WriteNumber(name, value);
        Note(figure);
    }

    /// <summary>Writes an object of figures if the script has at least one of them.</summary>
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

    /// <summary>Records a figure that the response contains in another form than a number.</summary>
    public void Note(UsageFigure figure) => Written = figure.With(Written, figure.Of(usage));
}
