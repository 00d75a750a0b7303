using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>A value that tells something of a call, and what reads it.</summary>
/// <param name="Value">The parameter, the member, or several of them as a tuple.</param>
/// <param name="Reader">Reads it.</param>
internal sealed record ReadBy(string Value, ReaderModel Reader)
{
    /// <summary>
    /// The type argument of the call that reads, or empty when the compiler finds it. A reader of an interface reads every class that implements it, but no struct,
    /// and no type parameter that a struct can stand for: such a value is read as the interface.
    /// </summary>
    public string TypeArgument { get; private init; } = "";

    /// <summary>A value of that static type, and what reads it.</summary>
    public static ReadBy Of(string value, ITypeSymbol type, ReaderModel reader) => new(value, reader)
    {
        TypeArgument = type.IsReferenceType || type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) == reader.TypeName ? "" : $"<{reader.TypeName}>",
    };
}
