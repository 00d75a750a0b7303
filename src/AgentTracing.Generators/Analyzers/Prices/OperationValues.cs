using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>Resolves conversions and references.</summary>
internal static class OperationValues
{
    /// <summary>The expression, or the initial value of the referenced local, field or property.</summary>
    public static IOperation Source(IOperation value, CancellationToken cancellationToken) =>
        Reference(value) is var reference && InitialValue.Of(reference, cancellationToken) is { } initial ? Reference(initial) : reference;

    /// <summary>The expression without the conversions around it.</summary>
    public static IOperation Reference(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;

        return value;
    }

    /// <summary>The receiver of a method or extension method; null for other static methods.</summary>
    public static IOperation? Receiver(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod && !call.Arguments.IsEmpty ? call.Arguments[0].Value : null);
}
