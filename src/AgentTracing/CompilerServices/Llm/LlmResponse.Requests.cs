namespace AgentTracing.CompilerServices;

/// <content>The requests behind the response, and data from other readings of the same response.</content>
public sealed partial class LlmResponse
{
    /// <summary>Copies everything but the usage from another response of the same call.</summary>
    internal void TakeOver(LlmResponse other)
    {
        Id = other.Id;
        Model = other.Model;
        Provider = other.Provider;
        ServiceTier = other.ServiceTier;
        Geography = other.Geography;
        if (other.FinishReasons.Length > 0)
            FinishReasons = other.FinishReasons;
    }

    /// <summary>Copies the price-relevant data of another reading of the same response.</summary>
    internal void TakeFigures(LlmResponse other)
    {
        _figures = other._figures;
        _firstSeen = other._firstSeen;
        ServiceTier = other.ServiceTier;
        if (_extras is not null || other._extras is not null)
            Extras.TakeFigures(other.Extras);
    }

    /// <summary>Copies the price-relevant data of another reading of the same request, but not that of earlier requests.</summary>
    internal void TakeRequest(LlmResponse other)
    {
        TakeFigures(other);
        _firstSeen = null;
        _extras?.DropOthers();
    }

    /// <summary>Copies a response that a span of another library describes only partly.</summary>
    /// <param name="response">The response that was read.</param>
    /// <param name="inside">The data of an inner span; null when there is none.</param>
    internal void TakeResponse(LlmResponse response, LlmResponse? inside)
    {
        if (response.IsAnythingBilled)
            TakeFigures(response);
        else if (inside is not null && !IsAnythingBilled)
            Complete(inside);
        Id ??= response.Id;
        Model = response.Model;
    }

    /// <summary>Ends a round of a stream whose responses have no ids: later elements belong to the response to another request.</summary>
    internal void EndRound()
    {
        if (Id is null)
            BeginAnother();
    }

    /// <summary>Copies the usage of a span of the same call, and other values that this response lacks.</summary>
    internal void Complete(LlmResponse other)
    {
        SetUsage(other._extras?.Usage?.Value);
        Unreported = other.Unreported;
        if (Id is null)
            Id = other.Id;
        if (Model is null)
            Model = other.Model;
    }

    /// <summary>
    /// Begins a list of requests that the response reports one by one (<see cref="AddIteration"/>, <see cref="AddRound"/>). The elements of
    /// a stream repeat the list, so an earlier list is dropped.
    /// </summary>
    public void BeginInferences() => _extras?.DropInferences();

    /// <summary>
    /// Adds an iteration of Claude's <c>usage.iterations</c> (a compaction, an advisor, a message, a fallback to another model). Only the
    /// iterations are billed: the overall usage omits some of them.
    /// </summary>
    /// <param name="model">The model of the response, if it is a different one.</param>
    /// <returns>Receives the values of the iteration.</returns>
    public LlmResponse AddIteration(string? model = null) => Add(Extras.Iterations ??= [], model);

    /// <summary>
    /// Adds a round of a function-calling client. The usage of the response is the sum of its rounds; if the known rounds do not add up to
    /// it, the sum is billed.
    /// </summary>
    /// <param name="model">The model of the response, if it is a different one.</param>
    /// <returns>Receives the values of the round.</returns>
    public LlmResponse AddRound(string? model = null) => Add(Extras.Rounds ??= [], model);

    /// <summary>Adds earlier requests whose responses this one does not include.</summary>
    internal void AddEarlier(IEnumerable<LlmResponse> requests) => (Extras.Earlier ??= []).AddRange(requests);

    /// <summary>Adds the response of a round that was read on arrival. Two layers may read the same one.</summary>
    internal void AddSeenRound(ShownAnswer round)
    {
        lock (this)
        {
            if (_firstSeen is null)
                _firstSeen = round;
            else
                _firstSeen.Append(round);
        }
    }

    /// <summary>Copies the rounds of another reading of the same response.</summary>
    internal void TakeSeenRounds(LlmResponse other)
    {
        _firstSeen ??= other._firstSeen;
    }

    private static LlmResponse Add(List<LlmResponse> list, string? model)
    {
        var part = new LlmResponse { Model = model };
        list.Add(part);
        return part;
    }

    /// <summary>Stores the usage so far as a separate request, because the next one may have another tier.</summary>
    private void BeginAnother()
    {
        if (!IsBilled)
            return;

        var ended = new LlmResponse
        {
            Model = Model,
            _serviceTier = _serviceTier,
            _figures = _figures,
            _extras = _extras?.EndRequest(),
        };
        (_figures, _serviceTier) = (default, null);
        (Extras.Earlier ??= []).Add(ended);
    }
}
