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
    /// <summary>The provider of a result, of what a wrapper holds, or of what a stream yields; null when the type tells none.</summary>
    public static string? Of(ITypeSymbol type)
        => OfNamespace(type) ?? (type as INamedTypeSymbol)?.TypeArguments.Select(OfNamespace).FirstOrDefault(provider => provider is not null);

    /// <summary>The types that a raw representation can have with the SDKs that are referenced, and the provider of each.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="areUpdates">Whether they are elements of streams.</param>
    public static IEnumerable<(INamedTypeSymbol Type, string Provider)> OfRawTypes(Compilation compilation, bool areUpdates)
        => from sdk in Sdk.All
           from name in areUpdates ? sdk.RawUpdates : sdk.RawAnswers
           let type = compilation.FindNameable(name)
           where type is not null && type.IsNamedFromGlobal(compilation)
           select (type, sdk.Provider!);

    /// <summary>The services of Semantic Kernel's connectors that are referenced, and the provider of each.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, string Provider)> OfKernelServices(Compilation compilation)
        => from service in Sdk.All.SelectMany(static sdk => sdk.Services)
           let type = compilation.FindNameable(service.Type)
           where type is not null && type.IsNamedFromGlobal(compilation)
           select (type, service.Provider);

    /// <summary>The clients of an SDK that call another provider, as far as they are referenced, and whom each calls.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, string Provider)> OfClients(Sdk sdk, Compilation compilation)
        => from client in sdk.Clients
           let type = compilation.FindNameable(client.Type)
           where type is not null && type.IsNamedFromGlobal(compilation)
           select (type, client.Provider);

    /// <summary>Whom a client of an SDK with clients for several clouds calls, as its type says; null when it says nothing.</summary>
    public static string? OfClient(ITypeSymbol type)
        => type.WithBaseTypes().OfType<INamedTypeSymbol>()
            .Select(static candidate => Clients.TryGetValue(candidate.MetadataNameOf(), out var provider) ? provider : null)
            .FirstOrDefault(static provider => provider is not null);

    private static readonly Dictionary<string, string> Clients = Sdk.All.SelectMany(static sdk => sdk.Clients).ToDictionary(static client => client.Type, static client => client.Provider, StringComparer.Ordinal);

    private static string? OfNamespace(ITypeSymbol type)
        => Sdk.Of(type.ContainingNamespace)?.Provider;
}
