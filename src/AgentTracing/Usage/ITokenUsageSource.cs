namespace AgentTracing;

/// <summary>A result that reports the usage of the LLM call behind it, for types whose usage cannot be read from their members.</summary>
public interface ITokenUsageSource
{
    /// <summary>The usage of the call; <see langword="null"/> when it is unknown.</summary>
    TokenUsage? TokenUsage { get; }

    /// <summary>The model of the response, as the provider names it.</summary>
    string? Model { get; }

    /// <summary>The provider's id of the response.</summary>
    string? ResponseId { get; }
}
