using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <content>What the call is billed for: the requests that its answer tells of, each with what decides its price.</content>
internal sealed partial class LlmCall
{
    /// <summary>The tokens of the whole answer, all of its requests together; false when it tells none.</summary>
    internal bool TryGetTokens(out long input, out long output)
    {
        (input, output) = (0, 0);
        if (Response.Earlier is { } earlier)
        {
            foreach (var request in earlier)
                AddTokens(request, ref input, ref output);
        }

        AddTokens(Response, ref input, ref output);
        return Response.IsAnythingBilled;
    }

    private void AddTokens(LlmResponse request, ref long input, ref long output)
    {
        if (!request.HasUsage && request.SeenRounds is { } seen)
        {
            foreach (var round in seen)
                AddTokens(round, ref input, ref output);
        }
        else if (request.Iterations is { } iterations)
        {
            foreach (var iteration in iterations)
                AddTokensOf(iteration, ref input, ref output);
        }
        else
        {
            AddTokensOf(request, ref input, ref output);
        }
    }

    private void AddTokensOf(LlmResponse part, ref long input, ref long output)
    {
        if (!part.TryGetUsage(CountingOf(part, Provider), out var usage))
            return;

        input += usage.TotalInput;
        output += usage.TotalOutput;
    }

    private void AddRecorded(in RecordedUsage record, DateTimeOffset startedAt, ref LlmCharge charge)
    {
        ref var inference = ref charge.Begin();
        inference.Usage = record.Usage;
        inference.HasUsage = true;
        inference.Provider = record.Provider ?? Provider;
        inference.RequestModel = RequestModel;
        inference.ResponseModel = record.Model ?? Response.Model;
        inference.ServiceTier = record.Options.ServiceTier ?? TierOf(Response, Response);
        inference.Geography = record.Options.Geography ?? Response.Geography ?? _hostGeography;
        inference.StartedAt = record.Options.At ?? startedAt;
        inference.IsSum = record.Options.IsSum;
        inference.Untold = record.Options.Untold;
        charge.Add(ref inference);
    }

    /// <summary>Adds each request that the answer tells of.</summary>
    private void AddAnswered(DateTimeOffset startedAt, ref LlmCharge charge)
    {
        if (Response.Earlier is { } ended)
        {
            foreach (var earlier in ended)
                AddRequests(earlier, earlier, startedAt, ref charge);
        }

        AddRequests(Response, Response, startedAt, ref charge);
    }

    /// <summary>Adds what one answer tells of.</summary>
    /// <param name="request">The answer.</param>
    /// <param name="whole">The answer of which it is a round; itself where it is none.</param>
    /// <param name="startedAt">When the call started.</param>
    /// <param name="charge">What it is added to.</param>
    private void AddRequests(LlmResponse request, LlmResponse whole, DateTimeOffset startedAt, ref LlmCharge charge)
    {
        if (SeenRoundsOf(request) is { } seen)
        {
            foreach (var round in seen)
                AddRequests(round, round, startedAt, ref charge);
        }
        else if (request.ReportedCost is not null)
        {
            // What is reported is the cost of the whole answer.
            Add(request, whole, startedAt, units: null, ref charge);
        }
        else if (request.Iterations is { } iterations)
        {
            for (var i = 0; i < iterations.Count; i++)
                Add(iterations[i], request, startedAt, units: i == iterations.Count - 1 ? request : null, ref charge);
        }
        else if (request.Rounds is { } rounds && IsSumOf(request, rounds))
        {
            foreach (var round in rounds)
                AddRequests(round, request, startedAt, ref charge);
        }
        else if (request.HasUsage)
        {
            Add(request, whole, startedAt, units: null, ref charge);
        }
    }

    /// <summary>Adds one request.</summary>
    /// <param name="part">What is said of it.</param>
    /// <param name="whole">What is said of the answer that it is a part of.</param>
    /// <param name="startedAt">When the call started.</param>
    /// <param name="units">The answer whose billed pieces it has beside its own; null: none.</param>
    /// <param name="charge">What it is added to.</param>
    private void Add(LlmResponse part, LlmResponse whole, DateTimeOffset startedAt, LlmResponse? units, ref LlmCharge charge)
    {
        var provider = _provider ?? part.Provider ?? whole.Provider ?? Response.Provider;
        ref var inference = ref charge.Begin();
        inference.HasUsage = part.TryGetUsage(CountingOf(part, provider), out inference.Usage);
        if (units is not null)
            inference.Usage = units.AddUnitsTo(inference.Usage);
        if (part.GroundingOf(part.Model ?? whole.Model ?? RequestModel) is > 0 and var searches)
            inference.Usage = inference.Usage with { WebSearches = inference.Usage.WebSearches + searches };
        if (!inference.Usage.IsValid)
            TelemetryFault.ReportContradiction(provider, part.Model ?? whole.Model ?? RequestModel, part.FiguresText);

        inference.Provider = provider;
        inference.RequestModel = RequestModel;
        inference.ResponseModel = part.Model ?? whole.Model ?? Response.Model;
        inference.ServiceTier = TierOf(part, whole);
        inference.Geography = part.Geography ?? whole.Geography ?? _hostGeography;
        inference.StartedAt = startedAt;
        inference.ReportedUsd = part.ReportedCost;
        inference.IsSum = part.IsSum || (part == whole && part.Rounds is not null);
        inference.Untold = part.Untold;
        charge.Add(ref inference);
    }

    /// <summary>
    /// The rounds of an answer that were seen when they came: several that come to what the answer says, or those of a call that broke off before its answer.
    /// </summary>
    private List<LlmResponse>? SeenRoundsOf(LlmResponse request)
    {
        if (request.SeenRounds?.ToList() is not { } seen)
            return null;

        return !request.HasUsage || (seen.Count > 1 && IsSumOf(request, seen)) ? seen : null;
    }

    private bool IsSumOf(LlmResponse sum, List<LlmResponse> rounds)
    {
        var provider = Provider;
        var usage = default(TokenUsage);
        foreach (var round in rounds)
        {
            if (!round.TryGetUsage(CountingOf(round, provider), out var ofRound))
                return false;
            usage += ofRound;
        }

        return !sum.TryGetUsage(CountingOf(sum, provider), out var total)
            || (usage.TotalInput == total.TotalInput && usage.TotalOutput == total.TotalOutput);
    }

    private static string? CountingOf(LlmResponse response, string? provider)
        => response.DependsOnCounting ? PriceBook.Default.CountingOf(provider) : null;

    /// <summary>What is priced as a tier: a speed of its own, else the tier that served, else what was asked for.</summary>
    private string? TierOf(LlmResponse part, LlmResponse whole)
        => Fast(part.Speed ?? whole.Speed ?? Request?.Speed) ?? part.ServiceTier ?? whole.ServiceTier ?? Request?.ServiceTier;

    private static string? Fast(string? speed) => string.Equals(speed, "fast", StringComparison.OrdinalIgnoreCase) ? "fast" : null;
}
