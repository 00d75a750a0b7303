using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// The provider that an SDK's types speak for, as <c>gen_ai.provider.name</c> has it: what an <c>[LlmCall]</c> without one is taken to call. Services
/// that speak another's protocol (Azure's OpenAI) are told apart by the user.
/// </summary>
internal static class SdkProviders
{
    /// <summary>The provider of a result, of what a wrapper holds, or of what a stream yields; null where the type tells none.</summary>
    public static string? Of(ITypeSymbol type)
        => OfNamespace(type) ?? (type as INamedTypeSymbol)?.TypeArguments.Select(OfNamespace).FirstOrDefault(provider => provider is not null);

    /// <summary>The types that a raw representation can have with the SDKs that are referenced, and the provider of each.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, string Provider)> OfRawTypes(Compilation compilation)
        => Sdk.All.SelectMany(static sdk => sdk.RawTypes)
            .Select(compilation.FindNameable)
            .OfType<INamedTypeSymbol>()
            .Where(type => type.IsNamedFromGlobal(compilation))
            .Select(static type => (type, OfNamespace(type)!));

    /// <summary>The services of Semantic Kernel's connectors that are referenced, and the provider of each.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, string Provider)> OfKernelServices(Compilation compilation)
        => from service in Sdk.All.SelectMany(static sdk => sdk.Services)
           let type = compilation.FindNameable(service.Type)
           where type is not null && type.IsNamedFromGlobal(compilation)
           select (type, service.Provider);

    private static string? OfNamespace(ITypeSymbol type)
        => Sdk.Of(type.ContainingNamespace)?.Provider;
}
