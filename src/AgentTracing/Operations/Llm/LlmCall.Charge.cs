using System.Runtime.CompilerServices;
using AgentTracing.CompilerServices;
using AgentTracing.Pricing;

namespace AgentTracing;

/// <content>The billed requests of the call, each with everything that its price depends on.</content>
internal sealed partial class LlmCall
{
    /// <summary>The tokens of the whole response, the sum of its requests; false when it has none.</summary>
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
        if (!request.HasUsage && request.HasSeenRounds)
        {
            foreach (var round in request.SeenRounds)
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
        inference.Geography = record.Options.Geography ?? Response.Geography ?? Host.Geography;
        inference.StartedAt = record.Options.At ?? startedAt;
        inference.IsSum = record.Options.IsSum;
        inference.Unreported = record.Options.Unreported;
        charge.Add(ref inference);
    }

    /// <summary>Adds each request of the response.</summary>
    private void AddResponse(DateTimeOffset startedAt, ref LlmCharge charge)
    {
        if (Response.Earlier is { } ended)
        {
            foreach (var earlier in ended)
                AddRequests(earlier, earlier, startedAt, ref charge);
        }

        AddRequests(Response, Response, startedAt, ref charge);
    }

    /// <summary>Adds the requests of one response.</summary>
    /// <param name="request">The response.</param>
    /// <param name="whole">The response that it is a round of; itself when it is not a round.</param>
    /// <param name="startedAt">When the call started.</param>
    /// <param name="charge">Receives the requests.</param>
    private void AddRequests(LlmResponse request, LlmResponse whole, DateTimeOffset startedAt, ref LlmCharge charge)
    {
        if (SeenRoundsOf(request) is { } seen)
        {
            foreach (var round in seen)
                AddRequests(round, round, startedAt, ref charge);
        }
        else if (request.ReportedCost is not null)
        {
            // The reported cost is that of the whole response.
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
    /// <param name="part">The data of the request.</param>
    /// <param name="whole">The data of the whole response.</param>
    /// <param name="startedAt">When the call started.</param>
    /// <param name="units">Another response whose billed units are added; null for none.</param>
    /// <param name="charge">Receives the requests.</param>
    private void Add(LlmResponse part, LlmResponse whole, DateTimeOffset startedAt, LlmResponse? units, ref LlmCharge charge)
    {
        var provider = _provider ?? part.Provider ?? whole.Provider ?? Response.Provider;
        ref var inference = ref charge.Begin();
        inference.HasUsage = part.TryGetUsage(CountingOf(part, provider), out inference.Usage);
        if (units is not null || part.IsGrounded)
            AddUnits(part, whole, units, ref inference.Usage);
        if (!inference.Usage.IsValid)
            TelemetryFault.ReportContradiction(provider, part.Model ?? whole.Model ?? RequestModel, part.FiguresText);

        inference.Provider = provider;
        inference.RequestModel = RequestModel;
        inference.ResponseModel = part.Model ?? whole.Model ?? Response.Model;
        inference.ServiceTier = TierOf(part, whole);
        inference.Geography = part.Geography ?? whole.Geography ?? Host.Geography;
        inference.StartedAt = startedAt;
        if (part.ReportedCost is { } reported)
            inference.ReportedUsd = reported;
        inference.IsSum = part.IsSum || (part == whole && part.Rounds is not null);
        inference.Unreported = part.Unreported;
        charge.Add(ref inference);
        if (part.SideRequests is { } others && part.ReportedCost is null)
            AddSideRequests(others, provider, startedAt, ref charge);
    }

    // Not inlined: copies of a usage are large, and few calls have units.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddUnits(LlmResponse part, LlmResponse whole, LlmResponse? units, ref TokenUsage usage)
    {
        if (units is not null)
            usage = units.AddUnitsTo(usage);
        if (part.IsGrounded)
            usage = part.AddGroundingTo(usage, part.Model ?? whole.Model ?? RequestModel);
    }

    /// <summary>
    /// Adds requests to other models, each with its own price. Unknown values stay unknown, because tier and speed of the response do not
    /// apply to other models.
    /// </summary>
    private void AddSideRequests(List<LlmResponse> others, string? provider, DateTimeOffset startedAt, ref LlmCharge charge)
    {
        foreach (var other in others)
        {
            ref var inference = ref charge.Begin();
            inference.HasUsage = other.TryGetUsage(CountingOf(other, provider), out inference.Usage);
            inference.Provider = provider;
            inference.ResponseModel = other.Model;
            inference.Geography = Host.Geography;
            inference.StartedAt = startedAt;
            charge.Add(ref inference);
        }
    }

    /// <summary>
    /// The rounds that were read on arrival: several that add up to the response, or those of a call that failed before its response.
    /// </summary>
    private List<LlmResponse>? SeenRoundsOf(LlmResponse request)
    {
        if (request.HasUsage ? !request.HasSeveralSeenRounds : !request.HasSeenRounds)
            return null;

        var seen = request.SeenRounds.ToList();
        return !request.HasUsage || IsSumOf(request, seen) ? seen : null;
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

    /// <summary>The tier that determines the price: the speed, else the tier of the response, else the requested tier.</summary>
    private string? TierOf(LlmResponse part, LlmResponse whole)
        => Fast(part.Speed ?? whole.Speed ?? Request?.Speed) ?? part.ServiceTier ?? whole.ServiceTier ?? Request?.ServiceTier;

    private static string? Fast(string? speed) => speed is not null && ServiceTierNames.Find(speed) == "fast" ? "fast" : null;
}
