using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Operations;

/// <content>The method that does the work.</content>
internal sealed partial class OperationParser
{
    private IMethodSymbol? Implementation(AttributeData attribute)
    {
        string name = ImplementationName(_method, attribute);
        string? difference = null;

        foreach (var candidate in Candidates(name))
        {
            var implementation = WithOurTypeParameters(candidate);
            if ((Difference(implementation) ?? Rival(implementation)) is not { } found)
                return implementation;

            // The overload with the same number of parameters is the one that was meant.
            if (difference is null || candidate.Parameters.Length == _method.Parameters.Length)
                difference = found;
        }

        Report(Descriptors.Implementation, _method.Name, name, difference ?? "it is missing", difference is null && Misnamed() is { } other ? $"rename '{other}', write Implementation = nameof({other}), or " : "");
        return null;
    }

    /// <summary>The one method that could be the implementation under another name, of which the name of the operation is a part; null when that is not clear.</summary>
    private string? Misnamed()
    {
        string stem = WithoutAsync(_method.Name);
        IMethodSymbol[] misnamed =
        [
            .. _method.ContainingType.GetMembers()
                .OfType<IMethodSymbol>()
                .Where(method => method is { MethodKind: MethodKind.Ordinary, IsAbstract: false, IsPartialDefinition: false, PartialDefinitionPart: null }
                    && !SymbolEqualityComparer.Default.Equals(method, _method)
                    && method.Name.IndexOf(stem, StringComparison.OrdinalIgnoreCase) >= 0
                    && !OperationAttributes.Of(method).Any()
                    && Difference(WithOurTypeParameters(method)) is null),
        ];
        return misnamed is [var only] ? only.Name : null;
    }

    /// <summary>Methods that the simple name can mean.</summary>
    private IEnumerable<IMethodSymbol> Candidates(string name)
        => _method.ContainingType.SelfAndBaseTypes()
            .SelectMany(type => type.GetMembers(name))
            .OfType<IMethodSymbol>()
            .Where(method => method.MethodKind == MethodKind.Ordinary
                && !SymbolEqualityComparer.Default.Equals(method, _method)
                && _compilation.IsSymbolAccessibleWithin(method, _method.ContainingType));

    private IMethodSymbol WithOurTypeParameters(IMethodSymbol candidate)
        => candidate.IsGenericMethod && candidate.Arity == _method.Arity
            ? candidate.Construct([.. _method.TypeParameters])
            : candidate;

    /// <summary>Where the signature differs so that the call would not compile; null when it does not.</summary>
    private string? Difference(IMethodSymbol implementation)
        => SignatureDifference(implementation)
            ?? ConstraintDifference(implementation.OriginalDefinition)
            ?? Enumerable.Range(0, _method.Parameters.Length)
                .Select(i => ParameterDifference(_method.Parameters[i], implementation.Parameters[i]))
                .FirstOrDefault(static difference => difference is not null)
            ?? CallProblem(implementation)
            ?? ScopeDifference(implementation);

    private string? SignatureDifference(IMethodSymbol implementation)
    {
        if (implementation.Arity != _method.Arity)
            return $"it has {Count(implementation.Arity, "type parameter")} instead of {_method.Arity}";

        if (implementation.Parameters.Length != _method.Parameters.Length)
            return $"it has {Count(implementation.Parameters.Length, "parameter")} instead of {_method.Parameters.Length}";

        // One that uses nothing of the instance may be static, as CA1822 asks for.
        if (_method.IsStatic && !implementation.IsStatic)
            return "it is not static";

        if (implementation.RefKind != _method.RefKind || !IsSame(implementation.ReturnType, _method.ReturnType))
            return $"it returns '{DisplayReturn(implementation)}' instead of '{DisplayReturn(_method)}'";

        return null;
    }

    private string? ParameterDifference(IParameterSymbol ours, IParameterSymbol theirs)
    {
        if (ours.RefKind != theirs.RefKind || !IsSame(ours.Type, theirs.Type))
            return $"its parameter '{theirs.Name}' is '{Display(theirs)}' instead of '{Display(ours)}'";

        return null;
    }

    private string? CallProblem(IMethodSymbol implementation)
    {
        if (implementation.IsStatic && (implementation.IsAbstract || implementation.IsVirtual))
            return "it is static and abstract or virtual, and can be called on a type parameter only";

        if (implementation.FindAttribute("System.Runtime.InteropServices", "UnmanagedCallersOnlyAttribute") is not null)
            return "it can be called from unmanaged code only";

        if (implementation.FindAttribute("System", "ObsoleteAttribute") is { ConstructorArguments: [_, { Value: true }, ..] }
            && _method.FindAttribute("System", "ObsoleteAttribute") is null)
        {
            return "it is obsolete, and may not be called";
        }

        if (!IsUnscoped(implementation) && IsUnscoped(_method))
            return "it is not marked UnscopedRef";

        return null;
    }

    /// <summary>The overload that a call of the implementation means instead: of a nearer type, or of a higher priority. Null where there is none.</summary>
    private string? Rival(IMethodSymbol implementation)
        => Candidates(implementation.Name)
            .Where(other => !SymbolEqualityComparer.Default.Equals(other.OriginalDefinition, implementation.OriginalDefinition) && GoesBefore(other, implementation) && TakesOurArguments(other))
            .Select(static other => $"a call of it means '{other.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'")
            .FirstOrDefault();

    private static bool GoesBefore(IMethodSymbol other, IMethodSymbol implementation)
        => SymbolEqualityComparer.Default.Equals(other.ContainingType, implementation.ContainingType)
            ? other.OverloadPriority() > implementation.OverloadPriority()
            : !other.IsOverride && other.ContainingType.SelfAndBaseTypes().Skip(1).Any(type => SymbolEqualityComparer.Default.Equals(type, implementation.ContainingType));

    private bool TakesOurArguments(IMethodSymbol other)
        => other.Arity == _method.Arity
            && other.Parameters.Length >= _method.Parameters.Length
            && other.Parameters.Skip(_method.Parameters.Length).All(static parameter => parameter.IsOptional || parameter.IsParams)
            && _method.Parameters.Zip(WithOurTypeParameters(other).Parameters, (ours, theirs) =>
                ours.RefKind == theirs.RefKind && (IsSame(ours.Type, theirs.Type) || (ours.RefKind == RefKind.None && _compilation.ClassifyConversion(ours.Type, theirs.Type).IsImplicit))).All(static fits => fits);

    private static bool IsUnscoped(IMethodSymbol method)
        => method.FindAttribute("System.Diagnostics.CodeAnalysis", "UnscopedRefAttribute") is not null;

    /// <summary>What the implementation asks of its type parameters beyond what the declaration promises.</summary>
    private string? ConstraintDifference(IMethodSymbol implementation)
    {
        for (int i = 0; i < _method.Arity; i++)
        {
            var ours = _method.TypeParameters[i];
            var theirs = implementation.TypeParameters[i];
            if (!Satisfies(ours, theirs))
                return $"its type parameter '{theirs.Name}' is constrained otherwise";
        }

        return null;
    }

    private bool Satisfies(ITypeParameterSymbol ours, ITypeParameterSymbol theirs)
        => (!theirs.HasReferenceTypeConstraint || ours.IsReferenceType)
            && (!theirs.HasValueTypeConstraint || ours.HasValueTypeConstraint)
            && (!theirs.HasUnmanagedTypeConstraint || ours.HasUnmanagedTypeConstraint)
            && (!theirs.HasConstructorConstraint || ours.HasConstructorConstraint || ours.HasValueTypeConstraint)
            && (theirs.AllowsRefLikeType || !ours.AllowsRefLikeType)
            && theirs.ConstraintTypes.All(required => ours.ConstraintTypes.Any(given => Implies(given, WithOurTypeParameters(required))));

    private bool Implies(ITypeSymbol given, ITypeSymbol required)
        => IsSame(given, required) || _compilation.ClassifyConversion(given, required) is { IsImplicit: true, IsReference: true };

    private ITypeSymbol WithOurTypeParameters(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } parameter => _method.TypeParameters[parameter.Ordinal],
        IArrayTypeSymbol array => _compilation.CreateArrayTypeSymbol(WithOurTypeParameters(array.ElementType), array.Rank),
        INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false, TypeArguments.IsEmpty: false } named
            => named.ConstructedFrom.Construct([.. named.TypeArguments.Select(WithOurTypeParameters)]),
        _ => type,
    };

    /// <summary>Whether the types are the same to the language, nullability, tuple names and <c>dynamic</c> aside.</summary>
    private bool IsSame(ITypeSymbol left, ITypeSymbol right)
        => SymbolEqualityComparer.Default.Equals(left, right)
            || _compilation.ClassifyConversion(left, right).IsIdentity
            || (left.TypeKind == TypeKind.Error && left.ToDisplayString() == right.ToDisplayString());

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string DisplayReturn(IMethodSymbol method) => ReturnModifier(method) + Display(method.ReturnType);

    private static string Display(IParameterSymbol parameter)
    {
        var modifier = parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            RefKind.RefReadOnlyParameter => "ref readonly ",
            _ => "",
        };

        return modifier + Display(parameter.Type);
    }

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
