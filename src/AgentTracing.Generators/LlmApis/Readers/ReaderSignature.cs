using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Completes statements to a reader: its name, and the type parameters and constraints of types that are generic in those of the call site.
/// </summary>
internal static class ReaderSignature
{
    /// <summary>Creates the reader of <paramref name="type"/>.</summary>
    public static ReaderModel Create(ReaderKind kind, ITypeSymbol type, string body)
    {
        var parameters = type.TypeParametersIn().Distinct<ITypeParameterSymbol>(SymbolEqualityComparer.Default).ToList();
        var simpleName = type.WithoutNullable().Name;
        return new ReaderModel(
            kind,
            Display(type),
            "Read" + (simpleName.Length == 0 ? "Tuple" : simpleName),
            parameters.Count == 0 ? string.Empty : $"<{string.Join(", ", parameters.Select(Display))}>",
            string.Concat(parameters.Select(Constraints)),
            body,
            IsPrivateType: !type.IsReachable())
        {
            IsShared = CanBeShared(type),
        };
    }

    /// <summary>
    /// Whether one method can read the type for all code of a compilation: it is accessible everywhere, contains no type parameters, and no
    /// other type has the same signature.
    /// </summary>
    public static bool CanBeShared(ITypeSymbol type) => type.IsReachable() && type.PartsOf().All(static part => part switch
    {
        ITypeParameterSymbol => false,
        { TypeKind: TypeKind.Dynamic or TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Error } => false,
        INamedTypeSymbol named => named is { IsTupleType: false, IsAnonymousType: false, IsFileLocal: false, IsNativeIntegerType: false },
        _ => true,
    });

    /// <summary>Writes a type.</summary>
    public static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string Constraints(ITypeParameterSymbol parameter)
    {
        var constraints = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
            constraints.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint)
            constraints.Add("struct");
        else if (parameter.HasReferenceTypeConstraint)
            constraints.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (parameter.HasNotNullConstraint)
            constraints.Add("notnull");

        constraints.AddRange(parameter.ConstraintTypes.Select(Display));
        if (parameter.HasConstructorConstraint)
            constraints.Add("new()");

        return constraints.Count == 0 ? string.Empty : $" where {Display(parameter)} : {string.Join(", ", constraints)}";
    }
}
