using System.Runtime.CompilerServices;

namespace AgentTracing.CompilerServices;

/// <summary>Rarely used values of a response, allocated on demand to keep responses small.</summary>
internal sealed class ResponseExtras
{
    internal Verdict? Verdict { get; set; }

    /// <summary>The provider that answered.</summary>
    internal string? Provider { get; set; }

    internal string? Geography { get; set; }

    /// <summary>The usage, if it was set as a whole.</summary>
    internal StrongBox<TokenUsage>? Usage { get; set; }

    internal string? Speed { get; set; }

    internal decimal? ReportedCost { get; set; }

    /// <summary>Whether the cost comes from the application's result type.</summary>
    internal bool IsCostMarked { get; set; }

    internal bool IsSum { get; set; }

    /// <summary>Kinds of tokens that the usage does not report separately.</summary>
    internal UnreportedUsage Unreported { get; set; }

    /// <summary>Number of web searches behind a grounded response.</summary>
    internal long Grounding { get; set; }

    /// <summary>Whether the response is grounded in a map.</summary>
    internal bool IsMapped { get; set; }

    /// <summary>The model that generates the images of the response.</summary>
    internal string? ImageModel { get; set; }

    /// <summary>Requests to other models that this request caused; its usage does not include theirs.</summary>
    internal List<LlmResponse>? SideRequests { get; set; }

    internal bool IsCompacted { get; set; }

    /// <summary>The id of the conversation that the service stores.</summary>
    internal string? ConversationId { get; set; }

    /// <summary>Whether the service is still generating the response, in the background.</summary>
    internal bool IsPending { get; set; }

    /// <summary>Whether the caller requested a typed value instead of text.</summary>
    internal bool IsTyped { get; set; }

    /// <summary>The requests before the current one.</summary>
    internal List<LlmResponse>? Earlier { get; set; }

    internal List<LlmResponse>? Iterations { get; set; }

    internal List<LlmResponse>? Rounds { get; set; }

    /// <summary>Whether there is something to bill besides the usage.</summary>
    internal bool IsBilled => ReportedCost is not null || Iterations is not null || Rounds is not null;

    /// <summary>Removes the requests that were reported one by one.</summary>
    internal void DropInferences() => Iterations = Rounds = null;

    /// <summary>Removes all requests but the current one.</summary>
    internal void DropOthers() => Earlier = Rounds = null;

    /// <summary>Copies the price-relevant values of a request.</summary>
    internal void TakeFigures(ResponseExtras other)
    {
        (Provider, Geography, Usage) = (other.Provider ?? Provider, other.Geography ?? Geography, other.Usage);
        (Speed, ReportedCost, IsSum, Iterations, Rounds) = (other.Speed, other.ReportedCost, other.IsSum, other.Iterations, other.Rounds);
        (Grounding, IsMapped, SideRequests) = (other.Grounding, other.IsMapped, other.SideRequests);
        Unreported = other.Unreported;
        Earlier = other.Earlier;
    }

    /// <summary>Moves the values of the finished request to a new object.</summary>
    internal ResponseExtras EndRequest()
    {
        var ended = new ResponseExtras
        {
            Provider = Provider,
            Geography = Geography,
            Usage = Usage,
            Speed = Speed,
            ReportedCost = ReportedCost,
            IsSum = IsSum,
            Unreported = Unreported,
            Grounding = Grounding,
            IsMapped = IsMapped,
            SideRequests = SideRequests,
            Iterations = Iterations,
            Rounds = Rounds,
        };
        (Geography, Usage, Speed, ReportedCost, IsSum, Iterations, Rounds) = (null, null, null, null, false, null, null);
        (Grounding, IsMapped, ImageModel, SideRequests) = (0, false, null, null);
        Unreported = UnreportedUsage.None;
        return ended;
    }
}
