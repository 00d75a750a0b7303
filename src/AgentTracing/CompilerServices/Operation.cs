using System.ComponentModel;
using System.Diagnostics;

namespace AgentTracing.CompilerServices;

/// <summary>
/// One call of an operation: its span, and what it adds to metrics and to the roll-up of the agents around it.
/// </summary>
/// <remarks>
/// Generated code starts it, hands it what the implementation returned, and disposes it when control goes back to the caller. The span ends
/// at that moment, or, where a task or a stream was handed over that is not done yet, when that is done.
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

    /// <summary>The sums of a run; null when it is a part of another one.</summary>
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

    /// <summary>Finds what shows an intercepted operation besides itself.</summary>
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

    /// <summary>What the operation is given and returns; null when content is not captured.</summary>
    public OperationContent? Content => _extras?.Content;

    internal OperationDescriptor Descriptor { get; }

    internal OperationInput? Input { get; }

    /// <summary>The span that was current when the operation began.</summary>
    internal Activity? Outside { get; }

    /// <summary>The function call of a model that is executed around the operation; null outside of one, and where it is not needed.</summary>
    internal FunctionInvocation? Invocation => _extras?.Invocation;

    /// <summary>Whether the operation is a call of an SDK that generated code intercepts.</summary>
    internal bool IsIntercepted => Descriptor.IsIntercepted;

    /// <summary>The run of the same agent of which this one is a part: middleware passes runs on. It has a span, and is counted.</summary>
    internal Operation? RunOf => _extras?.RunOf;

    /// <summary>Whether a client of ours inside shows the call that this one passes on.</summary>
    internal bool IsShownInside => Llm is { IsShownInside: true };

    /// <summary>The execution of a function that this tool is: its client reports it, and the tool itself knows more.</summary>
    internal Operation? Execution => _extras?.Execution;

    /// <summary>Whether the tool that is executed shows and counts the execution.</summary>
    internal bool IsTakenOver => _extras?.IsTakenOver == true;

    /// <summary>The foreign span that shows this run.</summary>
    internal Activity? ShownBy => _extras?.ShownBy;

    /// <summary>The operation inside which this one was started, in this process.</summary>
    internal Operation? Parent => _outer?.Operation;

    /// <summary>The agent, or else the workflow, around this operation.</summary>
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

    /// <summary>What an evaluator or a guardrail returned.</summary>
    internal Verdict? Verdict => _extras?.Verdict;

    /// <summary>The managed prompt that the model call is made with; embeddings have none.</summary>
    internal PromptLink? Prompt => Llm is { Operation: not LlmOperation.Embeddings } ? Scope?.Prompt : null;

    /// <summary>The sums that an intercepted agent reports for the calls inside it; null for everything else.</summary>
    internal AgentAggregate? Aggregate => _extras?.Aggregate;

    /// <summary>The LLM operation that shows this intercepted call as its own, or null.</summary>
    internal LlmCall? AbsorbedBy => _extras?.AbsorbedBy;

    /// <summary>The SDK's own tracing that shows this intercepted call, or null.</summary>
    internal NativeTracing? NativeTracing => _extras?.NativeTracing;

    /// <summary>The span; null if there is no listener or the sampler drops it.</summary>
    internal Activity? Activity { get; private set; }

    internal Exception? Exception => _extras?.Exception;

    /// <summary>Cost of a tool: from its attribute, and recorded inside; null if neither is known.</summary>
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

    /// <summary>The exception of a budget around that stopped the operation's work and let it end as if it were done; null if none did.</summary>
    internal AgentBudgetExceededException? StoppedBy => _extras?.StoppedBy;

    /// <summary>Takes note that a budget around stopped the work of the operation: its caller gets the exception in place of a result.</summary>
    internal void StopBy(AgentBudgetExceededException exception) => Extras.StoppedBy ??= exception;

    /// <summary>Whether a budget denied the operation after it started: it was not executed.</summary>
    internal bool IsDenied => _extras?.IsDenied == true;

    /// <summary>The innermost link to whose sums and budget the operation belongs.</summary>
    internal IAmbientNode? Around(ref bool isRemote) => ((IAmbientNode)this).Accountable(ref isRemote);

    /// <summary>Whether nothing sums up or limits the operation: neither itself, nor anything around it.</summary>
    internal bool IsUnaccounted => _outer is null && _part is not AgentTracing.RollUp && Budget is null;

    IAmbientNode? IAmbientNode.Outer => _outer;

    RollUp? IAmbientNode.RollUp => RollUp;

    BudgetState? IAmbientNode.Budget => Budget;

    Operation? IAmbientNode.Operation => this;

    TraceScope? IAmbientNode.Scope => Scope;

    bool IAmbientNode.IsClosed => _closed;

    /// <summary>What <see cref="AgentTrace"/> shows of the operation.</summary>
    internal AgentOperation Facade => Extras.Facade ??= new AgentOperation(this);

    private OperationExtras Extras => _extras ?? Interlocked.CompareExchange(ref _extras, new OperationExtras(), null) ?? _extras;

    /// <summary>
    /// Notes the exception that leaves the implementation. To be called from an exception filter, before the stack is unwound: it records
    /// and lets the exception pass, so that the caller sees it with its stack whole.
    /// </summary>
    /// <param name="exception">The exception.</param>
    /// <returns>
    /// False, but where the operation's own budget is exceeded and the exception is another one: then the caller gets that of
    /// <see cref="BudgetExceeded"/> instead.
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

    /// <summary>The exception that the caller gets where <see cref="Fail"/> returned true.</summary>
    /// <param name="exception">The exception that left the implementation.</param>
    /// <returns>The exception to throw.</returns>
    public Exception BudgetExceeded(Exception exception) => Exception is AgentBudgetExceededException known ? known : Budget?.InPlaceOf(exception) ?? exception;

    /// <summary>The token for the implementation: it is cancelled with the caller's, and when the operation's budget is exceeded.</summary>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>The token; that of the caller where the operation has no budget.</returns>
    public CancellationToken Link(CancellationToken cancellationToken)
    {
        if (Budget is not { } budget)
            return cancellationToken;

        budget.Link(cancellationToken);
        return budget.Token;
    }

    /// <summary>Gives <see cref="Activity.Current"/> back to the caller, and ends the span unless a task or stream will end it later.</summary>
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

    /// <summary>Records the foreign span that shows this run.</summary>
    internal void ShowRun(Activity span)
    {
        var run = RunOf ?? this;
        if (run.Activity is null)
            run.Extras.ShownBy = span;
    }

    /// <summary>Takes note that a budget denied the operation after it started.</summary>
    internal void Deny() => Extras.IsDenied = true;

    /// <summary>Takes the token of an enumeration as one of the caller's.</summary>
    internal void ObserveCancellation(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
            Extras.Enumeration = cancellationToken;
    }

    /// <summary>Changes the scope of the operation, and the attributes of its span while that is open.</summary>
    internal void Update(TraceScope update)
    {
        Scope = TraceScope.Merge(Scope, update);
        if (Activity is not { IsStopped: false } activity)
            return;

        foreach (var (key, value) in ScopeTags.Of(Scope))
            activity.SetTag(key, value);
    }

    /// <summary>Notes that an SDK's metric is recorded, here and for the evaluators around; false when one inside has recorded it.</summary>
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

    /// <summary>Makes the operation current on the running flow of execution.</summary>
    internal void MakeCurrent()
    {
        if (Activity is { IsStopped: false })
            Activity.Current = Activity;
        AmbientContext.Current = this;
    }

    /// <summary>
    /// Ends an operation that was started by hand, in any order and on any thread: only where it is still the current one is there anything to
    /// give back.
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

    /// <summary>Ends the operation where its work ends, away from the caller that started it.</summary>
    internal void End()
    {
        Record();
        Stop();
    }
}
