using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>OpenInference's <c>llm.provider</c> (the host of the model) and <c>llm.system</c> (its maker).</summary>
internal static class OpenInferenceProviders
{
    /// <summary>Makers of models by parts of model names, for hosts of many makers' models.</summary>
    private static readonly (string Part, string System)[] Families =
    [
        ("claude", "anthropic"),
        ("anthropic", "anthropic"),
        ("gpt", "openai"),
        ("openai", "openai"),
        ("amazon", "amazon"),
        ("nova", "amazon"),
        ("titan", "amazon"),
        ("llama", "meta"),
        ("mistral", "mistralai"),
        ("mixtral", "mistralai"),
        ("command", "cohere"),
        ("cohere", "cohere"),
        ("jamba", "ai21"),
        ("deepseek", "deepseek"),
        ("grok", "xai"),
    ];

    internal static string? ProviderOf(string? provider) => provider switch
    {
        ProviderNames.Bedrock => "aws",
        ProviderNames.AzureOpenAI or ProviderNames.AzureInference => "azure",
        ProviderNames.Mistral => "mistralai",
        ProviderNames.XAI => "xai",
        ProviderNames.Moonshot => "moonshot",
        _ when provider?.StartsWith("gcp.", StringComparison.Ordinal) is true => "google",
        _ => provider,
    };

    /// <summary>Null when it is unknown.</summary>
    internal static string? SystemOf(string? provider, string? model) => provider switch
    {
        ProviderNames.OpenAI or ProviderNames.AzureOpenAI => "openai",
        ProviderNames.Anthropic or ProviderNames.Cohere or ProviderNames.DeepSeek => provider,
        ProviderNames.Mistral => "mistralai",
        ProviderNames.XAI => "xai",
        ProviderNames.VertexAI => FamilyOf(model) ?? "vertexai",
        _ => FamilyOf(model),
    };

    private static string? FamilyOf(string? model)
        => model is null ? null : Array.Find(Families, family => model.Contains(family.Part, StringComparison.OrdinalIgnoreCase)).System;
}
