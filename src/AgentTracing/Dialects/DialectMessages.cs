namespace AgentTracing;

/// <summary>
/// Writes messages as numbered attributes: <c>{prefix}{message}.role</c>, <c>...tool_calls.{call}.name</c>. Dialects insert different words
/// between these.
/// </summary>
/// <param name="Message">The words after the number of a message.</param>
/// <param name="ToolCall">The words after the number of a tool call.</param>
/// <param name="Function">The words before the name and the arguments of a tool call.</param>
internal sealed record DialectMessages(string Message = "", string ToolCall = "", string Function = "")
{
    /// <summary>Whether the names of participants are written.</summary>
    internal bool HasNames { get; init; }

    /// <summary>Writes the content of a message with more than text; null when the dialect supports only text.</summary>
    internal Action<IndexedAttributes, string, LlmMessage>? WriteContents { get; init; }

    /// <summary>Writes the messages under a prefix.</summary>
    internal void Write(IndexedAttributes attributes, string prefix, IEnumerable<LlmMessage> messages)
    {
        var i = 0;
        foreach (var message in messages)
            Write(attributes, $"{prefix}{i++}.{Message}", message);
    }

    private void Write(IndexedAttributes attributes, string path, LlmMessage message)
    {
        attributes.Set(path + "role", message.Role);
        if (HasNames)
            attributes.Set(path + "name", message.Name);
        if (WriteContents is null || message.Parts.TrueForAll(static part => part.Kind is LlmPartKind.Text or LlmPartKind.ToolCall or LlmPartKind.ToolCallResponse))
            attributes.Set(path + "content", MessageJson.ContentOf(message));
        else
            WriteContents(attributes, path, message);
        attributes.Set(path + "tool_call_id", message.ToolResponse?.Id);

        var calls = 0;
        foreach (var call in message.Parts.Where(static part => part.Kind == LlmPartKind.ToolCall))
        {
            var toolCall = $"{path}tool_calls.{calls++}.{ToolCall}";
            attributes.Set(toolCall + "id", call.Id);
            attributes.Set($"{toolCall}{Function}name", call.Name);
            attributes.Set($"{toolCall}{Function}arguments", call.Text);
        }
    }
}
