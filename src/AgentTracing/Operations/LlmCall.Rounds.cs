using AgentTracing.CompilerServices;
using AgentTracing.Pricing;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <content>The requests that a connector makes for one call, and of which it returns the last one's answer only.</content>
internal sealed partial class LlmCall
{
    /// <summary>Takes note of what a request for this call used, as the connector counts it: the input first, then the output.</summary>
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

    /// <summary>Takes the conversation that the call is given.</summary>
    internal void Follow(LlmHistory history) => Extras.History = history;

    /// <summary>
    /// Adds the requests before the one whose answer was returned: those whose answers stand in the conversation, with all that they tell; of others what the connector has
    /// counted, which leaves open what came from a cache. Where spans of others show each request, these tell of them.
    /// </summary>
    internal void AddHiddenRounds()
    {
        // Adapters of chat clients return the sum of the rounds that they append.
        if (_extras?.History is { } history && Client?.NativeSource == NativeSources.KernelChat.Name)
            AddAppended(history.ReadRounds());
        if (Volatile.Read(ref _extras) is { Measured: { } measured, Shown: null })
            AddMeasured(measured);
    }

    /// <summary>What is read of the request that a span shows; null when it is not known.</summary>
    private LlmResponse? RequestThatIs(LlmResponse shown)
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
        var told = ToldRequests();
        if (measured.Count <= told.Count || IsTotalOf(told, measured))
            return;

        List<LlmResponse> hidden = [];
        var count = measured.Count - told.Count;
        foreach (var (input, output) in measured)
        {
            var same = told.FindIndex(request => request.Input == input && request.Output >= output);
            if (same >= 0)
            {
                told.RemoveAt(same);
            }
            else if (hidden.Count < count)
            {
                var round = new LlmResponse { ServiceTier = Response.ServiceTier, Untold = UntoldUsage.All };
                round.SetUsage(new TokenUsage { Input = input, Output = output });
                hidden.Add(round);
            }
        }

        Response.AddEarlier(hidden);
    }

    /// <summary>The tokens of each request that is known.</summary>
    private List<(long Input, long Output)> ToldRequests()
    {
        List<(long Input, long Output)> told = [];
        foreach (var request in Response.Earlier ?? [])
            Add(request);
        if (Response.IsBilled)
            Add(Response);
        return told;

        void Add(LlmResponse request)
        {
            var (input, output) = (0L, 0L);
            AddTokens(request, ref input, ref output);
            told.Add((input, output));
        }
    }

    /// <summary>Whether what is known comes to all that was counted: a layer above the connector has added up its rounds.</summary>
    private static bool IsTotalOf(List<(long Input, long Output)> told, List<(long Input, long Output)> measured)
        => told.Sum(static request => request.Input) == measured.Sum(static request => request.Input)
        && told.Sum(static request => request.Output) == measured.Sum(static request => request.Output);
}
