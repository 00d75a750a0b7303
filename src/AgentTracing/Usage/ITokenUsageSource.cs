namespace AgentTracing;

/// <summary>A result of one's own that tells what the LLM call behind it consumed, for types whose shape says nothing.</summary>
public interface ITokenUsageSource
{
    /// <summary>What the call consumed; <see langword="null"/> where it is not known.</summary>
    TokenUsage? TokenUsage { get; }

    /// <summary>The model that answered, as the provider names it.</summary>
    string? Model { get; }

    /// <summary>The provider's id of the response.</summary>
    string? ResponseId { get; }
}
