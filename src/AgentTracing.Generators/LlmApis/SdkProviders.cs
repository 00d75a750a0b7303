using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// The provider that an SDK's types speak for, as <c>gen_ai.provider.name</c> has it: what an <c>[LlmCall]</c> without one is taken to call. Services
/// that speak another's protocol (Azure's OpenAI) are told apart by the user.
/// </summary>
internal static class SdkProviders
{
    private static readonly (string Namespace, string Provider)[] Sdks =
    [
        ("OpenAI", "openai"),
        ("Betalgo.Ranul.OpenAI", "openai"),
        ("Anthropic", "anthropic"),
        ("OllamaSharp", "ollama"),
        ("Azure.AI.Inference", "azure.ai.inference"),
        ("Amazon.BedrockRuntime", "aws.bedrock"),
        ("Google.GenAI", "gcp.gemini"),
        ("Mscc.GenerativeAI", "gcp.gemini"),
        ("Google.Cloud.AIPlatform", "gcp.vertex_ai"),
        ("Mistral.SDK", "mistral_ai"),
    ];

    /// <summary>
    /// Types that Microsoft.Extensions.AI's adapters keep as the raw representation of what they translate; at run time they tell the provider.
    /// </summary>
    private static readonly string[] RawTypes =
    [
        "OpenAI.Chat.ChatCompletion",
        "OpenAI.Chat.StreamingChatCompletionUpdate",
        "OpenAI.Responses.ResponseResult",
        "OpenAI.Responses.OpenAIResponse",
        "OpenAI.Responses.StreamingResponseUpdate",
        "Anthropic.Models.Messages.Message",
        "Anthropic.Models.Messages.RawMessageStreamEvent",
        "OllamaSharp.Models.Chat.ChatResponseStream",
    ];

    /// <summary>The provider of a result, of what a wrapper holds, or of what a stream yields; null where the type tells none.</summary>
    public static string? Of(ITypeSymbol type)
        => OfNamespace(type) ?? (type as INamedTypeSymbol)?.TypeArguments.Select(OfNamespace).FirstOrDefault(provider => provider is not null);

    /// <summary>The provider that a namespace belongs to; null where it is no SDK's.</summary>
    public static string? OfNamespace(string name)
        => Sdks.FirstOrDefault(sdk => name == sdk.Namespace || name.StartsWith(sdk.Namespace + ".", StringComparison.Ordinal)).Provider;

    /// <summary>The types that a raw representation can have with the SDKs that are referenced, and the provider of each.</summary>
    public static IEnumerable<(string Type, string Provider)> OfRawTypes(Compilation compilation)
        => RawTypes
            .Select(compilation.GetTypeByMetadataName)
            .OfType<INamedTypeSymbol>()
            .Where(type => type.IsNamedFromGlobal(compilation))
            .Select(type => (type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), OfNamespace(type)!));

    private static string? OfNamespace(ITypeSymbol type)
        => type.ContainingNamespace is { IsGlobalNamespace: false } space ? OfNamespace(space.ToDisplayString()) : null;
}
