using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>Copies an SDK's object into content: a request's messages, a response's, or those of one element of its stream. Written by the generator.</summary>
/// <typeparam name="T">Type of the object.</typeparam>
/// <param name="content">Receives the values.</param>
/// <param name="source">The object to read; never null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void LlmContentReader<in T>(LlmContent content, T source);

/// <summary>
/// The input and output of a model. Texts are stored unchanged, up to a maximum length; they are redacted and converted to JSON when the
/// call ends.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LlmContent
{
    private readonly int _maxLength;
    private List<string>? _instructions;
    private List<LlmTool>? _tools;

    internal LlmContent(int maxLength)
    {
        _maxLength = maxLength;
        Input = new LlmMessages(maxLength);
        Output = new LlmMessages(maxLength);
    }

    private LlmContent(LlmContent request)
    {
        _maxLength = request._maxLength;
        Input = request.Input;
        _instructions = request._instructions;
        _tools = request._tools;
        Output = new LlmMessages(_maxLength);
    }

    /// <summary>The sent messages, in order.</summary>
    public LlmMessages Input { get; private set; }

    /// <summary>The returned messages, one for each choice; those of a stream grow element by element.</summary>
    public LlmMessages Output { get; private set; }

    /// <summary>Instructions that are separate from the messages.</summary>
    internal IReadOnlyList<string> Instructions => _instructions ?? [];

    /// <summary>Tools that the model may call.</summary>
    internal IReadOnlyList<LlmTool> Tools => _tools ?? [];

    internal bool HasRequest => Input.All.Count + Instructions.Count + Tools.Count > 0;

    /// <summary>Returns the items of a materialized list, and no items of a sequence that may be lazy: enumerating that one here would run its code.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">The list, or null.</param>
    /// <returns>The items.</returns>
    public static IEnumerable<T> Complete<T>(IEnumerable<T>? items) => items is not null && Materialized.Is(items) ? items : [];

    /// <summary>Adds instructions that are separate from the messages; null and empty texts are ignored.</summary>
    /// <param name="text">The instructions.</param>
    public void AddInstructions(string? text)
    {
        if (!string.IsNullOrEmpty(text))
            (_instructions ??= []).Add(Truncation.Cut(text, _maxLength));
    }

    /// <summary>Adds a tool that the model may call; one without a name is ignored.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">Its description.</param>
    /// <param name="parameters">JSON schema of its parameters.</param>
    /// <param name="type">Its type; a function by default.</param>
    public void AddTool(string? name, string? description = null, string? parameters = null, string type = "function")
    {
        if (!string.IsNullOrEmpty(name))
            (_tools ??= []).Add(new LlmTool(type, name, description, parameters));
    }

    /// <summary>Adds the prompt, if the arguments of the call do not contain it.</summary>
    /// <param name="text">The text; null is ignored.</param>
    public void AddPrompt(string? text)
    {
        if (text is null)
            return;

        Input.Begin(null);
        Input.AddText(text);
    }

    /// <summary>Reads each item of a list that is of one type.</summary>
    /// <typeparam name="TItem">Type of the items.</typeparam>
    /// <typeparam name="T">Type of those that are read.</typeparam>
    /// <param name="items">The list; null is ignored.</param>
    /// <param name="read">Reads one item.</param>
    public void ReadEach<TItem, T>(IEnumerable<TItem>? items, Action<LlmContent, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        foreach (var item in items ?? [])
        {
            if (item is T known)
                read(this, known);
        }
    }

    /// <summary>A copy of the request, for another response to it.</summary>
    internal LlmContent ForAnotherResponse() => new(this);

    /// <summary>Copies the request and response of an inner call if it recorded more than this one.</summary>
    internal void TakeOver(LlmContent other)
    {
        if (other.HasRequest)
            (Input, _instructions, _tools) = (other.Input, other._instructions, other._tools);
        if (Output.All.Count == 0)
            Output = other.Output;
    }
}
