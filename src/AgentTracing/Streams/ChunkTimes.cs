using System.Diagnostics;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>The arrival times of a streamed response's chunks.</summary>
/// <param name="call">The call.</param>
/// <param name="started">Its start time.</param>
internal sealed class ChunkTimes(LlmCall call, long started)
{
    private long _last;
    private Tag[]? _tags;
    private string? _provider;
    private string? _requestModel;
    private string? _responseModel;

    /// <summary>Time from the start of the call to its first chunk; null before the first chunk.</summary>
    internal TimeSpan? First { get; private set; }

    /// <summary>
    /// Records the time of a chunk. A chunk that is available at once arrived with the previous one, so the time between them is zero.
    /// </summary>
    /// <param name="waited">Whether the caller had to wait for it.</param>
    internal void Arrived(bool waited)
    {
        if (First is null)
        {
            _last = Stopwatch.GetTimestamp();
            First = Stopwatch.GetElapsedTime(started, _last);
        }
        else if (InferenceMetrics.TimePerOutputChunkEnabled)
        {
            var before = _last;
            if (waited)
                _last = Stopwatch.GetTimestamp();
            InferenceMetrics.RecordChunk(Tags(), Stopwatch.GetElapsedTime(before, _last));
        }
    }

    /// <summary>The attributes that are known so far; created again only if a chunk has added data.</summary>
    private Tag[] Tags()
    {
        if (_tags is null || _provider != call.Provider || _requestModel != call.RequestModel || _responseModel != call.Response.Model)
        {
            (_provider, _requestModel, _responseModel) = (call.Provider, call.RequestModel, call.Response.Model);
            _tags = InferenceTags.CallOf(call.Operation, _provider, _requestModel, _responseModel, call.Server);
        }

        return _tags;
    }
}
