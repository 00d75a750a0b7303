namespace LoopbackLlm.Endpoints;

/// <summary>A piece of an answer as the wire carries it: a JSON body, an event of a stream, or a line of one.</summary>
/// <param name="Data">The bytes, without the framing of the stream.</param>
/// <param name="Event">The name of the event, on streams that name them.</param>
internal sealed record WireMessage(ReadOnlyMemory<byte> Data, string? Event = null)
{
    /// <summary>Whether this is a chunk of the answer's content: what delays and broken streams count.</summary>
    public bool IsContent { get; init; }

    /// <summary>The figures of usage that <see cref="Data"/> states.</summary>
    public ScriptedUsage? Usage { get; init; }
}
