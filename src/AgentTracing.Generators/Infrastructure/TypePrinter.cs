using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// Writes types as generated code must name them: from <c>global::</c>, or from the extern alias of their assembly, with nullability,
/// tuple names and <c>dynamic</c> as they were declared.
/// </summary>
internal sealed class TypePrinter(Compilation compilation)
{
    private const string Global = "global";

    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly GlobalNames _names = GlobalNames.Of(compilation);
    private readonly bool _hasAliases = compilation.References.Any(static reference => !reference.Properties.Aliases.IsDefaultOrEmpty);
    private readonly SortedSet<string> _aliases = new(StringComparer.Ordinal);

    /// <summary>The extern aliases that were needed so far, in ordinal order.</summary>
    public IEnumerable<string> ExternAliases => _aliases;

    /// <summary>Whether a type was printed whose full name means another type as well, or instead.</summary>
    public bool HasAmbiguousNames { get; private set; }

    /// <summary>Writes <paramref name="type"/>.</summary>
    public string Print(ITypeSymbol type)
    {
        if (!_hasAliases)
        {
            HasAmbiguousNames |= !_names.MeanAllOf(type);
            return type.ToDisplayString(Format);
        }

        var text = new StringBuilder();
        var parts = type.ToDisplayParts(Format);
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i].ToString();
            text.Append(part == Global && parts[i].Kind == SymbolDisplayPartKind.Keyword ? RootOf(parts, i) : part);
        }

        return text.ToString();
    }

    /// <summary>Writes the constraints of a type parameter as a clause; null where it has none.</summary>
    public string? ConstraintClause(ITypeParameterSymbol parameter) => ConstraintClause(parameter, CSharp.Identifier(parameter.Name));

    /// <summary>Writes the constraints of a type parameter that is called <paramref name="name"/> as a clause; null where it has none.</summary>
    public string? ConstraintClause(ITypeParameterSymbol parameter, string name)
        => ConstraintsOf(parameter) is { Count: > 0 } constraints ? $"where {name} : {string.Join(", ", constraints)}" : null;

    private List<string> ConstraintsOf(ITypeParameterSymbol parameter)
    {
        List<string> constraints = [];
        if (parameter.HasReferenceTypeConstraint)
            constraints.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (parameter.HasUnmanagedTypeConstraint)
            constraints.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint)
            constraints.Add("struct");
        else if (parameter.HasNotNullConstraint)
            constraints.Add("notnull");

        constraints.AddRange(parameter.ConstraintTypes.Select(Print));
        if (parameter.HasConstructorConstraint)
            constraints.Add("new()");

        if (parameter.AllowsRefLikeType)
            constraints.Add("allows ref struct");

        return constraints;
    }

    /// <summary>The alias to start from: that of the assembly of the first type which follows.</summary>
    private string RootOf(ImmutableArray<SymbolDisplayPart> parts, int start)
    {
        for (int i = start + 1; i < parts.Length; i++)
        {
            if (parts[i].Symbol is INamedTypeSymbol type)
                return AliasOf(type);
        }

        return Global;
    }

    private string AliasOf(INamedTypeSymbol type)
    {
        var aliases = type.ContainingAssembly is { } assembly && compilation.GetMetadataReference(assembly) is { Properties.Aliases: { IsDefaultOrEmpty: false } given }
            ? given
            : [Global];

        if (aliases.Contains(Global) && _names.Mean(type))
            return Global;

        if (aliases.FirstOrDefault(static alias => alias != Global) is { } own)
        {
            _aliases.Add(own);
            return own;
        }

        HasAmbiguousNames = true;
        return Global;
    }
}
