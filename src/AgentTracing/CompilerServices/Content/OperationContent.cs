using System.ComponentModel;
using System.Text;

namespace AgentTracing.CompilerServices;

/// <summary>Input and output of one call of an operation, if content is captured. Filled by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OperationContent
{
    /// <summary>Additional length of a text before redaction, so a secret at the cut is still complete.</summary>
    private const int Slack = 1_024;

    private readonly int _maxLength = AgentTracingOptions.Current.ContentLimit + Slack;
    private List<(string Name, string Json)>? _arguments;
    private readonly bool _listsTexts; // The texts of a stream are documents, not parts of one.
    private ContentBuilder? _elements;
    private ContentBuilder.ArrayScope _array;
    private StringBuilder? _text;
    private bool _omitsResult;

    internal OperationContent(ContentCapture capture, OperationKind kind)
    {
        Capture = capture;
        _listsTexts = kind == OperationKind.Retrieval;
    }

    private OperationContent(OperationContent input)
    {
        Capture = input.Capture;
        _arguments = input._arguments;
        Llm = input.Llm?.ForAnotherResponse();
        _omitsResult = input._omitsResult;
        _listsTexts = input._listsTexts;
    }

    internal ContentCapture Capture { get; }

    /// <summary>The arguments, each as JSON.</summary>
    internal IReadOnlyList<(string Name, string Json)> Arguments => _arguments ?? [];

    /// <summary>The result as JSON; null when there is none.</summary>
    internal string? Result { get; private set; }

    /// <summary>The messages of a model call.</summary>
    internal LlmContent? Llm { get; private set; }

    /// <summary>Adds an argument of the call.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value.</param>
    /// <returns>This.</returns>
    public OperationContent Argument(string name, object? value) => Argument(name, value, ContentBuilder.Plain);

    /// <summary>Adds an argument of the call.</summary>
    /// <typeparam name="T">Type of the argument.</typeparam>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value.</param>
    /// <param name="writer">Writes it.</param>
    /// <returns>This.</returns>
    public OperationContent Argument<T>(string name, T? value, ContentWriter<T> writer)
    {
        if (Write(value, writer) is { } json)
            (_arguments ??= []).Add((name, json));
        return this;
    }

    /// <summary>Adds an argument with the model's input: messages, or a whole request.</summary>
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

    /// <summary>Converts it to the input of an operation without other values.</summary>
    /// <returns>The input.</returns>
    public OperationInput ToInput() => new() { Content = this };

    /// <summary>Excludes the result of the operation.</summary>
    /// <returns>This.</returns>
    public OperationContent OmitResult()
    {
        _omitsResult = true;
        return this;
    }

    /// <summary>
    /// Marks the arguments of a tool as complete, before it is executed: a budget may limit the number of calls with equal arguments (<see
    /// cref="AgentBudget.MaxRepeatedToolCalls"/>).
    /// </summary>
    /// <exception cref="AgentBudgetExceededException">The budget denies the execution.</exception>
    public void Ready()
    {
        if (Tool is not { } tool)
            return;

        try
        {
            BudgetGate.AdmitArguments(tool, Arguments);
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

    /// <summary>The messages of a model call, for its response; null when the response is excluded.</summary>
    internal LlmContent? Answer => _omitsResult ? null : Messages;

    /// <summary>The same input, for another enumeration of a stream.</summary>
    internal OperationContent ForAnotherEnumeration() => new(this);

    /// <summary>Copies the messages of an inner call.</summary>
    internal void TakeOver(OperationContent other)
    {
        if (other.Llm is { } messages)
            Messages.TakeOver(messages);
    }

    /// <summary>Sets the result.</summary>
    internal void SetResult<T>(T? value, ContentWriter<T> writer) => Result = Write(value, writer);

    /// <summary>Adds an element of a stream: texts are joined, unless they are separate documents; other elements become a list.</summary>
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

    /// <summary>Completes the result of a stream.</summary>
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
