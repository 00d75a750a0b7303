using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>How a provider's usage figures relate to each other: selects the <see cref="TokenUsage"/> factory.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum UsageAccounting
{
    /// <summary>Input includes cached and audio tokens, output includes reasoning: <see cref="TokenUsage.FromOpenAI"/>.</summary>
    OpenAI,

    /// <summary>Input excludes cache reads and writes: <see cref="TokenUsage.FromAnthropic"/>.</summary>
    Anthropic,

    /// <summary>Output excludes thoughts: <see cref="TokenUsage.FromGemini"/>.</summary>
    Gemini,

    /// <summary>Input excludes cache reads and writes: <see cref="TokenUsage.FromBedrock"/>.</summary>
    Bedrock,

    /// <summary>Output may exclude reasoning, the total decides: <see cref="TokenUsage.FromXai"/>.</summary>
    Xai,

    /// <summary>Billed units: <see cref="TokenUsage.FromCohere"/>.</summary>
    Cohere,

    /// <summary>Evaluation counts: <see cref="TokenUsage.FromOllama"/>.</summary>
    Ollama,

    /// <summary>Microsoft.Extensions.AI, whose adapters differ, reconciled with the total: <see cref="TokenUsage.FromUsageDetails"/>.</summary>
    UsageDetails,
}
