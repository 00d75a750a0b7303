using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>What few model calls have, so that the others need not be larger for it.</summary>
internal sealed class LlmCallExtras
{
    /// <summary>Usages that the user's code recorded.</summary>
    internal List<LlmCall.RecordedUsage>? Recorded { get; set; }

    /// <summary>Cost of the call as the user's code reports it, in USD.</summary>
    internal decimal? RecordedUsd { get; set; }

    /// <summary>The source of that figure.</summary>
    internal string? CostSource { get; set; }

    /// <summary>The answers that were counted inside the call.</summary>
    internal CountedAnswers? Inner { get; set; }

    /// <summary>Intercepted calls that the call shows as its own.</summary>
    internal List<LlmCall>? Absorbed { get; set; }

    /// <summary>The spans of others that show the call.</summary>
    internal List<ForeignCall>? Shown { get; set; }

    /// <summary>The requests that those spans tell, where each is billed alone.</summary>
    internal List<LlmCall>? ShownRequests { get; set; }

    /// <summary>The conversation that the call is given.</summary>
    internal LlmHistory? History { get; set; }

    /// <summary>What each request for the call used, as Semantic Kernel's connectors count it.</summary>
    internal List<(long Input, long Output)>? Measured { get; set; }

    /// <summary>Whether the call ended before its reason to end came.</summary>
    internal bool IsBrokenOff { get; set; }

    /// <summary>The content of the call.</summary>
    internal OperationContent? Content { get; set; }
}
