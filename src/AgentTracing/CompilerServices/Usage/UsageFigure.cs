namespace AgentTracing.CompilerServices;

/// <summary>The figures that providers report: first those of most responses, then the others.</summary>
internal enum UsageFigure
{
    Input,
    Output,
    Total,
    CacheRead,
    CacheWrite,
    CacheWrite5m,
    CacheWrite1h,
    Reasoning,

    InputAudio,
    OutputAudio,
    CacheReadAudio,
    InputImage,
    OutputImage,
    ToolUseInput,
    WebSearches,
    FileSearches,
    CodeSessions,
    CodeExecutions,
    RerankSearches,
    WebSearchPreviews,
    MapSearches,
    ImageGenerations,
}
