using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>
/// Finds the endpoint of a client, if code names one: its models belong to the service at that address, not to the SDK's vendor.
/// </summary>
/// <param name="Address">The endpoint, if it is a constant; else null.</param>
internal sealed record ModelEndpoint(Uri? Address)
{
    /// <summary>Properties of clients and of their options that name an endpoint.</summary>
    private static readonly string[] Names = ["Endpoint", "BaseDomain", "BaseUrl"];

    /// <summary>The endpoint that a call, its options or its client names; null when none is named.</summary>
    public static ModelEndpoint? Of(ImmutableArray<IArgumentOperation> arguments, IOperation? client, CancellationToken cancellationToken) =>
        Named(arguments, cancellationToken) ?? (client is null ? null : OfClient(client, cancellationToken));

    /// <summary>The endpoint of a client, if it is visible at its creation.</summary>
    public static ModelEndpoint? OfClient(IOperation client, CancellationToken cancellationToken) =>
        OperationValues.Source(client, cancellationToken) is IObjectCreationOperation creation
            ? Named(creation.Arguments, cancellationToken) ?? SetIn(creation.Initializer, cancellationToken)
            : null;

    /// <summary>The endpoint that an initializer sets; null when it sets none.</summary>
    public static ModelEndpoint? SetIn(IOperation? initializer, CancellationToken cancellationToken) =>
        (initializer as IObjectOrCollectionInitializerOperation)?.Initializers
            .OfType<ISimpleAssignmentOperation>()
            .Where(static member => member.Target is IPropertyReferenceOperation target && Names.Contains(target.Property.Name))
            .Select(member => Value(member.Value, cancellationToken))
            .FirstOrDefault();

    private static ModelEndpoint? Named(ImmutableArray<IArgumentOperation> arguments, CancellationToken cancellationToken)
    {
        foreach (var argument in arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { Name: "endpoint", Type.Name: "Uri" } } && argument.Value.ConstantValue is not { HasValue: true, Value: null })
                return Value(argument.Value, cancellationToken);

            if ((SetIn((OperationValues.Source(argument.Value, cancellationToken) as IObjectCreationOperation)?.Initializer, cancellationToken)
                ?? (OperationValues.Reference(argument.Value) is ILocalReferenceOperation local ? SetOn(local, cancellationToken) : null)) is { } set)
            {
                return set;
            }
        }

        return null;
    }

    // options.Endpoint = ...
    private static ModelEndpoint? SetOn(ILocalReferenceOperation reference, CancellationToken cancellationToken) => LocalUses.Around(reference).PropertiesOf(reference.Local)
        .Where(static operation => Names.Contains(((IPropertyReferenceOperation)operation.Target).Property.Name))
        .Select(operation => Value(operation.Value, cancellationToken))
        .FirstOrDefault();

    /// <summary>The endpoint of a value: a text, or a <see cref="Uri"/> created from one.</summary>
    private static ModelEndpoint Value(IOperation value, CancellationToken cancellationToken)
    {
        IOperation source = OperationValues.Source(value, cancellationToken);
        if (source is IObjectCreationOperation { Type.Name: "Uri", Arguments: [{ Value: var text }, ..] })
            source = OperationValues.Source(text, cancellationToken);
        return new(source.ConstantValue is { HasValue: true, Value: string address } && Uri.TryCreate(address, UriKind.Absolute, out var endpoint) ? endpoint : null);
    }
}
