namespace AgentTracing.MatrixTests;

/// <summary>The results of a call that the program makes twice: without and with interception.</summary>
/// <param name="Form">The call.</param>
/// <param name="Plain">The result or exception without interception.</param>
/// <param name="PlainRequests">The number of requests to the server without interception.</param>
/// <param name="PlainSpans">The number of our spans without interception.</param>
/// <param name="Intercepted">The result or exception with interception.</param>
/// <param name="Requests">The number of requests to the server with interception.</param>
/// <param name="Operations">The operations of its spans.</param>
/// <param name="Told">The input tokens on the spans.</param>
/// <param name="Sent">The input tokens that the server sent.</param>
/// <param name="Misbilled">The spans whose cost does not match their tokens.</param>
internal sealed record CallResult(
    string Form, string Plain, int PlainRequests, int PlainSpans, string Intercepted, int Requests, IReadOnlyList<string> Operations, long Told, long Sent, IReadOnlyList<string> Misbilled);
