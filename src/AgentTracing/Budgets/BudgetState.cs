using System.Globalization;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>
/// An active budget: its usage, and whether it was exceeded. Calls are counted when they start, so their number never exceeds the limit; cost
/// and tokens are known when they end.
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

    /// <summary>Creates a budget.</summary>
    /// <param name="limits">Its limits.</param>
    /// <param name="rollUp">The sums of the operations under it.</param>
    /// <param name="name">The agent, workflow or task with the budget.</param>
    /// <param name="operation">The operation whose span gets its events.</param>
    /// <param name="stop">Cancelled when the budget is exceeded.</param>
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

    /// <summary>Activates the budget.</summary>
    /// <param name="caller">The caller's token.</param>
    internal void Open(CancellationToken caller)
    {
        Measuring.Begin();
        Link(caller);
    }

    /// <summary>Links <see cref="Token"/> to a token of the caller. Only the first cancellable one is used.</summary>
    internal void Link(CancellationToken caller)
    {
        if (caller.CanBeCanceled && _caller == default)
            _caller = caller.UnsafeRegister(static state => ((BudgetState)state!).Cancel(), this);
    }

    /// <summary>Deactivates the budget.</summary>
    internal void Close()
    {
        _caller.Dispose();
        Measuring.End();
    }

    /// <summary>Counts a model call that is about to start. Returns the reason if it is denied.</summary>
    /// <param name="isCounted">Whether an enclosing operation was counted for it already.</param>
    /// <param name="unpricedModel">The model of the call, if it is known to have no price.</param>
    internal Breach? AdmitLlmCall(bool isCounted, string? unpricedModel)
    {
        lock (_gate)
        {
            if (Exceeded() is { } breach)
                return breach;
            if (unpricedModel is not null && Limits is { MaxCostUsd: not null, OnUnpriced: UnpricedCalls.Deny })
                return new(BudgetLimit.Unpriced, $"The model '{unpricedModel}' has no price, so its cost cannot be limited by the budget");
            if (!isCounted && _llmCalls >= Limits.MaxLlmCalls)
                return new(BudgetLimit.LlmCalls, $"{_llmCalls} model calls were made");
            if (!isCounted)
                _llmCalls++;
            return null;
        }
    }

    /// <summary>Counts a tool execution that is about to start. Returns the reason if it is denied.</summary>
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

    /// <summary>Counts the arguments of a tool. Returns the reason if its execution is denied.</summary>
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

    /// <summary>Undoes the count of a call that another budget denied.</summary>
    internal void ReturnLlmCall() => Interlocked.Decrement(ref _llmCalls);

    /// <inheritdoc cref="ReturnLlmCall"/>
    internal void ReturnToolCall() => Interlocked.Decrement(ref _toolCalls);

    /// <summary>Counts a model call that was not counted at its start: recorded by hand, or traced by other instrumentation.</summary>
    internal void AddUnadmittedCall() => Interlocked.Increment(ref _llmCalls);

    /// <summary>Marks the budget as exceeded, cancels its token, and returns the exception to throw.</summary>
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

    /// <summary>The exception of a budget that has denied a call; null when none was denied.</summary>
    internal AgentBudgetExceededException? Exceeded(Exception? inner) => Volatile.Read(ref _breach) is { } breach ? ExceptionOf(breach, inner) : null;

    /// <summary>Whether no further model call is allowed: one was denied, or would be. Returns the reason.</summary>
    internal Breach? Exhausted()
    {
        lock (_gate)
            return Exceeded() ?? (_llmCalls >= Limits.MaxLlmCalls ? new(BudgetLimit.LlmCalls, $"{_llmCalls} model calls were made") : null);
    }

    /// <summary>
    /// The exception that replaces another one for the caller; null when the exception is the budget's own, or the budget was not exceeded.
    /// </summary>
    internal AgentBudgetExceededException? InPlaceOf(Exception exception)
        => (exception as AgentBudgetExceededException)?.State != this ? Exceeded(exception) : null;

    /// <summary>Writes a warning once for each limit when four fifths of it are consumed.</summary>
    internal void Warn()
    {
        foreach (var (limit, share) in Shares())
        {
            var bit = 1 << (int)limit;
            if (share >= WarningShare && (Interlocked.Or(ref _warned, bit) & bit) == 0)
                BudgetTelemetry.Warning(this, limit, share, _operation);
        }
    }

    /// <summary>The exceeded limit, else the nearest one, and its consumed share.</summary>
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

    /// <summary>The reason why all further calls are denied; null when they are allowed.</summary>
    private Breach? Exceeded()
    {
        if (Volatile.Read(ref _breach) is { } breach)
            return breach;

        var sums = RollUp.Read();
        if (sums.Cost >= Limits.MaxCostUsd)
            return new(BudgetLimit.Cost, Invariant($"{sums.Cost} USD were spent"));
        if (Limits is { MaxCostUsd: not null, OnUnpriced: UnpricedCalls.Deny } && sums.UnpricedCalls + sums.UnmeasuredCalls > 0)
            return new(BudgetLimit.Unpriced, "The cost of a call is unknown, so the budget cannot be enforced");
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
            // Callbacks of the token belong to the application; the call is denied even if they throw.
            TelemetryFault.Report("cancel the calls under an exceeded budget", exception);
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Why a budget denies a call.</summary>
    /// <param name="Limit">The limit that is reached.</param>
    /// <param name="Reason">The usage, as a sentence without a final period.</param>
    internal sealed record Breach(BudgetLimit Limit, string Reason);
}
