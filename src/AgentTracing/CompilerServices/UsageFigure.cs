namespace AgentTracing.CompilerServices;

/// <summary>The figures that providers report.</summary>
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
    ToolUseInput,
    WebSearches,
}
