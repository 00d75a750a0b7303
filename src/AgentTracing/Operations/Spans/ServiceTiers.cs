using AgentTracing.Conventions;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>Attributes of the requested tier and of the response's tier. OpenTelemetry defines them only for OpenAI's protocol.</summary>
internal static class ServiceTiers
{
    /// <summary>The attribute of the requested tier; null when the conventions have none.</summary>
    internal static string? RequestAttributeOf(string? provider) => HasTiersOfOpenAI(provider) ? GenAIAttributes.OpenAIRequestServiceTier : null;

    /// <summary>The attribute of the tier that the price depends on.</summary>
    internal static string ResponseAttributeOf(string? provider)
        => HasTiersOfOpenAI(provider) ? GenAIAttributes.OpenAIResponseServiceTier : AgentTracingAttributes.CostServiceTier;

    private static bool HasTiersOfOpenAI(string? provider)
        => provider is not (ProviderNames.Anthropic or ProviderNames.Bedrock or ProviderNames.Gemini or ProviderNames.VertexAI or ProviderNames.Foundry);
}
