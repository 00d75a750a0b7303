namespace AgentTracing.MatrixTests;

/// <summary>What a program says of a call that it made twice: as it is, and intercepted.</summary>
/// <param name="Form">The call.</param>
/// <param name="Plain">What it gave, or threw, as it is.</param>
/// <param name="PlainRequests">How many requests the server received for it.</param>
/// <param name="PlainSpans">How many spans of ours there were.</param>
/// <param name="Intercepted">What it gave, or threw, intercepted.</param>
/// <param name="Requests">How many requests the server received for it.</param>
/// <param name="Operations">The operations of its spans.</param>
/// <param name="Told">Input tokens that the spans tell.</param>
/// <param name="Sent">Input tokens that the server has told.</param>
/// <param name="Misbilled">The spans whose cost is not that of their tokens.</param>
internal sealed record CallResult(
    string Form, string Plain, int PlainRequests, int PlainSpans, string Intercepted, int Requests, IReadOnlyList<string> Operations, long Told, long Sent, IReadOnlyList<string> Misbilled);
