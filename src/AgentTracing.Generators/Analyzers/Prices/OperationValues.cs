using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>Looks behind conversions and references.</summary>
internal static class OperationValues
{
    /// <summary>The expression, or what the local, field or property starts with that it refers to.</summary>
    public static IOperation Source(IOperation value, CancellationToken cancellationToken) =>
        Reference(value) is var reference && InitialValue.Of(reference, cancellationToken) is { } initial ? Reference(initial) : reference;

    /// <summary>The expression without the conversions around it.</summary>
    public static IOperation Reference(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;

        return value;
    }

    /// <summary>What a method is called on, also one that extends it; null for other static methods.</summary>
    public static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && !call.Arguments.IsEmpty ? call.Arguments[0].Value : null);
}
