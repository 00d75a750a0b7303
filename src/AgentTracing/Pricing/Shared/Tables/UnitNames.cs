namespace AgentTracing.Pricing;

/// <summary>Billed units, by their names in a pricing file (<c>providers.*.perThousand</c>).</summary>
internal static class UnitNames
{
    /// <summary>Every request.</summary>
    public const string Request = "request";

    public const string WebSearch = "webSearch";
    public const string WebSearchPreview = "webSearchPreview";
    public const string MapSearch = "mapSearch";
    public const string FileSearch = "fileSearch";
    public const string CodeSession = "codeSession";
    public const string CodeExecution = "codeExecution";
    public const string RerankSearch = "rerankSearch";
    public const string ImageGeneration = "imageGeneration";

    /// <summary>All names, in the order in which messages list them.</summary>
    public static readonly string[] All = [Request, WebSearch, WebSearchPreview, MapSearch, FileSearch, CodeSession, CodeExecution, RerankSearch, ImageGeneration];

    /// <summary>The billed units of a usage, by name.</summary>
    public static (string Name, long Count)[] Of(in TokenUsage usage) =>
    [
        (WebSearch, usage.WebSearches),
        (WebSearchPreview, usage.WebSearchPreviews),
        (MapSearch, usage.MapSearches),
        (FileSearch, usage.FileSearches),
        (CodeSession, usage.CodeSessions),
        (CodeExecution, usage.CodeExecutions),
        (RerankSearch, usage.RerankSearches),
        (ImageGeneration, usage.ImageGenerations),
    ];
}
