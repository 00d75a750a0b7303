using System.Globalization;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>
/// A budget in force: what was consumed under it, and whether it was exceeded. Calls are counted when they start, so that no more than the limit
/// are ever under way; cost and tokens are known when they end.
/// </summary>
internal sealed class BudgetState
{
    /// <summary>The share of a limit at which a warning is written.</summary>
    private const double WarningShare = 0.8;

    private readonly object _gate = new();
    private readonly Operation? _operation;
    private readonly CancellationTokenSource _stop;
    private CancellationTokenRegistration _caller;
    private Dictionary<string, int>? _repeated;
    private long _llmCalls;
    private long _toolCalls;
    private int _mostRepeated;
    private int _warned;
    private Breach? _breach;

    /// <summary>A budget.</summary>
    /// <param name="limits">Its limits.</param>
    /// <param name="rollUp">The sums over what it is for.</param>
    /// <param name="name">The agent, workflow or task whose budget it is.</param>
    /// <param name="operation">The operation on whose span its events are written.</param>
    /// <param name="stop">What is cancelled when the budget is exceeded.</param>
    internal BudgetState(AgentBudget limits, RollUp rollUp, string? name, Operation? operation, CancellationTokenSource? stop = null)
    {
        _stop = stop ?? new CancellationTokenSource();
        Limits = limits;
        RollUp = rollUp;
        Name = name;
        _operation = operation;
    }

    internal AgentBudget Limits { get; }

    internal RollUp RollUp { get; }

    internal string? Name { get; }

    /// <summary>Whether a call was denied.</summary>
    internal bool IsExceeded => Volatile.Read(ref _breach) is not null;

    /// <summary>Cancelled when the budget is exceeded, or when the caller cancels.</summary>
    internal CancellationToken Token => _stop.Token;

    /// <summary>Puts the budget in force.</summary>
    /// <param name="caller">The caller's token.</param>
    internal void Open(CancellationToken caller)
    {
        Measuring.Begin();
        Link(caller);
    }

    /// <summary>Makes <see cref="Token"/> follow a token of the caller's. The first one that can be cancelled stays.</summary>
    internal void Link(CancellationToken caller)
    {
        if (caller.CanBeCanceled && _caller == default)
            _caller = caller.UnsafeRegister(static state => ((BudgetState)state!).Cancel(), this);
    }

    /// <summary>Takes the budget out of force.</summary>
    internal void Close()
    {
        _caller.Dispose();
        Measuring.End();
    }

    /// <summary>Counts a call of a model that is about to start. Returns why it must not.</summary>
    /// <param name="isCounted">Whether an operation around the call was counted for it already.</param>
    /// <param name="unpricedModel">The model of the call, where it is known to have no price.</param>
    internal Breach? AdmitLlmCall(bool isCounted, string? unpricedModel)
    {
        lock (_gate)
        {
            if (Exceeded() is { } breach)
                return breach;
            if (unpricedModel is not null && Limits is { MaxCostUsd: not null, OnUnpriced: UnpricedCalls.Deny })
                return new(BudgetLimit.Unpriced, $"The model '{unpricedModel}' has no price, so its cost cannot be held to the budget");
            if (!isCounted && _llmCalls >= Limits.MaxLlmCalls)
                return new(BudgetLimit.LlmCalls, $"{_llmCalls} calls of models were made");
            if (!isCounted)
                _llmCalls++;
            return null;
        }
    }

    /// <summary>Counts an execution of a tool that is about to start. Returns why it must not.</summary>
    internal Breach? AdmitToolCall()
    {
        lock (_gate)
        {
            if (Exceeded() is { } breach)
                return breach;
            if (_toolCalls >= Limits.MaxToolCalls)
                return new(BudgetLimit.ToolCalls, $"{_toolCalls} tools were executed");
            _toolCalls++;
            return null;
        }
    }

    /// <summary>Counts the arguments of a tool. Returns why it must not be executed with them.</summary>
    /// <param name="tool">Name of the tool.</param>
    /// <param name="arguments">Digest of the arguments.</param>
    internal Breach? AdmitRepetition(string tool, string arguments)
    {
        if (Limits.MaxRepeatedToolCalls is not { } limit)
            return null;

        lock (_gate)
        {
            var key = tool + "\n" + arguments;
            var count = (_repeated ??= new(StringComparer.Ordinal)).GetValueOrDefault(key);
            if (count >= limit)
                return new(BudgetLimit.RepeatedToolCalls, $"The tool '{tool}' was called {count} times with the same arguments");

            _repeated[key] = count + 1;
            _mostRepeated = Math.Max(_mostRepeated, count + 1);
            return null;
        }
    }

    /// <summary>Gives back what was counted for a call that another budget denied.</summary>
    internal void ReturnLlmCall() => Interlocked.Decrement(ref _llmCalls);

    /// <inheritdoc cref="ReturnLlmCall"/>
    internal void ReturnToolCall() => Interlocked.Decrement(ref _toolCalls);

    /// <summary>Counts a call of a model that was not counted when it started: one that was recorded by hand, or that other instrumentation traces.</summary>
    internal void AddUnadmittedCall() => Interlocked.Increment(ref _llmCalls);

    /// <summary>Marks the budget as exceeded, stops what runs under it, and gives the exception to throw.</summary>
    internal AgentBudgetExceededException Exceed(Breach breach)
    {
        var first = Interlocked.CompareExchange(ref _breach, breach, null) is null;
        var exception = ExceptionOf(breach, null);
        if (!first)
            return exception;

        BudgetTelemetry.Exceeded(this, breach.Limit, _operation);
        Cancel();
        return exception;
    }

    /// <summary>The exception of a budget that denied a call already; null where none was denied.</summary>
    internal AgentBudgetExceededException? Exceeded(Exception? inner) => Volatile.Read(ref _breach) is { } breach ? ExceptionOf(breach, inner) : null;

    /// <summary>Whether no further call of a model may be made: one was denied, or would be. Returns why.</summary>
    internal Breach? Exhausted()
    {
        lock (_gate)
            return Exceeded() ?? (_llmCalls >= Limits.MaxLlmCalls ? new(BudgetLimit.LlmCalls, $"{_llmCalls} calls of models were made") : null);
    }

    /// <summary>The exception that the caller gets in place of another; null where it is the budget's own, or the budget was not exceeded.</summary>
    internal AgentBudgetExceededException? InPlaceOf(Exception exception)
        => (exception as AgentBudgetExceededException)?.State != this ? Exceeded(exception) : null;

    /// <summary>Writes a warning for each limit of which four fifths are consumed, once.</summary>
    internal void Warn()
    {
        foreach (var (limit, share) in Shares())
        {
            var bit = 1 << (int)limit;
            if (share >= WarningShare && (Interlocked.Or(ref _warned, bit) & bit) == 0)
                BudgetTelemetry.Warning(this, limit, share, _operation);
        }
    }

    /// <summary>The limit that was exceeded, else the one that is nearest, and the share of it that is consumed.</summary>
    internal (BudgetLimit Limit, double Share) Nearest()
    {
        var nearest = (Limit: default(BudgetLimit), Share: -1d);
        var breached = Volatile.Read(ref _breach)?.Limit;
        foreach (var used in Shares())
        {
            if (used.Limit == breached)
                return used;
            if (used.Share > nearest.Share)
                nearest = used;
        }

        return breached is { } limit ? (limit, Math.Max(1, nearest.Share)) : nearest;
    }

    private IEnumerable<(BudgetLimit Limit, double Share)> Shares()
    {
        var sums = RollUp.Read();
        if (Limits.MaxCostUsd is { } usd)
            yield return (BudgetLimit.Cost, (double)(sums.Cost / usd));
        if (Limits.MaxTokens is { } tokens)
            yield return (BudgetLimit.Tokens, (double)(sums.InputTokens + sums.OutputTokens) / tokens);
        if (Limits.MaxLlmCalls is { } llmCalls)
            yield return (BudgetLimit.LlmCalls, (double)Volatile.Read(ref _llmCalls) / llmCalls);
        if (Limits.MaxToolCalls is { } toolCalls)
            yield return (BudgetLimit.ToolCalls, (double)Volatile.Read(ref _toolCalls) / toolCalls);
        if (Limits.MaxRepeatedToolCalls is { } repeated)
            yield return (BudgetLimit.RepeatedToolCalls, (double)Volatile.Read(ref _mostRepeated) / repeated);
    }

    /// <summary>Why no further call may be made at all; null while one may.</summary>
    private Breach? Exceeded()
    {
        if (Volatile.Read(ref _breach) is { } breach)
            return breach;

        var sums = RollUp.Read();
        if (sums.Cost >= Limits.MaxCostUsd)
            return new(BudgetLimit.Cost, Invariant($"{sums.Cost} USD were spent"));
        if (Limits is { MaxCostUsd: not null, OnUnpriced: UnpricedCalls.Deny } && sums.UnpricedCalls + sums.UnmeasuredCalls > 0)
            return new(BudgetLimit.Unpriced, "A call was made whose cost is not known, so the budget cannot be held");
        if (sums.InputTokens + sums.OutputTokens >= Limits.MaxTokens)
            return new(BudgetLimit.Tokens, $"{sums.InputTokens + sums.OutputTokens} tokens were used");
        return null;
    }

    private AgentBudgetExceededException ExceptionOf(Breach breach, Exception? inner)
        => new(breach.Limit, Limits, RollUp.ToAccount(), Name, $"{breach.Reason}: {BudgetTelemetry.Describe(breach.Limit, Limits)}{(Name is null ? "" : $" of '{Name}'")}.", inner) { State = this };

    private void Cancel()
    {
        try
        {
            _stop.Cancel();
        }
        catch (Exception exception)
        {
            // What is registered with the token is the application's; the call is denied all the same.
            TelemetryFault.Report("cancel the calls under an exceeded budget", exception);
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Why a budget denies a call.</summary>
    /// <param name="Limit">The limit that is reached.</param>
    /// <param name="Reason">What was consumed, as a sentence without its end.</param>
    internal sealed record Breach(BudgetLimit Limit, string Reason);
}
