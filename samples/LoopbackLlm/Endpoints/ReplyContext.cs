using System.Text;

namespace LoopbackLlm.Endpoints;

/// <summary>A request and the scripted reply to it.</summary>
internal sealed record ReplyContext(LoopbackRequest Request, ScriptedReply Reply)
{
    // Short enough to split typical arguments into several pieces.
    private const int ArgumentPieceLength = 12;

    /// <summary>The model named in the response.</summary>
    public string Model => Reply.Model ?? Request.Model;

    /// <summary>Whether the response calls tools.</summary>
    public bool HasToolCalls => Reply.Calls.Count > 0;

    /// <summary>Whether the response contains text, possibly empty: a response without tool calls always does.</summary>
    public bool HasText => Reply.FullText.Length > 0 || !HasToolCalls;

    /// <summary>The finish reason, with the values of <see cref="ScriptedReply.FinishReason"/>.</summary>
    public string FinishReason => Reply.FinishReason ?? (HasToolCalls ? "tool_calls" : "stop");

    /// <summary>The vector of every input of an embeddings request.</summary>
    public IReadOnlyList<float> Vector => Reply.Embedding ?? [0.5f, -0.5f, 0.5f, -0.5f];

    /// <summary>The id of the response.</summary>
    public string Id(string prefix) => Reply.Id ?? ItemId(prefix, 0);

    /// <summary>The id of the tool call at <paramref name="index"/>.</summary>
    public string ToolCallId(string prefix, int index) => Reply.Calls[index].Id ?? ItemId(prefix, index);

    /// <summary>An id that is unique to this response.</summary>
    public string ItemId(string prefix, int index) => $"{prefix}{Request.Number:D6}{index:D2}";

    /// <summary>The pieces in which a stream sends the text.</summary>
    public IEnumerable<string> TextPieces() => Reply.Chunks ?? Words(Reply.FullText);

    /// <summary>The pieces in which a stream sends the arguments of a call.</summary>
    public static IEnumerable<string> ArgumentPieces(ScriptedToolCall call)
    {
        var piece = new StringBuilder();
        foreach (var rune in call.Arguments.EnumerateRunes())
        {
            piece.Append(rune.ToString());
            if (piece.Length < ArgumentPieceLength)
                continue;

            yield return piece.ToString();
            piece.Clear();
        }

        if (piece.Length > 0)
            yield return piece.ToString();
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var space = text.IndexOf(' '); space >= 0; space = text.IndexOf(' ', space + 1))
        {
            if (space == start)
                continue;

            yield return text[start..space];
            start = space;
        }

        if (start < text.Length)
            yield return text[start..];
    }
}
