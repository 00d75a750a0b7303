using System.ComponentModel;
using System.Text;

namespace AgentTracing.CompilerServices;

/// <summary>What one call of an operation is given and returns, where content is captured. Filled by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OperationContent
{
    /// <summary>How much longer than what is kept a text may be until it is redacted: a secret at the cut must still be seen whole.</summary>
    private const int Slack = 1_024;

    private readonly int _maxLength = AgentTracingOptions.Current.ContentLimit + Slack;
    private readonly List<(string Name, string Json)> _arguments;
    private readonly bool _listsTexts; // The texts of a stream are documents, and no parts of one.
    private ContentBuilder? _elements;
    private ContentBuilder.ArrayScope _array;
    private StringBuilder? _text;
    private bool _omitsResult;

    internal OperationContent(ContentCapture capture, OperationKind kind)
    {
        Capture = capture;
        _listsTexts = kind == OperationKind.Retrieval;
        _arguments = [];
    }

    private OperationContent(OperationContent input)
    {
        Capture = input.Capture;
        _arguments = input._arguments;
        Llm = input.Llm?.ForAnotherAnswer();
        _omitsResult = input._omitsResult;
        _listsTexts = input._listsTexts;
    }

    internal ContentCapture Capture { get; }

    /// <summary>The arguments, each as JSON.</summary>
    internal IReadOnlyList<(string Name, string Json)> Arguments => _arguments;

    /// <summary>What was returned, as JSON; null when nothing was.</summary>
    internal string? Result { get; private set; }

    /// <summary>The messages of a model call.</summary>
    internal LlmContent? Llm { get; private set; }

    /// <summary>Takes an argument of the call.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value.</param>
    /// <returns>This.</returns>
    public OperationContent Argument(string name, object? value) => Argument(name, value, ContentBuilder.Plain);

    /// <summary>Takes an argument of the call.</summary>
    /// <typeparam name="T">Type of the argument.</typeparam>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value.</param>
    /// <param name="writer">Writes it.</param>
    /// <returns>This.</returns>
    public OperationContent Argument<T>(string name, T? value, ContentWriter<T> writer)
    {
        if (Write(value, writer) is { } json)
            _arguments.Add((name, json));
        return this;
    }

    /// <summary>Takes an argument that holds what a model is asked: messages, or a whole request.</summary>
    /// <typeparam name="T">Type of the argument.</typeparam>
    /// <param name="value">Its value.</param>
    /// <param name="reader">Reads it.</param>
    /// <returns>This.</returns>
    public OperationContent Request<T>(T? value, LlmContentReader<T> reader)
    {
        if (value is null)
            return this;

        try
        {
            reader(Messages, value);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("capture a request", exception);
        }

        return this;
    }

    /// <summary>The input of an operation of which nothing else is known.</summary>
    /// <returns>The input.</returns>
    public OperationInput ToInput() => new() { Content = this };

    /// <summary>Keeps out what the operation returns.</summary>
    /// <returns>This.</returns>
    public OperationContent OmitResult()
    {
        _omitsResult = true;
        return this;
    }

    /// <summary>
    /// Says that all arguments of a tool are told, before it is executed: a budget may limit how often it is called with the same ones
    /// (<see cref="AgentBudget.MaxRepeatedToolCalls"/>).
    /// </summary>
    /// <exception cref="AgentBudgetExceededException">The budget denies the execution.</exception>
    public void Ready()
    {
        if (Tool is not { } tool)
            return;

        try
        {
            BudgetGate.AdmitArguments(tool, _arguments);
        }
        catch (AgentBudgetExceededException exception)
        {
            tool.Deny();
            tool.Fail(exception);
            throw;
        }
    }

    /// <summary>The tool whose arguments a budget compares; null when none does.</summary>
    internal Operation? Tool { get; init; }

    /// <summary>The messages of a model call, for its answer; null when that is kept out.</summary>
    internal LlmContent? Answer => _omitsResult ? null : Messages;

    /// <summary>The same input, for another enumeration of a stream.</summary>
    internal OperationContent ForAnotherEnumeration() => new(this);

    /// <summary>Takes the messages of a call that was made for this one.</summary>
    internal void TakeOver(OperationContent other)
    {
        if (other.Llm is { } messages)
            Messages.TakeOver(messages);
    }

    /// <summary>Takes what was returned.</summary>
    internal void SetResult<T>(T? value, ContentWriter<T> writer) => Result = Write(value, writer);

    /// <summary>Takes an element of a stream: texts are joined, unless each is for itself; anything else is listed.</summary>
    internal void AddElement<T>(T? value, ContentWriter<T> writer)
    {
        if (!_listsTexts && value is string text && _elements is null)
        {
            _text ??= new StringBuilder();
            if (_maxLength - _text.Length is > 0 and var rest)
                _text.Append(text.AsSpan(0, Math.Min(rest, text.Length)));
            return;
        }

        if (_elements is null)
        {
            _elements = new ContentBuilder(_maxLength);
            _array = _elements.Array();
        }

        if (!_elements.IsFull)
            _elements.Value(value, writer);
    }

    /// <summary>Ends what was returned as a stream.</summary>
    internal void EndElements()
    {
        if (_elements is not null)
        {
            _array.Dispose();
            Result = _elements.Finish();
            _elements = null;
        }
        else if (_text is not null)
        {
            Result = Write(_text.ToString(), ContentBuilder.Plain);
        }
    }

    private LlmContent Messages => Llm ??= new LlmContent(_maxLength);

    private string? Write<T>(T? value, ContentWriter<T> writer)
    {
        try
        {
            var content = new ContentBuilder(_maxLength);
            content.Value(value, writer);
            return content.Finish();
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("capture content", exception);
            return null;
        }
    }
}
