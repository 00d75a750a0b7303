using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>Tells clients that are pointed at an endpoint of somebody else, whose models are not those of the SDK's maker.</summary>
internal static class ModelEndpoints
{
    /// <summary>Whether a call says where, or options that it is given, or the client that it is made on.</summary>
    public static bool IsElsewhere(ImmutableArray<IArgumentOperation> arguments, IOperation? client, CancellationToken cancellationToken) =>
        AreNamed(arguments, cancellationToken)
            || (client is not null && Source(client, cancellationToken) is IObjectCreationOperation creation && AreNamed(creation.Arguments, cancellationToken));

    /// <summary>Whether an initialiser sets one.</summary>
    public static bool AreSetIn(IOperation? initializer) => initializer is IObjectOrCollectionInitializerOperation { Initializers: var members }
        && members.Any(static member => member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } && IsEndpoint(target.Property.Name));

    private static bool AreNamed(ImmutableArray<IArgumentOperation> arguments, CancellationToken cancellationToken) => arguments.Any(argument =>
        (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { Name: "endpoint", Type.Name: "Uri" } } && argument.Value.ConstantValue is not { HasValue: true, Value: null })
        || AreSetIn((Source(argument.Value, cancellationToken) as IObjectCreationOperation)?.Initializer)
        || (Reference(argument.Value) is ILocalReferenceOperation local && IsSetOn(local)));

    // options.Endpoint = ...
    private static bool IsSetOn(ILocalReferenceOperation reference) => InitialValue.Around(reference).Descendants().Any(operation =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation { Local: var local } } target }
        && SymbolEqualityComparer.Default.Equals(local, reference.Local)
        && IsEndpoint(target.Property.Name));

    private static bool IsEndpoint(string property) => property is "Endpoint" or "BaseDomain";

    /// <summary>The expression, or what the local, field or property starts with that it refers to.</summary>
    private static IOperation Source(IOperation value, CancellationToken cancellationToken) =>
        Reference(value) is var reference && InitialValue.Of(reference, cancellationToken) is { } initial ? Reference(initial) : reference;

    private static IOperation Reference(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;

        return value;
    }
}
