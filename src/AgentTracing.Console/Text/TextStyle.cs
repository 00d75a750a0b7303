namespace AgentTracing.Reporting;

/// <summary>Colors by ANSI sequences, or none.</summary>
internal sealed class TextStyle(bool isOn)
{
    public string Faint(string text) => Paint("2", text);

    public string Error(string text) => Paint("31", text);

    public string Money(string text) => Paint("32", text);

    /// <summary>The color of a kind of operation, as on the page.</summary>
    public string Kind(string kind, string text) => kind switch
    {
        "workflow" => Paint("35", text),
        "agent" => Paint("34", text),
        "tool" => Paint("33", text),
        "task" or "span" => text,
        _ => Paint("36", text),
    };

    private string Paint(string color, string text) => isOn && !string.IsNullOrWhiteSpace(text) ? $"\u001b[{color}m{text}\u001b[0m" : text;
}
