namespace AgentTracing;

/// <summary>Rarely billed units, other than web searches.</summary>
internal sealed record BilledUnits(
    long FileSearches = 0,
    long CodeSessions = 0,
    long CodeExecutions = 0,
    long RerankSearches = 0,
    long WebSearchPreviews = 0,
    long MapSearches = 0,
    long ImageGenerations = 0)
{
    internal static readonly BilledUnits None = new();

    /// <summary>Whether no count is below zero or above <paramref name="limit"/>, which is all ones in binary.</summary>
    internal bool EachIsUpTo(long limit)
        => (ulong)(FileSearches | CodeSessions | CodeExecutions | RerankSearches | WebSearchPreviews | MapSearches | ImageGenerations) <= (ulong)limit;

    /// <summary>Adds two values, either of which may be null.</summary>
    internal static BilledUnits? Sum(BilledUnits? left, BilledUnits? right)
        => left is null || right is null
            ? left ?? right
            : new(
                left.FileSearches + right.FileSearches,
                left.CodeSessions + right.CodeSessions,
                left.CodeExecutions + right.CodeExecutions,
                left.RerankSearches + right.RerankSearches,
                left.WebSearchPreviews + right.WebSearchPreviews,
                left.MapSearches + right.MapSearches,
                left.ImageGenerations + right.ImageGenerations);
}
