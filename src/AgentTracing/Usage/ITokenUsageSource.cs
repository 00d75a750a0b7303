namespace AgentTracing;

/// <summary>A result that reports the usage of the LLM call behind it, for types whose members do not show it.</summary>
public interface ITokenUsageSource
{
    /// <summary>What the call consumed; <see langword="null"/> where it is not known.</summary>
    TokenUsage? TokenUsage { get; }

    /// <summary>The model that answered, as the provider names it.</summary>
    string? Model { get; }

    /// <summary>The provider's id of the response.</summary>
    string? ResponseId { get; }
}
