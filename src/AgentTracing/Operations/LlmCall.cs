using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>The model-specific part of an operation: request, response and times.</summary>
internal sealed partial class LlmCall
{
    private readonly OperationDescriptor _descriptor;
    private readonly OperationInput? _input;
    private readonly long _started;
    private readonly bool _isNamed;
    private readonly bool _isGuessed;
    private readonly bool _isKnownFromStart;
    private bool _isSettled;
    private bool _isToldMore;
    private int _admission;
    private string? _provider;

    // Changed under the lock of the call.
    private LlmCallExtras? _extras;

    internal LlmCall(OperationDescriptor descriptor, OperationInput? input, long started)
    {
        _started = started;
        _descriptor = descriptor;
        _input = input;
        var client = input?.Client;
        var called = input?.CalledClient;
        RequestModel = NotEmpty(input?.Model) ?? NotEmpty(Request?.Model) ?? NotEmpty(client?.Model) ?? descriptor.Model ?? NotEmpty(called?.Model);

        // The provider: from the user's code, else from the client's type, else the host, else the client's metadata, else the SDK.
        var named = NotEmpty(input?.Provider) ?? (descriptor.IsIntercepted ? null : descriptor.Provider);
        var host = Host;
        var known = named ?? NotEmpty(client?.ServedBy) ?? NotEmpty(called?.ServedBy) ?? host.Provider;
        _isNamed = named is not null;
        _isGuessed = known is null;
        _provider = known ?? client?.ProviderOr(descriptor.Provider) ?? descriptor.Provider ?? called?.ProviderOr(descriptor.SdkProvider) ?? descriptor.SdkProvider;
        _isKnownFromStart = _provider is not null && RequestModel is not null;
    }

    /// <summary>Whether model and provider were known when the call started, and nothing has changed them since.</summary>
    internal bool IsKnownFromStart => _isKnownFromStart && !_isToldMore;

    internal LlmOperation Operation => _descriptor.LlmOperation;

    /// <summary>Whether the call is an intercepted SDK call.</summary>
    internal bool IsIntercepted => _descriptor.IsIntercepted;

    /// <summary>The provider that was known before the call, otherwise that of the response.</summary>
    internal string? Provider => _provider ?? Response.Provider;

    internal string? RequestModel { get; private set; }

    internal Uri? Server => _input?.Server ?? _input?.Client?.Server ?? _input?.CalledClient?.Server;

    /// <summary>The description of the client; null when the call is not intercepted.</summary>
    internal LlmClient? Client => _input?.Client;

    /// <summary>Whether no model was called: the response was counted before.</summary>
    internal bool IsCached { get; private set; }

    internal LlmRequest? Request => _input?.Request;

    internal LlmResponse Response => field ??= new LlmResponse();

    /// <summary>Whether the response, or a usage recorded by hand, contains the tier.</summary>
    internal bool TellsTier => _extras?.Recorded?.Exists(static usage => usage.Options.ServiceTier is not null) == true || Response.TellsTier;

    /// <summary>Whether a stream ended before its finish reason.</summary>
    internal bool IsBrokenOff
    {
        get => _extras?.IsBrokenOff == true;
        set
        {
            if (value)
                Extras.IsBrokenOff = true;
        }
    }

    /// <summary>
    /// The finish reason of each choice, with the values of the conventions; <c>error</c> for a response that began but has no finish
    /// reason (gen_ai.response.finish_reasons).
    /// </summary>
    internal string[] FinishReasons => Response.FinishReasons switch
    {
        { Length: > 0 } said => FinishReason.ToConventions(said),
        var none => IsBrokenOff && TimeToFirstChunk is not null ? ["error"] : none,
    };

    /// <summary>The content of the call; null when it is not captured.</summary>
    internal OperationContent? Content { get; set; }

    /// <summary>The source of the call's cost, if the user's code records one.</summary>
    internal string? CostSource => _extras?.CostSource;

    /// <summary>The number of attributes that the span was created with.</summary>
    internal int CreationTagCount { get; set; }

    /// <summary>Whether the response is streamed.</summary>
    internal bool IsStreaming => Chunks is not null;

    /// <summary>The times of a stream's chunks; null for other calls.</summary>
    internal ChunkTimes? Chunks { get; private set; }

    /// <summary>Time from the start of the call to its first chunk; null before the first chunk.</summary>
    internal TimeSpan? TimeToFirstChunk => Chunks?.First;

    /// <summary>Who serves at the server; nobody where it is not known.</summary>
    private HostedService Host => Server is { } server ? PriceBook.Default.ServiceAt(server) : default;

    private LlmCallExtras Extras => _extras ??= new LlmCallExtras();

    /// <summary>The attributes of the call's metrics, with or without an agent.</summary>
    internal InferenceTags MetricTags(string? agentName)
        => _descriptor.InferenceTags.For(new(RequestModel, Response.Model, agentName, Provider, Operation, Server, AgentTracingOptions.Current));

    /// <summary>Marks the response as streamed.</summary>
    internal void BeginStreaming() => Chunks ??= new ChunkTimes(this, _started);

    /// <summary>Records that budgets have counted this call before its request.</summary>
    internal void GiveAdmission() => Volatile.Write(ref _admission, 1);

    /// <summary>Whether budgets have counted this call for a pending request. True once.</summary>
    internal bool TakeAdmission() => Interlocked.Exchange(ref _admission, 0) != 0;

    /// <summary>Adds a usage that the user's code records. It takes precedence over the response.</summary>
    internal void RecordUsage(in RecordedUsage usage)
    {
        lock (this)
        {
            _isToldMore = true;
            (Extras.Recorded ??= []).Add(usage);
            RequestModel ??= usage.Model;
            _provider ??= usage.Provider;
        }
    }

    /// <summary>Adds a cost that the user's code records; several add up. It takes precedence over the response.</summary>
    internal void RecordCost(decimal usd, string? source)
    {
        lock (this)
        {
            Extras.RecordedUsd = (Extras.RecordedUsd ?? 0) + usd;
            Extras.CostSource = source ?? CostSource;
        }
    }

    /// <summary>
    /// Absorbs an inner intercepted call of the same kind, which this call records. Returns false when this call has already ended.
    /// </summary>
    internal bool TryAbsorb(LlmCall intercepted)
    {
        lock (this)
        {
            if (_isSettled)
                return false;

            // The named provider also serves the inner calls, unless their own provider is certain. OpenAI is also named for calls that
            // fall back to other providers.
            if (_isNamed && intercepted._isGuessed && _provider != ProviderNames.OpenAI)
                intercepted._provider = _provider;
            if (!intercepted.SettleCache())
                (Extras.Absorbed ??= []).AddRange(intercepted.Requests());
            return true;
        }
    }

    /// <summary>Collects and prices the billed requests of the call.</summary>
    /// <param name="startedAt">The start time, because prices change.</param>
    /// <param name="charge">An empty charge to fill.</param>
    internal void Settle(DateTimeOffset startedAt, ref LlmCharge charge)
    {
        // A settled call cannot change, and most calls have no extras.
        if (_isSettled && Volatile.Read(ref _extras) is null)
        {
            if (Response.IsAnythingBilled)
                AddAnswered(startedAt, ref charge);
            charge.Counts = true;
            return;
        }

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
                    call.AddAnswered(startedAt + Stopwatch.GetElapsedTime(_started, call._started), ref charge);
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
                AddAnswered(startedAt, ref charge);
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
        var own = CountedAnswer.Of(this);
        var isHeld = AnswersOf(shown).Hold(own);
        var same = own.HasUsage ? shown.Find(call => own.IsSameRequestAs(CountedAnswer.Of(call))) : null;
        if (Response.IsAnythingBilled && (!isHeld || same is not null || Response.Rounds is not null || Response.HasSeenRounds || Response.Earlier is not null))
            AddAnswered(startedAt, ref charge);
        if (isHeld && same is null && charge.Count > 0)
            return;

        foreach (var call in shown)
        {
            if (call != same)
                call.AddAnswered(startedAt, ref charge);
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

        if (_extras.Recorded is null && Response.IsAnythingBilled && !AnswersOf(absorbed, _extras.Inner).Hold(CountedAnswer.Of(this)) && !IsCountedInside(hasUsage: true))
            absorbed.Insert(0, this);

        _isToldMore = true;
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
    internal void AddInner(in CountedAnswer answer)
    {
        lock (this)
            (Extras.Inner ??= new()).Add(answer);
    }

    /// <summary>Whether an inner layer has counted the same call: this one has no usage, or repeats the inner one.</summary>
    internal bool IsCountedInside(bool hasUsage)
    {
        if (Volatile.Read(ref _extras) is null)
            return false;

        CountedAnswers? inner;
        lock (this)
            inner = _extras?.Inner;
        return inner?.Hold(CountedAnswer.Of(this) with { HasUsage = hasUsage }, ReferenceEquals(_descriptor, AgentAggregate.Descriptor)) == true;
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

    /// <summary>Whether a response after the end of the call is the one that was counted for it.</summary>
    internal bool IsAnsweredWith(in CountedAnswer answer) => Response.IsAnythingBilled && CountedAnswer.Of(this).IsSameAs(answer);

    /// <summary>
    /// Merges the response of this call with the inner foreign spans, which have less data. A single span of the call adds missing values.
    /// Spans of its rounds are billed separately; spans with other responses are billed in addition.
    /// </summary>
    /// <param name="isOurs">Whether the call has our span, so foreign spans become plain.</param>
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
                if (RequestThatIs(round.Llm.Response) is { } request)
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
        return IsCached = !IsAskedBy(spans: Client?.HasCache != true) && _extras?.Recorded is null && (CountedIds.Contains(Response, Client) || IsPolledAgain || IsAnsweredAboveUs);
    }

    /// <summary>Whether the service is still generating the response in the background: a later poll returns it with the same id.</summary>
    internal bool IsPending => !Response.IsAnythingBilled && !IsStreaming && _extras?.Recorded is null && Response.Id is not null && (Response.Parts?.IsPending == true || Request is { IsPoll: true });

    /// <summary>Whether a poll returned a response that was counted before.</summary>
    private bool IsPolledAgain => Request is { IsPoll: true } && CountedIds.ContainsUnique(Response);

    /// <summary>Whether an inner model call was reported.</summary>
    internal bool IsAsked => IsAskedBy(spans: true);

    private bool IsAskedBy(bool spans)
        => _extras is { } extras && (extras.Absorbed is { Count: > 0 } || (spans && extras.Shown is not null) || extras.Inner?.Any == true);

    /// <summary>Whether the client contains one that we trace, which records each call.</summary>
    internal bool IsShownInside => IsIntercepted && ReferenceEquals(Client?.Source, AgentTelemetry.AgentSource);

    /// <summary>Adds the response to the list if another call may return it from a cache.</summary>
    internal void Remember()
    {
        if (Client?.HasCache == true || IsAsked || Request is { IsPoll: true })
            CountedIds.Add(Response, Client);
        if (Response.IsAnythingBilled)
            CountedIds.AddUnique(Response);
    }

    /// <summary>Whether the client contains one that we trace but that was not called.</summary>
    private bool IsAnsweredAboveUs => Response.IsAnythingBilled && IsShownInside;

    private bool IsShownBy(ForeignCall shown)
        => _extras?.Recorded is null && (!Response.IsAnythingBilled || IsAnnounced(shown.Llm.Response) || CountedAnswer.Of(this).IsSameAs(CountedAnswer.Of(shown.Llm)));

    /// <summary>Whether a span only announces this call, without usage: Semantic Kernel's span of a stream.</summary>
    private bool IsAnnounced(LlmResponse shown) => !shown.IsAnythingBilled && (shown.Id is null || shown.Id == Response.Id);

    private static CountedAnswers AnswersOf(List<LlmCall> calls, CountedAnswers? more = null)
    {
        var answers = new CountedAnswers();
        if (more is not null)
            answers.AddAll(more);
        foreach (var call in calls)
            answers.Add(CountedAnswer.Of(call));
        return answers;
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

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>A usage recorded by hand.</summary>
    internal readonly record struct RecordedUsage(TokenUsage Usage, string? Model, string? Provider, CostOptions Options = default);
}
