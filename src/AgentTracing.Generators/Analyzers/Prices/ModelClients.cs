using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>Determines the provider of a model by the type of the client, for SDKs with clients for several clouds.</summary>
internal sealed class ModelClients
{
    private readonly Dictionary<INamedTypeSymbol, string> _clients = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, string> _contracts = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _several = new(StringComparer.Ordinal);

    private ModelClients()
    {
    }

    /// <summary>The client types of a compilation.</summary>
    public static ModelClients Of(Compilation compilation)
    {
        var clients = new ModelClients();
        foreach (var sdk in Sdk.All.Where(static sdk => sdk.ClientContract is not null))
        {
            foreach (var (name, provider) in sdk.Clients)
            {
                if (compilation.FindNameable(name) is not { } type)
                    continue;

                clients._clients[type] = provider;
                clients._several.Add(sdk.Provider!);
            }

            if (compilation.FindNameable(sdk.ClientContract!) is { } contract)
                clients._contracts[contract] = sdk.Provider!;
        }

        return clients;
    }

    /// <summary>
    /// The provider of a model that is named for <paramref name="provider"/>: that of the visible client; null when there are several
    /// possible ones and no visible client.
    /// </summary>
    /// <param name="provider">The SDK's default provider.</param>
    /// <param name="client">The client, or a member of it; null when it is not visible.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public string? ProviderOf(string? provider, IOperation? client, CancellationToken cancellationToken)
    {
        if (provider is null || !_several.Contains(provider))
            return provider;

        for (var current = client; current is not null; current = Inner(current))
        {
            var source = OperationValues.Source(current, cancellationToken);
            if ((OfType(source.Type) ?? OfType(OperationValues.Reference(current).Type)) is { } served)
                return served;
            if (source is IObjectCreationOperation { Type: INamedTypeSymbol type } && IsClient(type))
                return provider;
        }

        return null;
    }

    /// <summary>
    /// The client that gets the object in which <paramref name="operation"/> names a model: <c>client.Messages.Create(new() { Model = ...
    /// })</c>; null when it is not visible.
    /// </summary>
    public static IOperation? ClientOf(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IObjectOrCollectionInitializerOperation or IObjectCreationOperation or IConversionOperation or IArgumentOperation:
                    continue;
                case IInvocationOperation call:
                    return OperationValues.Receiver(call);
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The endpoint of the client that <paramref name="reached"/> is a member of; null when none is named.</summary>
    public static ModelEndpoint? EndpointOf(IOperation? reached, CancellationToken cancellationToken)
    {
        for (var current = reached; current is not null; current = Inner(current))
        {
            if (ModelEndpoint.OfClient(current, cancellationToken) is { } endpoint)
                return endpoint;
        }

        return null;
    }

    private static IOperation? Inner(IOperation operation) => OperationValues.Reference(operation) switch
    {
        IPropertyReferenceOperation property => property.Instance,
        IInvocationOperation call => OperationValues.Receiver(call),
        _ => null,
    };

    private string? OfType(ITypeSymbol? type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (_clients.TryGetValue(current, out string? provider))
                return provider;
        }

        return null;
    }

    private bool IsClient(INamedTypeSymbol type) => type.AllInterfaces.Any(_contracts.ContainsKey);
}
