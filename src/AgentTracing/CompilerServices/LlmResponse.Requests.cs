namespace AgentTracing.CompilerServices;

/// <content>The requests of which the answer consists, and what it takes from other readings of the same answer.</content>
public sealed partial class LlmResponse
{
    /// <summary>Takes everything but the usage from another response of the same call.</summary>
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

    /// <summary>Takes what another reading of the same response tells of its price.</summary>
    internal void TakeFigures(LlmResponse other)
    {
        _figures = other._figures;
        ServiceTier = other.ServiceTier;
        if (_extras is not null || other._extras is not null)
            Extras.TakeFigures(other.Extras);
    }

    /// <summary>Takes what another reading of one request tells of its price, and not what it tells of the requests before it.</summary>
    internal void TakeRequest(LlmResponse other)
    {
        TakeFigures(other);
        _extras?.DropOthers();
    }

    /// <summary>Takes the answer that a span of another library shows, of which the span tells a part.</summary>
    /// <param name="answer">What is read of the answer.</param>
    /// <param name="inside">What a span inside tells; null when there is none.</param>
    internal void TakeAnswer(LlmResponse answer, LlmResponse? inside)
    {
        if (answer.IsAnythingBilled)
            TakeFigures(answer);
        else if (inside is not null && !IsAnythingBilled)
            Complete(inside);
        Id ??= answer.Id;
        Model = answer.Model;
    }

    /// <summary>Ends a round of a stream whose responses have no ids: what follows is the answer to another request.</summary>
    internal void EndRound()
    {
        if (Id is null)
            BeginAnother();
    }

    /// <summary>Takes the usage of a span that shows the same call, and what else this response does not say.</summary>
    internal void Complete(LlmResponse other)
    {
        SetUsage(other._extras?.Usage?.Value);
        Untold = other.Untold;
        if (Id is null)
            Id = other.Id;
        if (Model is null)
            Model = other.Model;
    }

    /// <summary>
    /// Begins a list of requests that the answer tells one by one (<see cref="AddIteration"/>, <see cref="AddRound"/>); the elements of a stream repeat the
    /// list, so one that was read before is dropped.
    /// </summary>
    public void BeginInferences() => _extras?.DropInferences();

    /// <summary>
    /// Adds an iteration of Claude's <c>usage.iterations</c> (a compaction, an advisor, a message, a fallback to another model). The iterations are all
    /// that is billed: the usage beside them leaves some out.
    /// </summary>
    /// <param name="model">The model that answered, where it is another one.</param>
    /// <returns>Where to read the iteration to.</returns>
    public LlmResponse AddIteration(string? model = null) => Add(Extras.Iterations ??= [], model);

    /// <summary>
    /// Adds a round of a client that calls functions by itself. The usage of the answer is the sum of its rounds; where the rounds that are seen do not
    /// come to it, the sum is billed.
    /// </summary>
    /// <param name="model">The model that answered, where it is another one.</param>
    /// <returns>Where to read the round to.</returns>
    public LlmResponse AddRound(string? model = null) => Add(Extras.Rounds ??= [], model);

    /// <summary>Adds requests that were made before this one, and whose answers it leaves out.</summary>
    internal void AddEarlier(IEnumerable<LlmResponse> requests) => (Extras.Earlier ??= []).AddRange(requests);

    /// <summary>Adds the answer of a round that was seen when it came. Two layers may see the same one.</summary>
    internal void AddSeenRound(object answer, LlmResponse round)
    {
        lock (this)
        {
            var seen = Extras.Seen ??= [];
            if (!seen.Exists(known => ReferenceEquals(known.Answer, answer)))
                seen.Add((answer, round));
        }
    }

    /// <summary>Takes the rounds that another reading of the same answer has seen.</summary>
    internal void TakeSeenRounds(LlmResponse other)
    {
        if (other._extras?.Seen is { } seen)
            Extras.Seen ??= seen;
    }

    private static LlmResponse Add(List<LlmResponse> list, string? model)
    {
        var part = new LlmResponse { Model = model };
        list.Add(part);
        return part;
    }

    /// <summary>Keeps what is billed so far as a request of its own. The next one may be served by another tier.</summary>
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
