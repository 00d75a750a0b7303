using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// Type tests of generated code. The compiler rejects a test that can never match (CS8121), and an arm that an earlier one covers (CS8120,
/// CS8510).
/// </summary>
internal static class TypeTests
{
    /// <summary>Whether a value of a static type can have another type at run time, by the language rules for patterns.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="value">Static type of the value.</param>
    /// <param name="type">The tested type.</param>
    public static bool CanBe(this Compilation compilation, ITypeSymbol value, ITypeSymbol type)
    {
        if (type is { IsStatic: true } or { IsRefLikeType: true } or { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Error } || value.IsRefLikeType)
            return false;

        // A type parameter can be any type.
        if (value.TypeKind is TypeKind.Dynamic or TypeKind.TypeParameter || type.TypeKind == TypeKind.TypeParameter)
            return true;

        var conversion = compilation.ClassifyConversion(value, type);
        return conversion is { IsUserDefined: false } && (conversion.IsIdentity || conversion.IsReference || conversion.IsBoxing || conversion.IsUnboxing || conversion.IsNullable);
    }

    /// <summary>The arms of a switch over a value that can match and that no earlier arm covers.</summary>
    /// <typeparam name="T">Type of an arm's result.</typeparam>
    /// <param name="compilation">The compilation.</param>
    /// <param name="value">Static type of the value.</param>
    /// <param name="arms">The types and their results.</param>
    public static IEnumerable<(INamedTypeSymbol Type, T Result)> Arms<T>(
        this Compilation compilation, ITypeSymbol value, IEnumerable<(INamedTypeSymbol Type, T Result)> arms)
    {
        List<ITypeSymbol> covered = [];
        foreach (var arm in arms)
        {
            if (!compilation.CanBe(value, arm.Type) || covered.Any(type => compilation.ClassifyConversion(arm.Type, type) is { IsImplicit: true, IsUserDefined: false }))
                continue;

            covered.Add(arm.Type);
            yield return arm;
        }
    }
}
