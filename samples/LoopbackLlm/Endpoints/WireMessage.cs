namespace LoopbackLlm.Endpoints;

/// <summary>A part of a response as it is sent: a JSON body, an event of a stream, or a line of JSON.</summary>
/// <param name="Data">The bytes, without the framing of the stream.</param>
/// <param name="Event">The name of the event; null for streams without event names.</param>
internal sealed record WireMessage(ReadOnlyMemory<byte> Data, string? Event = null)
{
    /// <summary>Whether this is a content chunk. Chunk delays and broken streams count only these.</summary>
    public bool IsContent { get; init; }

    /// <summary>The usage figures in <see cref="Data"/>.</summary>
    public ScriptedUsage? Usage { get; init; }
}
