using AgentTracing.CompilerServices;
using AgentTracing.Pricing;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <content>The requests that a connector makes for one call although it returns only the last response.</content>
internal sealed partial class LlmCall
{
    /// <summary>Records the usage of a request for this call from the connector's metrics: first the input, then the output.</summary>
    internal void Measure(bool isInput, long tokens)
    {
        lock (this)
        {
            if (_isSettled)
                return;

            var measured = Extras.Measured ??= [];
            if (isInput)
                measured.Add((tokens, 0));
            else if (measured.Count > 0)
                measured[^1] = (measured[^1].Input, tokens);
        }
    }

    /// <summary>Sets the conversation argument of the call.</summary>
    internal void Follow(LlmHistory history) => Extras.History = history;

    /// <summary>
    /// Adds the requests before the one whose response was returned: from the conversation with all details, or from the connector's
    /// metrics, which lack cached tokens. If foreign spans record each request, those are used.
    /// </summary>
    internal void AddHiddenRounds()
    {
        // Adapters of chat clients return the sum of the appended rounds.
        if (_extras?.History is { } history && Client?.NativeSource == NativeSources.KernelChat.Name)
            AddAppended(history.ReadRounds());
        if (Volatile.Read(ref _extras) is { Measured: { } measured, Shown: null })
            AddMeasured(measured);
    }

    /// <summary>The data of the request that a span records; null when it is unknown.</summary>
    private LlmResponse? FindRequest(LlmResponse shown)
    {
        if (shown.Id is not { } id)
            return null;

        return Response.Id == id && Response.HasUsage ? Response : Response.Earlier?.Find(request => request.Id == id);
    }

    private void AddAppended(List<LlmResponse> rounds)
    {
        rounds.RemoveAll(round => round.Id is not null && round.Id == Response.Id);
        if (rounds.Count > 0)
            Response.AddEarlier(rounds);
    }

    private void AddMeasured(List<(long Input, long Output)> measured)
    {
        var known = KnownRequests();
        if (measured.Count <= known.Count || IsTotalOf(known, measured))
            return;

        List<LlmResponse> hidden = [];
        var count = measured.Count - known.Count;
        foreach (var (input, output) in measured)
        {
            var same = known.FindIndex(request => request.Input == input && request.Output >= output);
            if (same >= 0)
            {
                known.RemoveAt(same);
            }
            else if (hidden.Count < count)
            {
                var round = new LlmResponse { ServiceTier = Response.ServiceTier, Unreported = UnreportedUsage.All };
                round.SetUsage(new TokenUsage { Input = input, Output = output });
                hidden.Add(round);
            }
        }

        Response.AddEarlier(hidden);
    }

    /// <summary>The tokens of each known request.</summary>
    private List<(long Input, long Output)> KnownRequests()
    {
        List<(long Input, long Output)> known = [];
        foreach (var request in Response.Earlier ?? [])
            Add(request);
        if (Response.IsBilled)
            Add(Response);
        return known;

        void Add(LlmResponse request)
        {
            var (input, output) = (0L, 0L);
            AddTokens(request, ref input, ref output);
            known.Add((input, output));
        }
    }

    /// <summary>Whether the known requests equal the counted sum, because a layer above the connector has added up its rounds.</summary>
    private static bool IsTotalOf(List<(long Input, long Output)> known, List<(long Input, long Output)> measured)
        => known.Sum(static request => request.Input) == measured.Sum(static request => request.Input)
        && known.Sum(static request => request.Output) == measured.Sum(static request => request.Output);
}
