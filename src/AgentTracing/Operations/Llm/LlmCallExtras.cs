using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Rarely used state of a model call, allocated on demand to keep calls small.</summary>
internal sealed class LlmCallExtras
{
    /// <summary>Usages that the user's code recorded.</summary>
    internal List<LlmCall.RecordedUsage>? Recorded { get; set; }

    /// <summary>Cost of the call as the user's code reports it, in USD.</summary>
    internal decimal? RecordedUsd { get; set; }

    /// <summary>The source of that figure.</summary>
    internal string? CostSource { get; set; }

    /// <summary>The counted responses inside the call.</summary>
    internal CountedResponses? Inner { get; set; }

    /// <summary>Intercepted calls that the call records as its own.</summary>
    internal List<LlmCall>? Absorbed { get; set; }

    /// <summary>The foreign spans of the call.</summary>
    internal List<ForeignCall>? Shown { get; set; }

    /// <summary>The requests of those spans, if they are billed separately.</summary>
    internal List<LlmCall>? ShownRequests { get; set; }

    /// <summary>The conversation argument of the call.</summary>
    internal LlmHistory? History { get; set; }

    /// <summary>The usage of each request for the call, from the metrics of Semantic Kernel's connectors.</summary>
    internal List<(long Input, long Output)>? Measured { get; set; }

    /// <summary>Whether the call ended before its finish reason.</summary>
    internal bool IsBrokenOff { get; set; }
}
