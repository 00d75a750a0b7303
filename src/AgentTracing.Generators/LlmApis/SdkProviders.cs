using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// The provider that an SDK's types speak for, as <c>gen_ai.provider.name</c> has it: what an <c>[LlmCall]</c> without one is taken to call. Services
/// that speak another's protocol (Azure's OpenAI) are told apart by the user.
/// </summary>
internal static class SdkProviders
{
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

    /// <summary>Services of Semantic Kernel's connectors, and whom each calls.</summary>
    private static readonly (string Type, string Provider)[] KernelServices =
    [
        ("OpenAI.OpenAIChatCompletionService", "openai"),
        ("AzureOpenAI.AzureOpenAIChatCompletionService", "azure.ai.openai"),
        ("Google.GoogleAIGeminiChatCompletionService", "gcp.gemini"),
        ("Google.VertexAIGeminiChatCompletionService", "gcp.vertex_ai"),
        ("MistralAI.MistralAIChatCompletionService", "mistral_ai"),
    ];

    /// <summary>The provider of a result, of what a wrapper holds, or of what a stream yields; null where the type tells none.</summary>
    public static string? Of(ITypeSymbol type)
        => OfNamespace(type) ?? (type as INamedTypeSymbol)?.TypeArguments.Select(OfNamespace).FirstOrDefault(provider => provider is not null);

    /// <summary>The types that a raw representation can have with the SDKs that are referenced, and the provider of each.</summary>
    public static IEnumerable<(string Type, string Provider)> OfRawTypes(Compilation compilation)
        => RawTypes
            .Select(compilation.GetTypeByMetadataName)
            .OfType<INamedTypeSymbol>()
            .Where(type => type.IsNamedFromGlobal(compilation))
            .Select(type => (type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), OfNamespace(type)!));

    /// <summary>The services of Semantic Kernel's connectors that are referenced, and the provider of each.</summary>
    public static IEnumerable<(string Type, string Provider)> OfKernelServices(Compilation compilation)
        => from service in KernelServices
           let type = compilation.GetTypeByMetadataName("Microsoft.SemanticKernel.Connectors." + service.Type)
           where type is not null && type.IsNamedFromGlobal(compilation)
           select (type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), service.Provider);

    private static string? OfNamespace(ITypeSymbol type)
        => type.ContainingNamespace is { IsGlobalNamespace: false } space ? LlmSdk.Of(space.ToDisplayString())?.Provider : null;
}
