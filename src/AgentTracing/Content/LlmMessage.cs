using System.Text;

namespace AgentTracing;

/// <summary>A message to a model, or from it.</summary>
internal sealed class LlmMessage(string role, string? name)
{
    internal string Role { get; } = role;

    internal string? Name { get; } = name;

    /// <summary>The parts; most messages have one.</summary>
    internal List<LlmPart> Parts { get; } = new(1);

    /// <summary>The tool response, if the message contains nothing else.</summary>
    internal LlmPart? ToolResponse => Parts is [{ Kind: LlmPartKind.ToolCallResponse } only] ? only : null;

    /// <summary>The message in the form of chat APIs: each tool response is a separate message before the rest.</summary>
    internal IEnumerable<LlmMessage> Split()
    {
        foreach (var response in Parts.Where(part => part.Kind == LlmPartKind.ToolCallResponse))
            yield return new LlmMessage("tool", Name) { Parts = { response } };

        var rest = new LlmMessage(Role, Name);
        rest.Parts.AddRange(Parts.Where(part => part.Kind != LlmPartKind.ToolCallResponse));
        if (rest.Parts.Count > 0 || Parts.Count == 0)
            yield return rest;
    }
}

/// <summary>The kind of a message part: names of the GenAI conventions' message schemas.</summary>
internal enum LlmPartKind
{
    /// <summary><c>text</c>.</summary>
    Text,

    /// <summary><c>reasoning</c>.</summary>
    Reasoning,

    /// <summary><c>tool_call</c>; its text is the arguments.</summary>
    ToolCall,

    /// <summary><c>tool_call_response</c>; its text is the response.</summary>
    ToolCallResponse,

    /// <summary><c>uri</c>; its text is the address.</summary>
    Uri,

    /// <summary><c>file</c>; its text is the file's id.</summary>
    File,

    /// <summary><c>blob</c>; its bytes are not captured.</summary>
    Blob,
}

/// <summary>A part of a message.</summary>
internal sealed class LlmPart(LlmPartKind kind)
{
    private StringBuilder? _more;
    private string? _text;

    internal LlmPartKind Kind { get; } = kind;

    /// <summary>Id of a tool call.</summary>
    internal string? Id { get; set; }

    /// <summary>Name of a tool.</summary>
    internal string? Name { get; set; }

    /// <summary><c>image</c>, <c>audio</c>, <c>video</c> or <c>document</c>.</summary>
    internal string? Modality { get; init; }

    internal string? MimeType { get; init; }

    /// <summary>Distinguishes streamed parts from each other, for example by the index of a tool call.</summary>
    internal string? Key { get; init; }

    /// <summary>Its text, or its JSON.</summary>
    internal string Text
    {
        get => _more?.ToString() ?? _text ?? string.Empty;
        set => (_text, _more) = (value, null);
    }

    /// <summary>Adds to the text, up to a length.</summary>
    internal void Append(string text, int maxLength)
    {
        if (_text is null && _more is null)
        {
            _text = Truncation.Cut(text, maxLength);
            return;
        }

        _more ??= new StringBuilder(_text);
        var rest = maxLength - _more.Length;
        if (rest > 0)
            _more.Append(text.AsSpan(0, Math.Min(rest, text.Length)));
    }
}
