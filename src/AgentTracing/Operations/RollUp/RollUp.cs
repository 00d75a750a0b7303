namespace AgentTracing;

/// <summary>
/// Sums of the operations inside a workflow, an agent, a task, a measurement or a budget. Exact under any concurrency.
/// </summary>
/// <remarks>
/// Most runs have one agent and one model, so separate sums by agent and model are only stored from the second one on; until then they
/// equal the whole.
/// </remarks>
internal sealed class RollUp
{
    /// <summary>Maximum number of pending responses; the usage of further ones stays unknown.</summary>
    private const int MaxPending = 1024;

    private RollUpSums _sums;
    private string? _provider;
    private bool _hasProviders;
    private Share? _onlyModel;
    private Share? _onlyTools;
    private Dictionary<Share, Box>? _shares;
    private Dictionary<string, (Share Share, bool Own)>? _pending;

    /// <summary>Adds one model call.</summary>
    /// <param name="charge">Its tokens and cost.</param>
    /// <param name="agent">The agent that made it.</param>
    /// <param name="model">The model.</param>
    /// <param name="isUnmeasured">Whether it may have been billed although it has no usage.</param>
    /// <param name="own">Whether no other agent encloses the call.</param>
    /// <param name="id">Id of the response: a later report of the same id with its usage replaces the one without.</param>
    /// <param name="isKept">Whether the id may be reported again.</param>
    internal void AddLlmCall(in LlmCharge charge, string? agent, string? model, bool isUnmeasured, bool own, string? id = null, bool isKept = false)
    {
        lock (this)
        {
            if (id is not null && _pending?.Remove(id, out var earlier) == true)
                Undo(earlier.Share, earlier.Own);
            if (id is not null && isKept && (_pending ??= new(StringComparer.Ordinal)).Count < MaxPending)
                _pending[id] = (new(agent, model), own);
            if (charge.IsOfSeveralModels)
                AddByModel(in charge, agent);
            else if (ShareOf(ref _onlyModel, new(agent, model)) is { } share)
                share.Sums.Add(in charge, isUnmeasured);
            _sums.Add(in charge, isUnmeasured);
            _sums.OwnLlmCalls += own ? 1 : 0;
        }
    }

    private void Undo(Share share, bool own)
    {
        if (_shares is not null)
            BoxOf(share).Sums.RemoveUnmeasured();
        _sums.RemoveUnmeasured();
        _sums.OwnLlmCalls -= own ? 1 : 0;
    }

    /// <summary>Adds each request of a call to the model of its response: a fallback to another model is billed as that model.</summary>
    private void AddByModel(in LlmCharge charge, string? agent)
    {
        // There are at least two models: the shares are separate from here on, including those of earlier calls.
        for (var i = 0; i < charge.Count; i++)
            ShareOf(ref _onlyModel, new(agent, charge[i].Model));
        for (var i = 0; i < charge.Count; i++)
            BoxOf(new(agent, charge[i].Model)).Sums.Add(charge[i], isFirst: i == 0);
    }

    /// <summary>Records that an unknown number of model calls with unknown usage were made.</summary>
    internal void AddUnmeasured()
    {
        lock (this)
            _sums.UnmeasuredCalls++;
    }

    /// <summary>The provider of all inner calls; null when they have none or different ones.</summary>
    internal string? Provider
    {
        get
        {
            lock (this)
                return _hasProviders ? null : _provider;
        }
    }

    /// <summary>Adds the provider of an inner call.</summary>
    internal void AddProvider(string provider)
    {
        lock (this)
        {
            _hasProviders |= _provider is not null && !string.Equals(_provider, provider, StringComparison.Ordinal);
            _provider ??= provider;
        }
    }

    /// <summary>Adds one execution of a tool.</summary>
    /// <param name="agent">The agent that executes it.</param>
    /// <param name="usd">Its cost in USD; null when it has none.</param>
    /// <param name="own">Whether no other agent encloses the tool.</param>
    internal void AddToolCall(string? agent, decimal? usd, bool own)
        => AddToTools(agent, new RollUpSums { ToolCalls = 1, Cost = usd ?? 0, ToolCost = usd ?? 0, ToolCosts = usd is null ? 0 : 1 }, own ? 1 : 0);

    /// <summary>Adds a cost that belongs neither to a model nor to a tool.</summary>
    /// <param name="agent">The agent in which it was recorded.</param>
    /// <param name="usd">The cost in USD.</param>
    internal void AddCost(string? agent, decimal usd) => AddToTools(agent, new RollUpSums { Cost = usd, ToolCost = usd, ToolCosts = 1 }, ownCalls: 0);

    private void AddToTools(string? agent, in RollUpSums tool, int ownCalls)
    {
        lock (this)
        {
            if (ShareOf(ref _onlyTools, new(agent, null)) is { } share)
                share.Sums.Add(in tool);
            _sums.Add(in tool);
            _sums.OwnToolCalls += ownCalls;
        }
    }

    /// <summary>The sums so far.</summary>
    internal RollUpSums Read()
    {
        lock (this)
            return _sums;
    }

    /// <summary>The sums so far, by model and by agent.</summary>
    internal RunAccount ToAccount()
    {
        RollUpSums sums;
        List<(Share Share, RollUpSums Sums)> shares = [];
        lock (this)
        {
            sums = _sums;
            if (_shares is not null)
                shares.AddRange(_shares.Select(static pair => (pair.Key, pair.Value.Sums)));
            if (_shares is null && _onlyModel is { } model)
                shares.Add((model, sums.OfModels));
            if (_shares is null && _onlyTools is { } tools)
                shares.Add((tools, sums.OfTools));
        }

        return new RunAccount(in sums, Divide(shares, static share => share.Model), Divide(shares, static share => share.Agent));
    }

    /// <summary>The separate sums of a share; null while it is the only one of its kind.</summary>
    private Box? ShareOf(ref Share? only, Share share)
    {
        if (_shares is null)
        {
            if (only is null || only == share)
            {
                only ??= share;
                return null;
            }

            _shares = [];
            if (_onlyModel is { } model)
                _shares[model] = new Box { Sums = _sums.OfModels };
            if (_onlyTools is { } tools)
                BoxOf(tools).Sums.Add(_sums.OfTools);
        }

        return BoxOf(share);
    }

    private Box BoxOf(Share share)
    {
        if (!_shares!.TryGetValue(share, out var box))
            _shares.Add(share, box = new Box());
        return box;
    }

    private static Dictionary<string, RunAccount> Divide(IEnumerable<(Share Share, RollUpSums Sums)> shares, Func<Share, string?> key)
    {
        Dictionary<string, RollUpSums> sums = new(StringComparer.Ordinal);
        foreach (var (share, part) in shares)
        {
            if (key(share) is not { Length: > 0 } name)
                continue;

            var sum = sums.GetValueOrDefault(name);
            sum.Add(in part);
            sums[name] = sum;
        }

        return sums.ToDictionary(static pair => pair.Key, static pair => new RunAccount(pair.Value), StringComparer.Ordinal);
    }

    /// <summary>A share of the sums: the calls of one model in one agent, or, if the model is null, the tools of one agent.</summary>
    private readonly record struct Share(string? Agent, string? Model);

    private sealed class Box
    {
        internal RollUpSums Sums;
    }
}
