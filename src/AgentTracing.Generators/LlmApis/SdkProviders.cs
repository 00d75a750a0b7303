using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// The provider of an SDK's types, a value of <c>gen_ai.provider.name</c>: the default of an <c>[LlmCall]</c> without one. Users must name
/// services with another provider's protocol (Azure's OpenAI).
/// </summary>
internal static class SdkProviders
{
    /// <summary>The provider of a result, of a wrapper's content, or of a stream's elements; null when the type determines none.</summary>
    public static string? Of(ITypeSymbol type)
        => OfNamespace(type) ?? (type as INamedTypeSymbol)?.TypeArguments.Select(OfNamespace).FirstOrDefault(provider => provider is not null);

    /// <summary>The possible types of a raw representation with the referenced SDKs, and their providers.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="kinds">The kinds of objects.</param>
    public static IEnumerable<(INamedTypeSymbol Type, string Provider)> OfRawTypes(Compilation compilation, RawKinds kinds)
        => from sdk in Sdk.All
           from name in NamesOf(sdk, kinds)
           let type = compilation.FindNameable(name)
           where type is not null && type.IsNamedFromGlobal(compilation)
           select (type, sdk.Provider!);

    private static IEnumerable<string> NamesOf(Sdk sdk, RawKinds kinds)
        => new[] { (RawKinds.Answers, sdk.RawAnswers), (RawKinds.Media, sdk.RawMedia), (RawKinds.Updates, sdk.RawUpdates) }
            .Where(pair => (pair.Item1 & kinds) != 0)
            .SelectMany(static pair => pair.Item2);

    /// <summary>The referenced services of Semantic Kernel's connectors, and their providers.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, string Provider)> OfKernelServices(Compilation compilation)
        => from service in Sdk.All.SelectMany(static sdk => sdk.Services)
           let type = compilation.FindNameable(service.Type)
           where type is not null && type.IsNamedFromGlobal(compilation)
           select (type, service.Provider);

    /// <summary>The referenced clients of an SDK that call another provider, and their providers.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, string Provider)> OfClients(Sdk sdk, Compilation compilation)
        => from client in sdk.Clients
           let type = compilation.FindNameable(client.Type)
           where type is not null && type.IsNamedFromGlobal(compilation)
           select (type, client.Provider);

    /// <summary>
    /// The provider that a client's type determines, for an SDK with clients for several clouds; null when there is none.
    /// </summary>
    public static string? OfClient(ITypeSymbol type)
        => type.WithBaseTypes().OfType<INamedTypeSymbol>()
            .Select(static candidate => Clients.TryGetValue(candidate.MetadataNameOf(), out var provider) ? provider : null)
            .FirstOrDefault(static provider => provider is not null);

    private static readonly Dictionary<string, string> Clients = Sdk.All.SelectMany(static sdk => sdk.Clients).ToDictionary(static client => client.Type, static client => client.Provider, StringComparer.Ordinal);

    private static string? OfNamespace(ITypeSymbol type)
        => Sdk.Of(type.ContainingNamespace)?.Provider;
}

/// <summary>Kinds of objects that adapters keep as the raw representation of responses.</summary>
[Flags]
internal enum RawKinds
{
    /// <summary>Responses of conversations.</summary>
    Answers = 1,

    /// <summary>Other responses: images, transcriptions.</summary>
    Media = 2,

    /// <summary>Elements of streams.</summary>
    Updates = 4,
}
