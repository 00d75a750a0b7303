namespace AgentTracing.Tests.Charges;

/// <summary>What decides the price of a call. A fact without its sample in <see cref="ChargeSamples"/> fails.</summary>
public enum ChargeFact
{
    Usage,
    ServiceTier,
    Speed,
    Geography,
    Region,
    TimeToLive,
    Time,
    AudioInput,
    CachedAudio,
    Image,
    Reasoning,
    WebSearches,
    FileSearches,
    CodeSessions,
    CodeExecutions,
    RerankSearches,
    WebSearchPreviews,
    MapSearches,
    ImageGenerations,
    ReportedCost,
    ReportedZero,
    Rounds,
    LongPrompt,
    SumOfPrompts,
    Unreported,
}

/// <summary>How a call can reach us. A path without its driver in <see cref="ChargePathTests"/> fails.</summary>
public enum ChargePath
{
    SdkResult,
    SdkStream,
    AdapterResult,
    AdapterStream,
    OwnResult,
    AbsorbedResult,
    AbsorbedStream,
    AgentRun,
    ForeignSpan,
    ByHandInCall,
    ByHandAlone,
}
