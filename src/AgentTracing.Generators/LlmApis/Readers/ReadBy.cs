using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>A value with data about a call, and its reader.</summary>
/// <param name="Value">The parameter, the member, or several of them as a tuple.</param>
/// <param name="Reader">Reads it.</param>
internal sealed record ReadBy(string Value, ReaderModel Reader)
{
    /// <summary>
    /// The type argument of the reader's call; empty when the compiler infers it. The reader of an interface also reads every implementing
    /// class, but not structs and type parameters that may be structs: these are read as the interface.
    /// </summary>
    public string TypeArgument { get; private init; } = "";

    /// <summary>A value of a static type, and its reader.</summary>
    public static ReadBy Of(string value, ITypeSymbol type, ReaderModel reader) => new(value, reader)
    {
        TypeArgument = type.IsReferenceType || type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) == reader.TypeName ? "" : $"<{reader.TypeName}>",
    };
}
