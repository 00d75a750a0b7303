using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Operations;

/// <summary>
/// The differences in nullability between a method and its implementation that let a null through, as the compiler reports them between the
/// parts of a partial method (CS8611, CS8819). Code without annotations differs in nothing.
/// </summary>
internal static class NullabilityDifference
{
    private const SymbolDisplayMiscellaneousOptions Nullable = SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier;

    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.CSharpShortErrorMessageFormat.AddMiscellaneousOptions(Nullable);

    /// <summary>The first difference, as a clause; null when there is none.</summary>
    /// <param name="method">The annotated method.</param>
    /// <param name="implementation">Its implementation, with the same types.</param>
    public static string? Between(IMethodSymbol method, IMethodSymbol implementation)
    {
        if (Allows(implementation.ReturnType, method.ReturnType) || (method.RefKind == RefKind.Ref && Allows(method.ReturnType, implementation.ReturnType)))
            return $"returns '{Display(implementation.ReturnType)}' instead of '{Display(method.ReturnType)}'";

        foreach (var (ours, theirs) in method.Parameters.Zip(implementation.Parameters, static (ours, theirs) => (ours, theirs)))
        {
            bool isGiven = ours.RefKind != RefKind.Out && Allows(ours.Type, theirs.Type);
            bool isReturned = ours.RefKind is RefKind.Out or RefKind.Ref && Allows(theirs.Type, ours.Type);
            if (isGiven || isReturned)
                return $"has a parameter '{theirs.Name}' of type '{Display(theirs.Type)}' instead of '{Display(ours.Type)}'";
        }

        return null;
    }

    /// <summary>Whether a value of one type may be, or contain, a null where the other type has none.</summary>
    private static bool Allows(ITypeSymbol given, ITypeSymbol taken)
    {
        if (given.NullableAnnotation == NullableAnnotation.Annotated && taken.NullableAnnotation == NullableAnnotation.NotAnnotated && !given.IsValueType)
            return true;

        return (given, taken) switch
        {
            (IArrayTypeSymbol left, IArrayTypeSymbol right) => Allows(left.ElementType, right.ElementType),
            (INamedTypeSymbol left, INamedTypeSymbol right) when left.TypeArguments.Length == right.TypeArguments.Length
                => left.TypeArguments.Zip(right.TypeArguments, Allows).Any(static allows => allows),
            _ => false,
        };
    }

    private static string Display(ITypeSymbol type) => type.ToDisplayString(Format);
}
