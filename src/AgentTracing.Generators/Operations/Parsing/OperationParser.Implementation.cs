using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Operations;

/// <content>The implementation method.</content>
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

            // The overload with the same number of parameters is probably the intended one.
            if (difference is null || candidate.Parameters.Length == _method.Parameters.Length)
                difference = found;
        }

        Report(Descriptors.Implementation, _method.Name, name, difference ?? "it is missing", difference is null && Misnamed() is { } other ? $"rename '{other}', write Implementation = nameof({other}), or " : "");
        return null;
    }

    /// <summary>
    /// The only method that could be the implementation with a different name, and whose name contains that of the operation; null when
    /// this is ambiguous.
    /// </summary>
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

    /// <summary>Methods that the simple name can refer to.</summary>
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

    /// <summary>The difference of the signature that would prevent the call from compiling; null when there is none.</summary>
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

        // An implementation that does not use the instance may be static (CA1822).
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
            return "it is static and abstract or virtual, so it can only be called on a type parameter";

        if (implementation.FindAttribute("System.Runtime.InteropServices", "UnmanagedCallersOnlyAttribute") is not null)
            return "it can only be called from unmanaged code";

        if (implementation.FindAttribute("System", "ObsoleteAttribute") is { ConstructorArguments: [_, { Value: true }, ..] }
            && _method.FindAttribute("System", "ObsoleteAttribute") is null)
        {
            return "it is obsolete with an error, so it cannot be called";
        }

        if (!IsUnscoped(implementation) && IsUnscoped(_method))
            return "it is not marked UnscopedRef";

        return null;
    }

    /// <summary>
    /// The overload that a call of the implementation would bind to instead: of a nearer type, or with a higher priority. Null when there
    /// is none.
    /// </summary>
    private string? Rival(IMethodSymbol implementation)
        => CandidatesAbove(implementation)
            .Where(other => !SymbolEqualityComparer.Default.Equals(other.OriginalDefinition, implementation.OriginalDefinition) && GoesBefore(other, implementation) && TakesOurArguments(other))
            .Select(static other => $"a call of it binds to '{other.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'")
            .FirstOrDefault();

    /// <summary>The candidates of its type and of nearer ones. Classes come in this order; interfaces do not.</summary>
    private IEnumerable<IMethodSymbol> CandidatesAbove(IMethodSymbol implementation)
    {
        bool isClass = _method.ContainingType.TypeKind != TypeKind.Interface;
        bool isAtType = false;
        foreach (var candidate in Candidates(implementation.Name))
        {
            bool isOfType = SymbolEqualityComparer.Default.Equals(candidate.ContainingType, implementation.ContainingType);
            if (isClass && isAtType && !isOfType)
                yield break;

            isAtType |= isOfType;
            yield return candidate;
        }
    }

    private bool GoesBefore(IMethodSymbol other, IMethodSymbol implementation)
        => SymbolEqualityComparer.Default.Equals(other.ContainingType, implementation.ContainingType)
            ? other.OverloadPriority() > implementation.OverloadPriority()
            : !other.IsOverride
                && (_method.ContainingType.TypeKind != TypeKind.Interface || other.ContainingType.AllInterfaces.Contains(implementation.ContainingType, SymbolEqualityComparer.Default));

    private bool TakesOurArguments(IMethodSymbol other)
        => other.Arity == _method.Arity
            && other.Parameters.Length >= _method.Parameters.Length
            && other.Parameters.Skip(_method.Parameters.Length).All(static parameter => parameter.IsOptional || parameter.IsParams)
            && _method.Parameters.Zip(WithOurTypeParameters(other).Parameters, (ours, theirs) =>
                ours.RefKind == theirs.RefKind && (IsSame(ours.Type, theirs.Type) || (ours.RefKind == RefKind.None && _compilation.ClassifyConversion(ours.Type, theirs.Type).IsImplicit))).All(static fits => fits);

    private static bool IsUnscoped(IMethodSymbol method)
        => method.FindAttribute("System.Diagnostics.CodeAnalysis", "UnscopedRefAttribute") is not null;

    /// <summary>The constraints of the implementation that the declaration lacks.</summary>
    private string? ConstraintDifference(IMethodSymbol implementation)
    {
        for (int i = 0; i < _method.Arity; i++)
        {
            var ours = _method.TypeParameters[i];
            var theirs = implementation.TypeParameters[i];
            if (!Satisfies(ours, theirs))
                return $"its type parameter '{theirs.Name}' has different constraints";
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

    /// <summary>Whether the types are the same, ignoring nullability, tuple names and <c>dynamic</c>.</summary>
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
