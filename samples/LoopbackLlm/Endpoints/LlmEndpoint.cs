using System.Text.Json;

namespace LoopbackLlm.Endpoints;

/// <summary>
/// One operation of one provider's wire: how its request is read and its answers are written. Pure: nothing here sends, waits or counts.
/// </summary>
internal abstract class LlmEndpoint(string provider, string operation)
{
    /// <summary>One of <see cref="LlmProvider"/>.</summary>
    public string Provider => provider;

    /// <summary>One of <see cref="LlmOperation"/>.</summary>
    public string Operation => operation;

    /// <summary>The framing of a stream.</summary>
    public virtual StreamFormat StreamFormat => StreamFormat.ServerSentEvents;

    /// <summary>The name of the header that carries the id of the request.</summary>
    public virtual string RequestIdHeader => "x-request-id";

    /// <summary>Whether the answer to <paramref name="body"/> is a stream.</summary>
    public virtual bool IsStreaming(JsonElement body) => body.Flag("stream") ?? false;

    /// <summary>Whether the answer to <paramref name="body"/> is made in the background, and polled.</summary>
    public virtual bool IsBackground(JsonElement body) => false;

    /// <summary>The messages of a request.</summary>
    public abstract IEnumerable<RequestMessage> ReadMessages(JsonElement body);

    /// <summary>The id of the answer that the request goes on from, where the service keeps the conversation.</summary>
    public virtual string? PreviousResponseId(JsonElement body) => null;

    /// <summary>The id of an answer; null when answers have none.</summary>
    public abstract string? ResponseId(ReplyContext context);

    /// <summary>The whole answer.</summary>
    public abstract WireMessage Write(ReplyContext context);

    /// <summary>An answer that is still made in the background.</summary>
    public virtual WireMessage WriteUnfinished(ReplyContext context) => Write(context);

    /// <summary>The answer as a stream.</summary>
    public abstract IEnumerable<WireMessage> WriteStream(ReplyContext context);

    /// <summary>The body that goes with a status of 400 or more.</summary>
    public abstract WireMessage WriteError(int statusCode, string message, string? type);

    /// <summary>The end of a stream in which an error has happened.</summary>
    public abstract WireMessage WriteStreamError(string message, string? type);
}

/// <summary>The framing of a stream.</summary>
internal enum StreamFormat
{
    /// <summary><c>text/event-stream</c>.</summary>
    ServerSentEvents,

    /// <summary><c>application/x-ndjson</c>: one JSON object a line.</summary>
    JsonLines,
}
