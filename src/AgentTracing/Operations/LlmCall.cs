using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>What is special about the call of a model: what it asked for, what was answered, and when.</summary>
internal sealed class LlmCall
{
    private readonly object _gate = new();
    private List<RecordedUsage>? _recorded;
    private List<InnerCall>? _inner;
    private long _lastChunk;
    private readonly long _started;
    private string? _provider;

    internal LlmCall(OperationDescriptor descriptor, OperationInput? input, long started)
    {
        _started = started;
        Operation = descriptor.LlmOperation;
        Request = input?.Request;
        RequestModel = NotEmpty(input?.Model) ?? NotEmpty(Request?.Model) ?? descriptor.Model;
        _provider = NotEmpty(input?.Provider) ?? descriptor.Provider;
        Server = input?.Server;
    }

    internal LlmOperation Operation { get; }

    /// <summary>The provider that was named before the call, else the one that the answer tells.</summary>
    internal string? Provider => _provider ?? Response.Provider;

    internal string? RequestModel { get; private set; }

    internal Uri? Server { get; }

    internal LlmRequest? Request { get; }

    internal LlmResponse Response => field ??= new LlmResponse();

    /// <summary>Whether the answer comes in a stream.</summary>
    internal bool IsStreaming { get; private set; }

    /// <summary>Time from the start of the call to its first chunk; null where none has come.</summary>
    internal TimeSpan? TimeToFirstChunk { get; private set; }

    /// <summary>Usages that the user's code recorded by hand; they go before what the response says.</summary>
    internal IReadOnlyList<RecordedUsage> Recorded => _recorded ?? [];

    /// <summary>Marks the answer as a stream.</summary>
    internal void BeginStreaming() => IsStreaming = true;

    /// <summary>Takes the time of a chunk of the stream.</summary>
    internal void ChunkArrived()
    {
        if (TimeToFirstChunk is null)
        {
            _lastChunk = Stopwatch.GetTimestamp();
            TimeToFirstChunk = Stopwatch.GetElapsedTime(_started, _lastChunk);
        }
        else if (InferenceMetrics.TimePerOutputChunkEnabled)
        {
            var now = Stopwatch.GetTimestamp();
            InferenceMetrics.RecordChunk(this, Stopwatch.GetElapsedTime(_lastChunk, now));
            _lastChunk = now;
        }
    }

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
                && (id is null || call.ResponseId is null || string.Equals(call.ResponseId, id, StringComparison.Ordinal)));
        }
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>A usage recorded by hand.</summary>
    internal readonly record struct RecordedUsage(TokenUsage Usage, string? Model, string? Provider);

    /// <summary>An LLM operation that ended inside another.</summary>
    internal readonly record struct InnerCall(LlmOperation Operation, string? ResponseId, bool HasUsage);
}
