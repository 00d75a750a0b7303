using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// One enumeration of a traced stream: keeps its operation current only while the stream's code runs.
/// </summary>
/// <remarks>
/// An iterator resumes in the context of the caller of MoveNext, so the span must be made current before each step, and the caller's
/// context restored after it. While the caller's context stays the same, both swap whole contexts, which allocates nothing.
/// </remarks>
internal sealed class StreamOperation
{
    private readonly OperationDescriptor _descriptor;
    private readonly OperationInput? _input;
    private readonly CancellationToken _cancellationToken;
    private Operation? _operation;
    private ExecutionContext? _caller;
    private ExecutionContext? _lastCaller;
    private ExecutionContext? _own;
    private Activity? _callerActivity;
    private IAmbientNode? _callerAmbient;
    private CancellationTokenSource? _stop;

    /// <summary>An enumeration whose operation starts with its first step.</summary>
    internal StreamOperation(OperationDescriptor descriptor, OperationInput? input, CancellationToken cancellationToken)
    {
        _descriptor = descriptor;
        _input = input;
        _cancellationToken = cancellationToken;
    }

    /// <summary>An enumeration that continues an operation.</summary>
    internal StreamOperation(Operation operation, CancellationToken cancellationToken = default)
    {
        _descriptor = operation.Descriptor;
        _operation = operation;
        operation.ObserveCancellation(cancellationToken);
        operation.Llm?.BeginStreaming();
    }

    /// <summary>An enumerator that was never disposed and is no longer referenced still ends its span.</summary>
    ~StreamOperation() => Abandon();

    internal bool IsEnded { get; private set; }

    internal bool IsBegun => _operation is not null;

    /// <summary>The pages, if the stream has any.</summary>
    internal StreamPages? Pages { get; set; }

    /// <summary>Makes the operation current; starts it first if necessary.</summary>
    internal void Enter()
    {
        _caller = ExecutionContext.Capture();
        if (_caller is null)
        {
            _callerActivity = Activity.Current;
            _callerAmbient = AmbientContext.Current;
        }

        if (_operation is null)
        {
            _operation = Operation.Start(_descriptor, _input, _input?.CancellationToken ?? default, isStreamed: true, _stop);
            _operation.ObserveCancellation(_cancellationToken);
            _operation.Llm?.BeginStreaming();
        }
        else if (_own is not null && ReferenceEquals(_caller, _lastCaller))
        {
            ExecutionContext.Restore(_own);
        }
        else
        {
            _operation.MakeCurrent();
        }
    }

    /// <summary>Restores the caller's context.</summary>
    internal void Leave()
    {
        if (_caller is null)
        {
            Activity.Current = _callerActivity;
            AmbientContext.Current = _callerAmbient;
            return;
        }

        _own = ExecutionContext.Capture();
        _lastCaller = _caller;
        ExecutionContext.Restore(_caller);
    }

    /// <summary>Records a step: its element, or the end.</summary>
    internal void Stepped<T>(StreamPart part, bool moved, IEnumerator<T> elements, ResultReaders<T> readers)
        => Stepped(part, moved, moved && IsRead(part, readers) ? elements.Current : default!, readers, waited: true);

    /// <summary>Records a step: its element, or the end; and whether the caller had to wait.</summary>
    internal void Stepped<T>(StreamPart part, bool moved, IAsyncEnumerator<T> elements, ResultReaders<T> readers, bool waited)
        => Stepped(part, moved, moved && IsRead(part, readers) ? elements.Current : default!, readers, waited);

    /// <summary>
    /// Records an exception; for use in an exception filter. Returns whether the caller gets that of <see cref="BudgetExceeded"/> instead.
    /// </summary>
    internal bool Fail(Exception exception) => _operation!.Fail(exception);

    /// <summary>The exception that the caller gets when <see cref="Fail"/> returns true.</summary>
    internal Exception BudgetExceeded(Exception exception) => _operation!.BudgetExceeded(exception);

    /// <summary>
    /// The token for an enumerator of the implementation: it is cancelled with that of the enumeration, and when the operation's budget is
    /// exceeded. Call it before the operation starts.
    /// </summary>
    internal CancellationToken Link(CancellationToken cancellationToken)
    {
        if (_operation is not null)
            return _operation.Budget is null ? cancellationToken : _operation.Link(cancellationToken);
        if (_descriptor.Budget is null)
            return cancellationToken;

        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return _stop.Token;
    }

    /// <summary>Ends the operation after an exception or the last element.</summary>
    internal void End()
    {
        if (IsEnded)
            return;

        IsEnded = true;
        GC.SuppressFinalize(this);
        _operation?.End();
    }

    /// <summary>Handles the disposal of an enumerator: a page has one of several, and the stream ends with the last one.</summary>
    internal void Disposed(StreamPart part)
    {
        if (part != StreamPart.Page)
            Abandon();
        else
            EndIfFailed();
    }

    /// <summary>Ends the operation after an exception: an iterator that threw yields no more elements.</summary>
    internal void EndIfFailed()
    {
        if (_operation?.Exception is not null)
            End();
    }

    /// <summary>Ends the operation of a stream that was left before its end.</summary>
    internal void Abandon()
    {
        if (!IsEnded && _operation is { Exception: null })
            _operation.Abandon();
        End();
    }

    private static bool IsRead<T>(StreamPart part, ResultReaders<T> readers) => part == StreamPart.Pages || !readers.IsEmpty;

    private void Stepped<T>(StreamPart part, bool moved, T current, ResultReaders<T> readers, bool waited)
    {
        if (!moved)
        {
            if (part == StreamPart.Page)
                return;

            var exceeded = _operation?.StoppedBy;
            if (exceeded is not null)
                _operation!.Fail(exceeded);
            End();
            if (exceeded is not null)
                throw exceeded;
            return;
        }

        if (part == StreamPart.Pages)
        {
            Pages?.Add(current, this);
            return;
        }

        _operation!.Llm?.Chunks?.Arrived(waited);
        _operation.ReadElement(current, readers);
    }
}
