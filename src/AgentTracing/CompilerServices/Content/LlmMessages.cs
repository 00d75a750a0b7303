using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Collects messages. Parts are added to the last message that was begun; without one, to a new message of the assistant.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LlmMessages
{
    private const string Assistant = "assistant";
    private const string User = "user";
    private const int MaxMessages = 1_000;

    private readonly int _maxLength;
    private readonly List<LlmMessage> _messages = [];
    private LlmMessage? _last;
    private bool _appends;

    internal LlmMessages(int maxLength) => _maxLength = maxLength;

    internal IReadOnlyList<LlmMessage> All => _messages;

    /// <summary>Begins a message.</summary>
    /// <param name="role">The role: <c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>, in any case; null: the user.</param>
    /// <param name="name">Name of the participant.</param>
    public void Begin(string? role, string? name = null)
    {
        // Messages beyond the limit are still created, so that callers can fill them, but are dropped.
        _last = new LlmMessage(RoleOf(role), string.IsNullOrEmpty(name) ? null : name);
        if (_messages.Count < MaxMessages)
            _messages.Add(_last);
    }

    /// <summary>Adds each item that is not null.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">Messages, or parts of one; null is ignored.</param>
    /// <param name="add">Adds one item.</param>
    public void AddEach<T>(IEnumerable<T>? items, Action<LlmMessages, T> add)
    {
        ArgumentNullException.ThrowIfNull(add);
        if (items is IList<T> list)
        {
            // By index: the enumerator of an interface is allocated.
            for (var i = 0; i < list.Count; i++)
                Add(list[i]);
            return;
        }

        foreach (var item in items ?? [])
            Add(item);

        void Add(T item)
        {
            if (item is not null)
                add(this, item);
        }
    }

    /// <summary>Adds the parts of a stream's element: texts and reasoning continue the previous part.</summary>
    /// <typeparam name="T">Type of the parts.</typeparam>
    /// <param name="parts">The parts; null is ignored.</param>
    /// <param name="add">Adds one part.</param>
    public void AppendEach<T>(IEnumerable<T>? parts, Action<LlmMessages, T> add)
    {
        _appends = true;
        try
        {
            AddEach(parts, add);
        }
        finally
        {
            _appends = false;
        }
    }

    /// <summary>Adds a text; null and empty texts are ignored.</summary>
    /// <param name="text">The text.</param>
    public void AddText(string? text) => Add(LlmPartKind.Text, text);

    /// <summary>Appends to the text of the stream's last element; null and empty texts are ignored.</summary>
    /// <param name="text">The text of the stream's next element.</param>
    public void AppendText(string? text) => Append(LlmPartKind.Text, text);

    /// <summary>Adds reasoning; null and empty texts are ignored.</summary>
    /// <param name="text">The reasoning.</param>
    public void AddReasoning(string? text) => Add(LlmPartKind.Reasoning, text);

    /// <summary>Appends to the reasoning of the stream's last element; null and empty texts are ignored.</summary>
    /// <param name="text">The text of the stream's next element.</param>
    public void AppendReasoning(string? text) => Append(LlmPartKind.Reasoning, text);

    /// <summary>Adds a tool call that the model requests.</summary>
    /// <param name="id">Id of the call.</param>
    /// <param name="name">Name of the tool.</param>
    /// <param name="arguments">Arguments, as JSON.</param>
    public void AddToolCall(string? id, string? name, string? arguments)
    {
        var part = new LlmPart(LlmPartKind.ToolCall) { Id = id, Name = name };
        part.Append(arguments ?? string.Empty, _maxLength);
        Last.Parts.Add(part);
    }

    /// <summary>Adds a tool call that the model requests.</summary>
    /// <param name="id">Id of the call.</param>
    /// <param name="name">Name of the tool.</param>
    /// <param name="arguments">Arguments: a dictionary, or an element of JSON.</param>
    public void AddToolCall(string? id, string? name, object? arguments) => AddToolCall(id, name, arguments is null ? null : JsonOf(arguments));

    /// <summary>Appends to a tool call that is streamed in several elements.</summary>
    /// <param name="key">The key that all elements of the call share.</param>
    /// <param name="id">Id of the call, if this element has it.</param>
    /// <param name="name">Name of the tool, if this element has it.</param>
    /// <param name="arguments">The next piece of the arguments' JSON.</param>
    public void AppendToolCall(string key, string? id, string? name, string? arguments)
    {
        var part = Last.Parts.Find(part => part.Kind == LlmPartKind.ToolCall && part.Key == key);
        if (part is null)
        {
            part = new LlmPart(LlmPartKind.ToolCall) { Key = key };
            Last.Parts.Add(part);
        }

        part.Id ??= string.IsNullOrEmpty(id) ? null : id;
        part.Name ??= string.IsNullOrEmpty(name) ? null : name;
        part.Append(arguments ?? string.Empty, _maxLength);
    }

    /// <summary>Adds the result of a tool.</summary>
    /// <param name="id">Id of the call.</param>
    /// <param name="response">The result: a text, or a value.</param>
    public void AddToolResponse(string? id, object? response)
    {
        var part = new LlmPart(LlmPartKind.ToolCallResponse) { Id = id };
        part.Append(JsonOf(response), _maxLength);
        Last.Parts.Add(part);
    }

    /// <summary>Adds an image, a sound or a document by its URI; data URIs are not captured.</summary>
    /// <param name="modality"><c>image</c>, <c>audio</c>, <c>video</c> or <c>document</c>.</param>
    /// <param name="mimeType">Its media type.</param>
    /// <param name="uri">Its address.</param>
    public void AddUri(string? modality, string? mimeType, string? uri)
    {
        if (uri is null || uri.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            AddBlob(modality, mimeType ?? MimeTypeOf(uri));
            return;
        }

        var part = new LlmPart(LlmPartKind.Uri) { Modality = modality ?? ModalityOf(mimeType), MimeType = mimeType };
        part.Append(uri, _maxLength);
        Last.Parts.Add(part);
    }

    /// <summary>Adds an image, a sound or a document with inline data: only its existence, not its bytes.</summary>
    /// <param name="modality"><c>image</c>, <c>audio</c>, <c>video</c> or <c>document</c>.</param>
    /// <param name="mimeType">Its media type.</param>
    public void AddBlob(string? modality, string? mimeType)
        => Last.Parts.Add(new LlmPart(LlmPartKind.Blob) { Modality = modality ?? ModalityOf(mimeType), MimeType = mimeType });

    /// <summary>Adds a file that the provider stores.</summary>
    /// <param name="id">Id of the file.</param>
    /// <param name="mimeType">Its media type.</param>
    public void AddFile(string? id, string? mimeType = null)
    {
        if (id is null)
            return;

        var part = new LlmPart(LlmPartKind.File) { Modality = ModalityOf(mimeType), MimeType = mimeType };
        part.Append(id, _maxLength);
        Last.Parts.Add(part);
    }

    /// <summary>Removes all messages, because the next element contains all of them.</summary>
    private static string RoleOf(string? role) => role switch
    {
        null or "" => User,
        "system" or User or Assistant or "tool" => role,
        _ => role.ToLowerInvariant(),
    };

    internal void Clear()
    {
        _messages.Clear();
        _last = null;
    }

    private LlmMessage Last
    {
        get
        {
            if (_last is null)
                Begin(Assistant);
            return _last!;
        }
    }

    private void Add(LlmPartKind kind, string? text)
    {
        if (_appends)
            Append(kind, text);
        else
            AddPart(kind, text);
    }

    private void AddPart(LlmPartKind kind, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;

        var part = new LlmPart(kind);
        part.Append(text, _maxLength);
        Last.Parts.Add(part);
    }

    private void Append(LlmPartKind kind, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;

        if (Last.Parts is [.., { } last] && last.Kind == kind)
            last.Append(text, _maxLength);
        else
            AddPart(kind, text);
    }

    private string JsonOf(object? value)
    {
        if (value is string text)
            return text;

        var content = new ContentBuilder(_maxLength);
        content.Value(value);
        return content.Finish();
    }

    private static string? MimeTypeOf(string? dataUri)
    {
        var end = dataUri?.IndexOfAny([';', ',']) ?? -1;
        return end > "data:".Length ? dataUri!["data:".Length..end] : null;
    }

    private static string ModalityOf(string? mimeType) => mimeType?.Split('/')[0] is ("image" or "audio" or "video") and { } modality ? modality : "document";
}
