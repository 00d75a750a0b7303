using System.Diagnostics;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>When the chunks of a streamed answer come.</summary>
/// <param name="call">The call that is answered.</param>
/// <param name="started">When it started.</param>
internal sealed class ChunkTimes(LlmCall call, long started)
{
    private long _last;
    private Tag[]? _tags;
    private string? _provider;
    private string? _requestModel;
    private string? _responseModel;

    /// <summary>Time from the start of the call to its first chunk; null when none has come.</summary>
    internal TimeSpan? First { get; private set; }

    /// <summary>Takes the time of a chunk. One that was there already when it was asked for came with the one before: no time is between them.</summary>
    /// <param name="waited">Whether it had to be waited for.</param>
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

    /// <summary>The attributes as far as the call is known by now: made again only where a chunk has told more of it.</summary>
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
