using System.Text.Json;

namespace LoopbackLlm.Endpoints;

/// <summary>
/// One operation of one provider's protocol: reads its request and writes its responses. Has no side effects: sending, waiting and counting
/// are elsewhere.
/// </summary>
internal abstract class LlmEndpoint(string provider, string operation)
{
    /// <summary>One of <see cref="LlmProvider"/>.</summary>
    public string Provider => provider;

    /// <summary>One of <see cref="LlmOperation"/>.</summary>
    public string Operation => operation;

    /// <summary>The framing of a stream.</summary>
    public virtual StreamFormat StreamFormat => StreamFormat.ServerSentEvents;

    /// <summary>The name of the header that contains the request id.</summary>
    public virtual string RequestIdHeader => "x-request-id";

    /// <summary>Whether the response to <paramref name="body"/> is a stream.</summary>
    public virtual bool IsStreaming(JsonElement body) => body.Flag("stream") ?? false;

    /// <summary>Whether the response to <paramref name="body"/> is produced in the background, and the client polls for it.</summary>
    public virtual bool IsBackground(JsonElement body) => false;

    /// <summary>The messages of a request.</summary>
    public abstract IEnumerable<RequestMessage> ReadMessages(JsonElement body);

    /// <summary>The id of the response that this request continues, if the service keeps the conversation; otherwise null.</summary>
    public virtual string? PreviousResponseId(JsonElement body) => null;

    /// <summary>The id of a response; null when this operation's responses have none.</summary>
    public abstract string? ResponseId(ReplyContext context);

    /// <summary>The whole response.</summary>
    public abstract WireMessage Write(ReplyContext context);

    /// <summary>The body of a background response that is not finished.</summary>
    public virtual WireMessage WriteUnfinished(ReplyContext context) => Write(context);

    /// <summary>The response as a stream.</summary>
    public abstract IEnumerable<WireMessage> WriteStream(ReplyContext context);

    /// <summary>The body of a response with a status of 400 or more.</summary>
    public abstract WireMessage WriteError(int statusCode, string message, string? type);

    /// <summary>The last message of a stream that fails.</summary>
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
