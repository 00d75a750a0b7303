using AgentTracing.Generators.Tests.Pricing;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>A pricing file that contains the made-up models of tests that are not about prices.</summary>
internal static class MadeUpModels
{
    private static readonly string[] Providers = ["openai", "anthropic", "azure-openai", "google", "google-vertex", "aws-bedrock", "mistral"];
    private static readonly string[] Ids = ["m", "m1", "e", "e1", "claude", "gemini"];

    public static PricingText File { get; } = new("/llm-pricing.json", $$$"""
        {
          "schemaVersion": 1, "asOf": "2026-08-22", "currency": "USD", "unit": "per-1M-tokens",
          "providers": {"openai": {"usage": "inclusive"}},
          "models": [],
          "unpriced": [{{{string.Join(", ", Providers.SelectMany(static provider => Ids.Select(id => Unpriced(provider, id))))}}}]
        }
        """);

    private static string Unpriced(string provider, string id) => $$$"""{"provider": "{{{provider}}}", "id": "{{{id}}}", "reason": "made up"}""";
}
