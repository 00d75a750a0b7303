namespace Google.GenAI.Types;

/// <summary>Gemini's responses, as stubs with the names of Google's SDK, whose package is not referenced here.</summary>
internal sealed class GenerateContentResponse
{
    public string? ModelVersion { get; init; }

    public string? ResponseId { get; init; }

    public List<Candidate>? Candidates { get; init; }

    public GenerateContentResponseUsageMetadata? UsageMetadata { get; init; }
}

internal sealed class Candidate
{
    public GroundingMetadata? GroundingMetadata { get; init; }
}

internal sealed class GroundingMetadata
{
    public List<string>? WebSearchQueries { get; init; }

    public List<string>? ImageSearchQueries { get; init; }

    public List<GroundingChunk>? GroundingChunks { get; init; }
}

internal sealed class GroundingChunk
{
    public GroundingChunkMaps? Maps { get; init; }
}

internal sealed class GroundingChunkMaps
{
    public string? PlaceId { get; init; }
}

internal sealed class GenerateContentResponseUsageMetadata
{
    public int? PromptTokenCount { get; init; }

    public int? CandidatesTokenCount { get; init; }

    public int? ThoughtsTokenCount { get; init; }

    public int? ToolUsePromptTokenCount { get; init; }

    public int? CachedContentTokenCount { get; init; }

    public int? TotalTokenCount { get; init; }

    public List<ModalityTokenCount>? PromptTokensDetails { get; init; }

    public List<ModalityTokenCount>? CacheTokensDetails { get; init; }

    public List<ModalityTokenCount>? CandidatesTokensDetails { get; init; }
}

internal sealed record ModalityTokenCount(MediaModality? Modality, int? TokenCount);

internal enum MediaModality
{
    Text,
    Image,
    Audio,
}
