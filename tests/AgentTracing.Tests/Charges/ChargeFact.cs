namespace AgentTracing.Tests.Charges;

/// <summary>A fact that determines the price of a call. A fact without a sample in <see cref="ChargeSamples"/> fails a test.</summary>
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

/// <summary>A path on which a call can reach us. A path without a driver in <see cref="ChargePathTests"/> fails a test.</summary>
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
