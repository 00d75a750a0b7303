using AgentTracing.Conventions;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>Attributes of the tier that a call asked for and that served it. OpenTelemetry names them for OpenAI's protocol only.</summary>
internal static class ServiceTiers
{
    /// <summary>The attribute of the tier that was asked for; null when the conventions have none.</summary>
    internal static string? RequestAttributeOf(string? provider) => HasTiersOfOpenAI(provider) ? GenAIAttributes.OpenAIRequestServiceTier : null;

    /// <summary>The attribute of the tier that the call was priced by.</summary>
    internal static string ResponseAttributeOf(string? provider)
        => HasTiersOfOpenAI(provider) ? GenAIAttributes.OpenAIResponseServiceTier : AgentTracingAttributes.CostServiceTier;

    private static bool HasTiersOfOpenAI(string? provider)
        => provider is not (ProviderNames.Anthropic or ProviderNames.Bedrock or ProviderNames.Gemini or ProviderNames.VertexAI or ProviderNames.Foundry);
}
