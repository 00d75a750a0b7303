using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>What is special about the model call: what it asked for, what was answered, and when.</summary>
internal sealed partial class LlmCall
{
    private readonly OperationDescriptor _descriptor;
    private readonly OperationInput? _input;
    private readonly long _started;
    private readonly string? _hostGeography;
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

        // Who serves the call: what the user's code names, else what the client's type tells, else the host, else what the client says, else the SDK.
        var named = NotEmpty(input?.Provider) ?? (descriptor.IsIntercepted ? null : descriptor.Provider);
        var host = Server is null ? default : PriceBook.Default.ServiceAt(Server);
        var known = named ?? NotEmpty(client?.ServedBy) ?? NotEmpty(called?.ServedBy) ?? host.Provider;
        _isNamed = named is not null;
        _isGuessed = known is null;
        _provider = known ?? client?.ProviderOr(descriptor.Provider) ?? descriptor.Provider ?? called?.ProviderOr(descriptor.SdkProvider) ?? descriptor.SdkProvider;
        _hostGeography = host.Geography;
        _isKnownFromStart = _provider is not null && RequestModel is not null;
    }

    /// <summary>Whether model and provider were known when the call started, and nothing has changed them since.</summary>
    internal bool IsKnownFromStart => _isKnownFromStart && !_isToldMore;

    internal LlmOperation Operation => _descriptor.LlmOperation;

    /// <summary>Whether generated code intercepts the call of an SDK.</summary>
    internal bool IsIntercepted => _descriptor.IsIntercepted;

    /// <summary>The provider that was named before the call, otherwise that of the answer.</summary>
    internal string? Provider => _provider ?? Response.Provider;

    internal string? RequestModel { get; private set; }

    internal Uri? Server => _input?.Server ?? _input?.Client?.Server ?? _input?.CalledClient?.Server;

    /// <summary>What is known of the client; null if the call is not intercepted.</summary>
    internal LlmClient? Client => _input?.Client;

    /// <summary>Whether no model was asked: the answer is one that was counted before.</summary>
    internal bool IsCached { get; private set; }

    internal LlmRequest? Request => _input?.Request;

    internal LlmResponse Response => field ??= new LlmResponse();

    /// <summary>Whether the answer, or who recorded the usage by hand, says which tier served.</summary>
    internal bool TellsTier => _extras?.Recorded?.Exists(static usage => usage.Options.ServiceTier is not null) == true || Response.TellsTier;

    /// <summary>Whether a stream ended before its reason to end came.</summary>
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
    /// Why each choice ended, with the values of the conventions; <c>error</c> for an answer that had begun and whose reason never came (gen_ai.response.finish_reasons).
    /// </summary>
    internal string[] FinishReasons => Response.FinishReasons switch
    {
        { Length: > 0 } said => FinishReason.ToConventions(said),
        var none => IsBrokenOff && TimeToFirstChunk is not null ? ["error"] : none,
    };

    /// <summary>The content of the call; null when it is not captured.</summary>
    internal OperationContent? Content { get => _extras?.Content; set => Extras.Content = value; }

    /// <summary>The source of the call's cost, if the user's code records it.</summary>
    internal string? CostSource => _extras?.CostSource;

    /// <summary>How many attributes the span was created with.</summary>
    internal int CreationTagCount { get; set; }

    /// <summary>Whether the answer comes in a stream.</summary>
    internal bool IsStreaming => Chunks is not null;

    /// <summary>When the chunks of a stream come; null for everything else.</summary>
    internal ChunkTimes? Chunks { get; private set; }

    /// <summary>Time from the start of the call to its first chunk; null when none has come.</summary>
    internal TimeSpan? TimeToFirstChunk => Chunks?.First;

    private LlmCallExtras Extras => _extras ??= new LlmCallExtras();

    /// <summary>The attributes of the call's metrics, under an agent or none.</summary>
    internal InferenceTags MetricTags(string? agentName)
        => _descriptor.InferenceTags.For(new(RequestModel, Response.Model, agentName, Provider, Operation, Server, AgentTracingOptions.Current));

    /// <summary>Marks the answer as a stream.</summary>
    internal void BeginStreaming() => Chunks ??= new ChunkTimes(this, _started);

    /// <summary>Notes that budgets have counted this call, before the request that it makes.</summary>
    internal void GiveAdmission() => Volatile.Write(ref _admission, 1);

    /// <summary>Whether budgets have counted this call for a request that was not made yet; true once.</summary>
    internal bool TakeAdmission() => Interlocked.Exchange(ref _admission, 0) != 0;

    /// <summary>Takes a usage that the user's code knows. Recorded usages go before what the response says.</summary>
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

    /// <summary>Takes a cost that the user's code knows; several add up. It takes precedence over what the response reports.</summary>
    internal void RecordCost(decimal usd, string? source)
    {
        lock (this)
        {
            Extras.RecordedUsd = (Extras.RecordedUsd ?? 0) + usd;
            Extras.CostSource = source ?? CostSource;
        }
    }

    /// <summary>Takes over an intercepted call of the same kind, made for this one and shown by it. Returns false when this one has ended already.</summary>
    internal bool TryAbsorb(LlmCall intercepted)
    {
        lock (this)
        {
            if (_isSettled)
                return false;

            // Who is named here serves the calls made for this one, too, unless they know better. OpenAI is named for calls that fall back to others.
            if (_isNamed && intercepted._isGuessed && _provider != ProviderNames.OpenAI)
                intercepted._provider = _provider;
            if (!intercepted.SettleCache())
                (Extras.Absorbed ??= []).AddRange(intercepted.Requests());
            return true;
        }
    }

    /// <summary>Collects what the call is billed for, and prices it.</summary>
    /// <param name="startedAt">When it started: prices change.</param>
    /// <param name="charge">An empty one, to be filled.</param>
    internal void Settle(DateTimeOffset startedAt, ref LlmCharge charge)
    {
        // Nothing is added to a call that was settled, and most had nothing added to them before.
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
    /// Adds the requests that spans of others tell, and the answer of this call unless it is their sum. Where it is one of them, it stands for that one: more is
    /// read of it than a span tells.
    /// </summary>
    private void AddShown(List<LlmCall> shown, DateTimeOffset startedAt, ref LlmCharge charge)
    {
        var own = CountedAnswer.Of(this);
        var isHeld = AnswersOf(shown).Hold(own);
        var same = own.HasUsage ? shown.Find(call => own.IsSameRequestAs(CountedAnswer.Of(call))) : null;
        if (Response.IsAnythingBilled && (!isHeld || same is not null || Response.Rounds is not null || Response.SeenRounds is not null || Response.Earlier is not null))
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
    /// The calls that were taken over, and this one unless its answer repeats one of theirs; null when none was taken over. A usage recorded by hand
    /// stands for all of them.
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

    /// <summary>Takes note of a call that was counted inside this one.</summary>
    internal void AddInner(in CountedAnswer answer)
    {
        lock (this)
            (Extras.Inner ??= new()).Add(answer);
    }

    /// <summary>Whether something inside this one has counted the same call already: this one reports no usage of its own, or repeats the other's.</summary>
    internal bool IsCountedInside(bool hasUsage)
    {
        if (Volatile.Read(ref _extras) is null)
            return false;

        CountedAnswers? inner;
        lock (this)
            inner = _extras?.Inner;
        return inner?.Hold(CountedAnswer.Of(this) with { HasUsage = hasUsage }, ReferenceEquals(_descriptor, AgentAggregate.Descriptor)) == true;
    }

    /// <summary>Records a foreign span that shows this call. Returns false when the call has ended already.</summary>
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

    /// <summary>Whether an answer that arrives after the call has ended is the one that was counted for it.</summary>
    internal bool IsAnsweredWith(in CountedAnswer answer) => Response.IsAnythingBilled && CountedAnswer.Of(this).IsSameAs(answer);

    /// <summary>
    /// Brings together what this call reads of its answer, which is more, and what spans of others inside it tell. Where one span stands for the call,
    /// it says what is not read here. Where several stand for its rounds, each is billed alone; where they have other answers, they are billed beside it.
    /// </summary>
    /// <param name="isOurs">Whether the call has a span of ours, so that those of others are plain.</param>
    /// <returns>Without a span of ours the one that stands for the call; null when there is none.</returns>
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
    /// Finds out whether the answer is one from a store: its client has a cache, or calls inside gave it before, no model was called this time, and it
    /// is known. What is counted is remembered.
    /// </summary>
    internal bool SettleCache()
    {
        // Another library's span may be above the cache.
        return IsCached = !IsAskedBy(spans: Client?.HasCache != true) && _extras?.Recorded is null && (CountedIds.Contains(Response, Client) || IsPolledAgain || IsAnsweredAboveUs);
    }

    /// <summary>Whether the service is still making the answer in the background: a poll has it later, under the same id.</summary>
    internal bool IsPending => !Response.IsAnythingBilled && !IsStreaming && _extras?.Recorded is null && Response.Id is not null && (Response.Parts?.IsPending == true || Request is { IsPoll: true });

    /// <summary>Whether a poll gave an answer once more that was counted before.</summary>
    private bool IsPolledAgain => Request is { IsPoll: true } && CountedIds.ContainsUnique(Response);

    /// <summary>Whether anything inside was told of that asks a model.</summary>
    internal bool IsAsked => IsAskedBy(spans: true);

    private bool IsAskedBy(bool spans)
        => _extras is { } extras && (extras.Absorbed is { Count: > 0 } || (spans && extras.Shown is not null) || extras.Inner?.Any == true);

    /// <summary>Whether the client holds one that is traced by us: that one shows each call.</summary>
    internal bool IsShownInside => IsIntercepted && ReferenceEquals(Client?.Source, AgentTelemetry.AgentSource);

    /// <summary>Remembers the answer, where another call may give it from a store.</summary>
    internal void Remember()
    {
        if (Client?.HasCache == true || IsAsked || Request is { IsPoll: true })
            CountedIds.Add(Response, Client);
        if (Response.IsAnythingBilled)
            CountedIds.AddUnique(Response);
    }

    /// <summary>Whether the client holds one that we trace, and that was not called.</summary>
    private bool IsAnsweredAboveUs => Response.IsAnythingBilled && IsShownInside;

    private bool IsShownBy(ForeignCall shown)
        => _extras?.Recorded is null && (!Response.IsAnythingBilled || IsAnnounced(shown.Llm.Response) || CountedAnswer.Of(this).IsSameAs(CountedAnswer.Of(shown.Llm)));

    /// <summary>Whether a span says that this call is made, and nothing of its usage: Semantic Kernel's of a stream.</summary>
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

    /// <summary>The calls that stand for this one where another shows it: those made for it, and its own unless it repeats one of theirs, or something inside has counted it.</summary>
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
