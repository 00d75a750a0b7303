using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>The attributes of the metric of a stream's chunks: made again only where a chunk has told more of the call.</summary>
internal struct ChunkTags
{
    private Tag[]? _tags;
    private string? _provider;
    private string? _requestModel;
    private string? _responseModel;

    /// <summary>The attributes, as far as the call is known by now.</summary>
    internal ReadOnlySpan<Tag> Of(LlmCall call)
    {
        if (_tags is null
            || _provider != call.Provider
            || _requestModel != call.RequestModel
            || _responseModel != call.Response.Model)
        {
            (_provider, _requestModel, _responseModel) = (call.Provider, call.RequestModel, call.Response.Model);
            _tags = InferenceMetrics.TagsOf(call);
        }

        return _tags;
    }
}
