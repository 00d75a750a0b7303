using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <content>The end of a call: which inner calls and spans are its requests, and whether the call is counted.</content>
internal sealed partial class LlmCall
{
    /// <summary>Collects and prices the billed requests of the call.</summary>
    /// <param name="startedAt">The start time, because prices change.</param>
    /// <param name="charge">An empty charge to fill.</param>
    internal void Settle(DateTimeOffset startedAt, ref LlmCharge charge)
    {
        // A settled call cannot change, and most calls have no extras.
        if (_isSettled && Volatile.Read(ref _extras) is null)
        {
            if (Response.IsAnythingBilled)
                AddResponse(startedAt, ref charge);
            charge.Counts = true;
            return;
        }

        SettleWhole(startedAt, ref charge);
    }

    /// <summary>Settles a call with other requests, spans or recorded usages.</summary>
    private void SettleWhole(DateTimeOffset startedAt, ref LlmCharge charge)
    {
        lock (this)
        {
            _isSettled = true;
            var counted = SettleAbsorbed();
            if (_extras?.Recorded is { } recorded)
            {
                foreach (var usage in recorded)
                    AddRecorded(usage, startedAt, ref charge);
                if (Response.ReportedCost is { } reported)
                    charge.Report(reported);
            }
            else if (counted is not null)
            {
                foreach (var call in counted)
                    call.AddResponse(startedAt + Stopwatch.GetElapsedTime(_started, call._started), ref charge);
            }
            else if (_extras?.ShownRequests is { } shown)
            {
                AddShown(shown, startedAt, ref charge);
            }
            else if (IsCountedInside(Response.IsAnythingBilled))
            {
                return;
            }
            else if (Response.IsAnythingBilled)
            {
                AddResponse(startedAt, ref charge);
            }

            charge.Counts = true;
            if ((_extras?.RecordedUsd ?? Response.MarkedCost) is { } usd)
                charge.Report(usd);
        }
    }

    /// <summary>
    /// Adds the requests of foreign spans, and the response of this call unless it is their sum. If it is one of them, it replaces that
    /// one, because the response has more data than a span.
    /// </summary>
    private void AddShown(List<LlmCall> shown, DateTimeOffset startedAt, ref LlmCharge charge)
    {
        var own = CountedResponse.Of(this);
        var isIncluded = ResponsesOf(shown).Includes(own);
        var same = own.HasUsage ? shown.Find(call => own.IsSameRequestAs(CountedResponse.Of(call))) : null;
        if (Response.IsAnythingBilled && (!isIncluded || same is not null || Response.Rounds is not null || Response.HasSeenRounds || Response.Earlier is not null))
            AddResponse(startedAt, ref charge);
        if (isIncluded && same is null && charge.Count > 0)
            return;

        foreach (var call in shown)
        {
            if (call != same)
                call.AddResponse(startedAt, ref charge);
        }
    }

    /// <summary>
    /// The absorbed calls, and this one unless its response repeats one of theirs; null when none was absorbed. A usage recorded by hand
    /// replaces all of them.
    /// </summary>
    private List<LlmCall>? SettleAbsorbed()
    {
        if (_extras?.Absorbed is not { Count: > 0 } absorbed)
            return null;

        if (_extras.Recorded is null && Response.IsAnythingBilled && !ResponsesOf(absorbed, _extras.Inner).Includes(CountedResponse.Of(this)) && !IsCountedInside(hasUsage: true))
            absorbed.Insert(0, this);

        _changedAfterStart = true;
        var last = absorbed[^1];
        RequestModel ??= last.RequestModel;
        _provider = _isGuessed && !last._isGuessed ? last.Provider : _provider ?? last.Provider;
        if (!Response.IsAnythingBilled)
            Response.TakeOver(last.Response);
        if (last.Content is { } content)
            Content?.TakeOver(content);
        return absorbed.Exists(call => call.Response.IsAnythingBilled) ? absorbed : null;
    }

    /// <summary>Adds an inner call that was counted.</summary>
    internal void AddInner(in CountedResponse response)
    {
        lock (this)
            (Extras.Inner ??= new()).Add(response);
    }

    /// <summary>Whether an inner layer has counted the same call: this one has no usage, or repeats the inner one.</summary>
    internal bool IsCountedInside(bool hasUsage)
    {
        if (Volatile.Read(ref _extras) is null)
            return false;

        CountedResponses? inner;
        lock (this)
            inner = _extras?.Inner;
        return inner?.Includes(CountedResponse.Of(this) with { HasUsage = hasUsage }, ReferenceEquals(_descriptor, AgentAggregate.Descriptor)) == true;
    }

    /// <summary>Adds a foreign span of this call. Returns false when the call has already ended.</summary>
    internal bool TryShow(ForeignCall shown)
    {
        lock (this)
        {
            if (_isSettled)
                return false;

            (Extras.Shown ??= []).Add(shown);
            return true;
        }
    }

    /// <summary>Whether a response that arrives after the end of the call was counted for it.</summary>
    internal bool IsAnsweredWith(in CountedResponse response) => Response.IsAnythingBilled && CountedResponse.Of(this).IsSameAs(response);

    /// <summary>
    /// Merges the response of this call with the inner foreign spans, which have less data. A single span of the call adds missing values.
    /// Spans of its rounds are billed separately; spans with other responses are billed in addition.
    /// </summary>
    /// <param name="isOurs">Whether the call has our span; then foreign spans lose their GenAI attributes.</param>
    /// <returns>Without our span, the foreign span of the call; null when there is none.</returns>
    internal Activity? SettleShown(bool isOurs)
    {
        List<ForeignCall>? shown;
        lock (this)
        {
            _isSettled = true;
            shown = _extras?.Shown;
        }

        if (shown is null)
            return null;

        if (shown is [var only] && IsShownBy(only))
        {
            if (!Response.IsAnythingBilled)
                Response.Complete(only.Llm.Response);
            Response.TakeSeenRounds(only.Llm.Response);
            return only.Span;
        }

        if (isOurs)
        {
            _extras!.ShownRequests = [.. shown.Select(static round => round.Llm)];
        }
        else
        {
            foreach (var round in shown)
            {
                if (FindRequest(round.Llm.Response) is { } request)
                    round.Take(request);
                round.Count();
            }
        }

        return null;
    }

    /// <summary>
    /// Determines whether the response comes from a cache: its client has a cache or an inner call returned it before, no model was called
    /// this time, and the response was counted before. Counted responses are added to the list.
    /// </summary>
    internal bool SettleCache()
    {
        // Another library's span may be above the cache.
        return IsCached = !HasInner(includeSpans: Client?.HasCache != true) && _extras?.Recorded is null && (CountedIds.Contains(Response, Client) || IsPolledAgain || IsAnsweredByOuterLayer);
    }

    /// <summary>Whether the service is still generating the response in the background: a later poll returns it with the same id.</summary>
    internal bool IsPending => !Response.IsAnythingBilled && !IsStreaming && _extras?.Recorded is null && Response.Id is not null && (Response.IsPending || Request is { IsPoll: true });

    /// <summary>Whether a poll returned a response that was counted before.</summary>
    private bool IsPolledAgain => Request is { IsPoll: true } && CountedIds.ContainsUnique(Response);

    /// <summary>Whether an inner model call was reported.</summary>
    internal bool HasInnerCall => HasInner(includeSpans: true);

    private bool HasInner(bool includeSpans)
        => _extras is { } extras && (extras.Absorbed is { Count: > 0 } || (includeSpans && extras.Shown is not null) || extras.Inner?.Any == true);

    /// <summary>Whether the client contains one that we trace, which records each call.</summary>
    internal bool IsTracedInside => IsIntercepted && ReferenceEquals(Client?.Source, AgentTelemetry.AgentSource);

    /// <summary>Adds the response to the list if another call may return it from a cache.</summary>
    internal void Remember()
    {
        if (Client?.HasCache == true || HasInnerCall || Request is { IsPoll: true })
            CountedIds.Add(Response, Client);
        if (Response.IsAnythingBilled)
            CountedIds.AddUnique(Response);
    }

    /// <summary>Whether the client contains one that we trace but that was not called.</summary>
    private bool IsAnsweredByOuterLayer => Response.IsAnythingBilled && IsTracedInside;

    private bool IsShownBy(ForeignCall shown)
        => _extras?.Recorded is null && (!Response.IsAnythingBilled || IsAnnounced(shown.Llm.Response) || CountedResponse.Of(this).IsSameAs(CountedResponse.Of(shown.Llm)));

    /// <summary>Whether a span only announces this call, without usage: Semantic Kernel's span of a stream.</summary>
    private bool IsAnnounced(LlmResponse shown) => !shown.IsAnythingBilled && (shown.Id is null || shown.Id == Response.Id);

    private static CountedResponses ResponsesOf(List<LlmCall> calls, CountedResponses? more = null)
    {
        var responses = new CountedResponses();
        if (more is not null)
            responses.AddAll(more);
        foreach (var call in calls)
            responses.Add(CountedResponse.Of(call));
        return responses;
    }

    /// <summary>
    /// The calls to count if another call records this one: the absorbed calls, and this one unless it repeats one of them or an inner
    /// layer has counted it.
    /// </summary>
    private List<LlmCall> Requests()
    {
        lock (this)
        {
            _isSettled = true;
            return SettleAbsorbed() ?? (IsCountedInside(Response.IsAnythingBilled) ? [] : [this]);
        }
    }
}
