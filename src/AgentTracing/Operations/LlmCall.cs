using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>What is special about the call of a model: what it asked for, what was answered, and when.</summary>
internal sealed class LlmCall
{
    private readonly object _gate = new();
    private List<RecordedUsage>? _recorded;
    private List<InnerCall>? _inner;
    private List<LlmCall>? _absorbed;
    private bool _isSettled;
    private int _admission;
    private readonly long _started;
    private readonly Recent<InferenceKey, InferenceTags> _metricTags;
    private string? _provider;

    internal LlmCall(OperationDescriptor descriptor, OperationInput? input, long started)
    {
        _started = started;
        _metricTags = descriptor.InferenceTags;
        Operation = descriptor.LlmOperation;
        IsIntercepted = descriptor.IsIntercepted;
        Request = input?.Request;
        var client = input?.Client;
        RequestModel = NotEmpty(input?.Model) ?? NotEmpty(Request?.Model) ?? NotEmpty(client?.Model) ?? descriptor.Model;
        _provider = NotEmpty(input?.Provider) ?? (client is null ? descriptor.Provider : client.ProviderOr(descriptor.Provider));
        Server = input?.Server ?? client?.Server;
    }

    internal LlmOperation Operation { get; }

    /// <summary>Whether generated code intercepts the call of an SDK.</summary>
    internal bool IsIntercepted { get; }

    /// <summary>The provider that was named before the call, else the one that the answer tells.</summary>
    internal string? Provider => _provider ?? Response.Provider;

    internal string? RequestModel { get; private set; }

    internal Uri? Server { get; }

    internal LlmRequest? Request { get; }

    internal LlmResponse Response => field ??= new LlmResponse();

    /// <summary>The content of the call; null where it is not captured.</summary>
    internal OperationContent? Content { get; set; }

    /// <summary>How many attributes the span was created with.</summary>
    internal int CreationTagCount { get; set; }

    /// <summary>Whether the answer comes in a stream.</summary>
    internal bool IsStreaming => Chunks is not null;

    /// <summary>When the chunks of a stream come; null for everything else.</summary>
    internal ChunkTimes? Chunks { get; private set; }

    /// <summary>Time from the start of the call to its first chunk; null where none has come.</summary>
    internal TimeSpan? TimeToFirstChunk => Chunks?.First;

    /// <summary>Usages that the user's code recorded by hand; they go before what the response says.</summary>
    internal IReadOnlyList<RecordedUsage> Recorded => _recorded ?? [];

    /// <summary>The attributes of the call's metrics, under an agent or none.</summary>
    internal InferenceTags MetricTags(string? agentName)
        => _metricTags.For(new(RequestModel, Response.Model, agentName, Provider, Operation, Server, AgentTracingOptions.Current));

    /// <summary>Marks the answer as a stream.</summary>
    internal void BeginStreaming() => Chunks ??= new ChunkTimes(this, _started);

    /// <summary>Notes that budgets have counted this call, before the request that it makes.</summary>
    internal void GiveAdmission() => Volatile.Write(ref _admission, 1);

    /// <summary>Whether budgets have counted this call for a request that was not made yet; true once.</summary>
    internal bool TakeAdmission() => Interlocked.Exchange(ref _admission, 0) != 0;

    /// <summary>Takes a usage that the user's code knows.</summary>
    internal void RecordUsage(in RecordedUsage usage)
    {
        lock (_gate)
        {
            (_recorded ??= []).Add(usage);
            RequestModel ??= usage.Model;
            _provider ??= usage.Provider;
        }
    }

    /// <summary>Takes over an intercepted call of the same kind, made for this one and shown by it. Returns false where this one has ended already.</summary>
    internal bool TryAbsorb(LlmCall intercepted)
    {
        lock (_gate)
        {
            if (_isSettled)
                return false;

            (_absorbed ??= []).Add(intercepted);
            return true;
        }
    }

    /// <summary>
    /// Adds up the calls that were taken over, and the answer of this one unless it repeats one of theirs. A usage recorded by hand stands
    /// for all of them.
    /// </summary>
    internal void SettleAbsorbed()
    {
        lock (_gate)
        {
            _isSettled = true;
            if (_absorbed is not { } absorbed)
                return;

            if (_recorded is null && Response.Usage is not null && !absorbed.Exists(call => call.Response.Usage is not null && IsSameResponse(call.Response.Id, Response.Id)))
                absorbed.Insert(0, this);
            if (_recorded is null)
                _recorded = RecordsOf(absorbed);

            var last = absorbed[^1];
            RequestModel ??= last.RequestModel;
            _provider ??= last.Provider;
            if (Response.Usage is null)
                Response.TakeOver(last.Response);
            if (last.Content is { } content)
                Content?.TakeOver(content);
        }
    }

    /// <summary>Takes note of an LLM operation that ended inside this one.</summary>
    internal void AddInner(in InnerCall call)
    {
        lock (_gate)
            (_inner ??= []).Add(call);
    }

    /// <summary>
    /// Whether an operation inside this one has counted the same call already: this one reports no usage of its own, or repeats the other's.
    /// A repetition has the same response id; where one of them has none, the same kind of operation must do.
    /// </summary>
    internal bool IsCountedInside(bool hasUsage)
    {
        lock (_gate)
        {
            if (_inner is null)
                return false;

            var id = Response.Id;
            return !hasUsage || _inner.Exists(call => call.HasUsage
                && call.Operation == Operation
                && IsSameResponse(call.ResponseId, id));
        }
    }

    private static bool IsSameResponse(string? left, string? right)
        => left is null || right is null || string.Equals(left, right, StringComparison.Ordinal);

    private static List<RecordedUsage>? RecordsOf(List<LlmCall> calls)
    {
        List<RecordedUsage>? records = null;
        foreach (var call in calls)
        {
            if (call.Response.Usage is { } usage)
                (records ??= []).Add(new(usage, call.Response.Model ?? call.RequestModel, call.Provider));
        }

        return records;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>A usage recorded by hand.</summary>
    internal readonly record struct RecordedUsage(TokenUsage Usage, string? Model, string? Provider);

    /// <summary>An LLM operation that ended inside another.</summary>
    internal readonly record struct InnerCall(LlmOperation Operation, string? ResponseId, bool HasUsage);
}
