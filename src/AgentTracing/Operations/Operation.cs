using System.ComponentModel;
using System.Diagnostics;

namespace AgentTracing.CompilerServices;

/// <summary>
/// One call of an operation: its span, its metrics, and its part of the enclosing agents' roll-up.
/// </summary>
/// <remarks>
/// Generated code starts it, passes it the result of the implementation, and disposes it when control returns to the caller. The span ends
/// at that moment, or when a task or stream that was passed completes.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class Operation : IDisposable, IAmbientNode
{
    private readonly IAmbientNode? _outer;
    private readonly CancellationToken _cancellationToken;
    private readonly long _started = Stopwatch.GetTimestamp();

    // The model call, or the sums of a run: no operation has both.
    private readonly object? _part;
    private CallerContext _caller;
    private OperationExtras? _extras;
    private bool _handedOver;
    private bool _isOuterSpan;
    private bool _beganTrace;
    private volatile bool _closed;
    private int _ended;

    private Operation(
        OperationDescriptor descriptor,
        IAmbientNode? outer,
        OperationInput? input,
        CancellationToken cancellationToken,
        bool isStreamed,
        CancellationTokenSource? stop)
    {
        _outer = outer;
        _cancellationToken = cancellationToken;
        Descriptor = descriptor;
        Input = input;
        Scope = ScopeOf(outer, input);
        Outside = Activity.Current;
        if ((descriptor.IsIntercepted || descriptor.Kind == OperationKind.Tool) && SdkFacts.CurrentInvocation() is { } invocation)
        {
            Extras.Invocation = invocation;
            Extras.Execution = OuterToolSpan.ExecutionOf(this);
        }

        if (descriptor.Kind == OperationKind.LlmCall)
            _part = new LlmCall(descriptor, input, _started);
        else if (descriptor.RollsUp)
            _part = BeginRun(stop);
        if (descriptor is { IsIntercepted: true, Kind: OperationKind.LlmCall or OperationKind.Agent })
            FindLayers(isStreamed);
    }

    /// <summary>Creates the sums of a run; null when it is part of another run.</summary>
    private RollUp? BeginRun(CancellationTokenSource? stop)
    {
        if (Descriptor is { IsIntercepted: true, Kind: OperationKind.Agent } && Layers.RunAround(this) is { } run)
        {
            Extras.RunOf = run;
            return null;
        }

        var sums = new RollUp();
        if (Descriptor.Budget is { } limits)
            Extras.Budget = new BudgetState(limits, sums, Descriptor.Name, this, stop);
        return sums;
    }

    /// <summary>Finds other layers that trace an intercepted operation.</summary>
    private void FindLayers(bool isStreamed)
    {
        if (Llm is null)
        {
            Extras.Aggregate = new AgentAggregate(
                new LlmCall(AgentAggregate.Descriptor, Input, _started), NativeTracing.Of(AgentAggregate.Descriptor, Input?.Client, isStreamed));
            Extras.NativeTracing = RunOf is null ? NativeTracing.OfAgent(Input?.Client) : null;
        }
        else if (Layers.CallAround(this) is { } around)
        {
            Extras.AbsorbedBy = around;
        }
    }

    /// <summary>Input and output of the operation; null when content is not captured.</summary>
    public OperationContent? Content => Llm is { } call ? call.Content : _extras?.Content;

    internal OperationDescriptor Descriptor { get; }

    internal OperationInput? Input { get; }

    /// <summary>The span that was current when the operation began.</summary>
    internal Activity? Outside { get; }

    /// <summary>The model's function call that encloses the operation; null when there is none, or it is not needed.</summary>
    internal FunctionInvocation? Invocation => _extras?.Invocation;

    /// <summary>Whether the operation is an intercepted SDK call.</summary>
    internal bool IsIntercepted => Descriptor.IsIntercepted;

    /// <summary>The enclosing run of the same agent: middleware forwards runs. The enclosing run has the span and is counted.</summary>
    internal Operation? RunOf => _extras?.RunOf;

    /// <summary>Whether an inner client of ours traces the call that this one forwards.</summary>
    internal bool IsTracedInside => Llm is { IsTracedInside: true };

    /// <summary>The function execution that the client reported for this tool; the tool itself has more data.</summary>
    internal Operation? Execution => _extras?.Execution;

    /// <summary>Whether the executed tool records and counts the execution.</summary>
    internal bool IsTakenOver => _extras?.IsTakenOver == true;

    /// <summary>The span of another library that represents this run; null when there is none.</summary>
    internal Activity? ForeignSpan => _extras?.ForeignSpan;

    /// <summary>The enclosing operation in this process.</summary>
    internal Operation? Parent => _outer?.Operation;

    /// <summary>The enclosing agent, or else the enclosing workflow.</summary>
    internal string? AgentName => Parent is { } parent ? parent.InnerAgentName : Scope?.CallingAgent;

    /// <summary>The agent, or else the workflow, around the children of this operation.</summary>
    internal string? InnerAgentName => Descriptor.Kind switch
    {
        OperationKind.Agent => Descriptor.Name,
        OperationKind.Workflow => AgentName ?? Descriptor.Name,
        _ => AgentName,
    };

    internal TraceScope? Scope { get; private set; }

    internal RollUp? RollUp => _part as RollUp;

    internal LlmCall? Llm => _part as LlmCall;

    /// <summary>The result of an evaluator or a guardrail.</summary>
    internal Verdict? Verdict => _extras?.Verdict;

    /// <summary>The managed prompt of the model call; embeddings have none.</summary>
    internal PromptLink? Prompt => Llm is { Operation: not LlmOperation.Embeddings } ? Scope?.Prompt : null;

    /// <summary>The sums that an intercepted agent reports for its inner calls; null for everything else.</summary>
    internal AgentAggregate? Aggregate => _extras?.Aggregate;

    /// <summary>The LLM operation that records this intercepted call as its own, or null.</summary>
    internal LlmCall? AbsorbedBy => _extras?.AbsorbedBy;

    /// <summary>The SDK's own tracing of this intercepted call, or null.</summary>
    internal NativeTracing? NativeTracing => _extras?.NativeTracing;

    /// <summary>The span; null when there is no listener or the sampler drops it.</summary>
    internal Activity? Activity { get; private set; }

    internal Exception? Exception => _extras?.Exception;

    /// <summary>Cost of a tool: the sum of its attribute's cost and the recorded one; null when neither is known.</summary>
    internal decimal? ToolUsd
    {
        get
        {
            if (_extras is not { } extras)
                return Descriptor.CostUsd;

            lock (extras)
                return extras.ToolUsd is { } recorded ? (Descriptor.CostUsd ?? 0) + recorded : Descriptor.CostUsd;
        }
    }

    /// <summary>The source of a tool's cost.</summary>
    internal string? ToolCostSource => _extras?.ToolCostSource;

    /// <summary>Whether the caller cancelled the operation.</summary>
    internal bool IsCancelled => _extras?.IsCancelled == true;

    /// <summary>Whether the caller left a stream before its end.</summary>
    internal bool IsIncomplete => _extras?.IsIncomplete == true;

    /// <summary>The budget of the operation; null when it has none.</summary>
    internal BudgetState? Budget => _extras?.Budget;

    /// <summary>
    /// The exception of an enclosing budget that stopped the operation's work, although it ended without an exception; null when there is
    /// none.
    /// </summary>
    internal AgentBudgetExceededException? StoppedBy => _extras?.StoppedBy;

    /// <summary>
    /// Records that an enclosing budget stopped the work of the operation: its caller gets the exception instead of a result.
    /// </summary>
    internal void StopBy(AgentBudgetExceededException exception) => Extras.StoppedBy ??= exception;

    /// <summary>Whether a budget denied the operation after it started, so it was not executed.</summary>
    internal bool IsDenied => _extras?.IsDenied == true;

    /// <summary>The innermost node whose sums and budget include the operation.</summary>
    internal IAmbientNode? Around(ref bool isRemote) => ((IAmbientNode)this).Accountable(ref isRemote);

    /// <summary>Whether no sum and no budget includes the operation.</summary>
    internal bool IsUnaccounted => _outer is null && _part is not AgentTracing.RollUp && Budget is null;

    IAmbientNode? IAmbientNode.Outer => _outer;

    RollUp? IAmbientNode.RollUp => RollUp;

    BudgetState? IAmbientNode.Budget => Budget;

    Operation? IAmbientNode.Operation => this;

    TraceScope? IAmbientNode.Scope => Scope;

    bool IAmbientNode.IsClosed => _closed;

    /// <summary>The public view of the operation, for <see cref="AgentTrace"/>.</summary>
    internal AgentOperation Facade => Extras.Facade ??= new AgentOperation(this);

    private OperationExtras Extras => _extras ?? Interlocked.CompareExchange(ref _extras, new OperationExtras(), null) ?? _extras;

    /// <summary>
    /// Records the exception of the implementation. Call it from an exception filter, before the stack is unwound: it does not catch the
    /// exception, so the full stack trace is preserved.
    /// </summary>
    /// <param name="exception">The exception.</param>
    /// <returns>
    /// False, unless the operation's own budget is exceeded and the exception is a different one: then the caller gets the exception of <see
    /// cref="BudgetExceeded"/> instead.
    /// </returns>
    public bool Fail(Exception exception)
    {
        var exceeded = Budget?.InPlaceOf(exception);
        if (Exception is null)
        {
            Extras.IsCancelled = exceeded is null && IsCancellationByCaller(exception);
            Extras.Exception = exceeded ?? exception;
        }

        return exceeded is not null;
    }

    /// <summary>The exception that the caller gets when <see cref="Fail"/> returns true.</summary>
    /// <param name="exception">The exception of the implementation.</param>
    /// <returns>The exception to throw.</returns>
    public Exception BudgetExceeded(Exception exception) => Exception is AgentBudgetExceededException known ? known : Budget?.InPlaceOf(exception) ?? exception;

    /// <summary>The token for the implementation: it is cancelled with the caller's, and when the operation's budget is exceeded.</summary>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>The token; that of the caller when the operation has no budget.</returns>
    public CancellationToken Link(CancellationToken cancellationToken)
    {
        if (Budget is not { } budget)
            return cancellationToken;

        budget.Link(cancellationToken);
        return budget.Token;
    }

    /// <summary>Restores <see cref="Activity.Current"/> of the caller, and ends the span unless a task or stream ends it later.</summary>
    public void Dispose()
    {
        if (_handedOver)
        {
            _caller.Return(_outer, Outside);
            return;
        }

        Record();
        ReturnAndStop();
    }

    /// <summary>Sets the foreign span of this run.</summary>
    internal void SetForeignSpan(Activity span)
    {
        var run = RunOf ?? this;
        if (run.Activity is null)
            run.Extras.ForeignSpan = span;
    }

    /// <summary>Records that a budget denied the operation after it started.</summary>
    internal void Deny() => Extras.IsDenied = true;

    /// <summary>Adds the token of an enumeration to the caller's tokens.</summary>
    internal void ObserveCancellation(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
            Extras.Enumeration = cancellationToken;
    }

    /// <summary>Changes the scope of the operation, and the attributes of its open span.</summary>
    internal void Update(TraceScope update)
    {
        Scope = TraceScope.Merge(Scope, update);
        if (Activity is not { IsStopped: false } activity)
            return;

        foreach (var (key, value) in ScopeTags.Of(Scope))
            activity.SetTag(key, value);
    }

    /// <summary>
    /// Marks an SDK's metric as recorded, here and for the enclosing evaluators; false when an inner one has recorded it.
    /// </summary>
    internal bool MarkScored(object metric)
    {
        if (_extras?.Scored is { } scored)
        {
            lock (scored)
            {
                if (scored.Contains(metric))
                    return false;
            }
        }

        for (var around = Parent; around is { Descriptor.Judges: true }; around = around.Parent)
        {
            var extras = around.Extras;
            HashSet<object> outer;
            lock (extras)
                outer = extras.Scored ??= new(ReferenceEqualityComparer.Instance);
            lock (outer)
                outer.Add(metric);
        }

        return true;
    }

    /// <summary>Adds a cost that was recorded inside a tool.</summary>
    internal void RecordToolCost(decimal usd, string? source)
    {
        lock (Extras)
        {
            _extras!.ToolUsd = (_extras.ToolUsd ?? 0) + usd;
            _extras.ToolCostSource = source ?? _extras.ToolCostSource;
        }
    }

    /// <summary>Makes the operation current in the execution context.</summary>
    internal void MakeCurrent()
    {
        if (Activity is { IsStopped: false })
            Activity.Current = Activity;
        AmbientContext.Current = this;
    }

    /// <summary>
    /// Ends an operation that was started by hand, in any order and on any thread. The context is restored only if the operation is still
    /// current.
    /// </summary>
    internal void Close()
    {
        if (_closed)
            return;

        Record();
        if (ReferenceEquals(AmbientContext.Current, this))
            ReturnAndStop();
        else
            Stop();
        _closed = true;
    }

    /// <summary>Ends the operation at the end of its work, outside of the caller's context.</summary>
    internal void End()
    {
        Record();
        Stop();
    }
}
