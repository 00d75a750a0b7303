using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// Writes types for generated code: with <c>global::</c> or the extern alias of their assembly, and with the declared nullability, tuple
/// names and <c>dynamic</c>.
/// </summary>
/// <param name="compilation">The compilation.</param>
/// <param name="scope">The method whose declaration contains the types; null when they contain no type parameters.</param>
internal sealed class TypePrinter(Compilation compilation, IMethodSymbol? scope = null)
{
    private const string Global = "global";

    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly GlobalNames _names = GlobalNames.Of(compilation);
    private readonly SortedSet<string> _aliases = new(StringComparer.Ordinal);

    private bool HasAliases => _names.HaveAliases;

    /// <summary>The extern aliases so far, in ordinal order.</summary>
    public IEnumerable<string> ExternAliases => _aliases;

    /// <summary>Whether the full name of a printed type is ambiguous or means another type.</summary>
    public bool HasAmbiguousNames { get; private set; }

    /// <summary>
    /// The type parameter of an outer type that could not be printed because another one hides it; null when there was none.
    /// </summary>
    public string? HiddenTypeParameter { get; private set; }

    /// <summary>Writes <paramref name="type"/>.</summary>
    public string Print(ITypeSymbol type)
    {
        if (!HasAliases)
            HasAmbiguousNames |= !_names.MeanAllOf(type);

        return HasAliases || type.PartsOf().Any(IsHidden) ? PrintParts(type.ToDisplayParts(Format)) : type.ToDisplayString(Format);
    }

    /// <summary>
    /// Writes a type part by part. A type nested in one whose type parameter is hidden, as in <c>class Outer&lt;T&gt; { class Nested; void
    /// M&lt;T&gt;(Nested it); }</c>, has no full name there. Its simple name works, because the method is within that type.
    /// </summary>
    private string PrintParts(ImmutableArray<SymbolDisplayPart> parts)
    {
        var text = new StringBuilder();
        var levels = new Stack<(int Start, string? Hidden)>([(0, null)]);
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i].ToString();
            if (part == Global && parts[i].Kind == SymbolDisplayPartKind.Keyword)
            {
                levels.Push(levels.Pop() with { Start = text.Length });
                part = HasAliases ? RootOf(parts, i) : Global;
            }
            else if (parts[i].Symbol is ITypeParameterSymbol parameter && IsHidden(parameter))
            {
                levels.Push(levels.Pop() with { Hidden = parameter.Name });
            }
            else if (part == "<")
            {
                levels.Push((text.Length + 1, null));
            }
            else if (part == ">" && levels.Pop().Hidden is { } hidden)
            {
                if (i + 1 < parts.Length && parts[i + 1].ToString() == ".")
                {
                    text.Length = levels.Peek().Start;
                    i++;
                    continue;
                }

                levels.Push(levels.Pop() with { Hidden = hidden });
            }

            text.Append(part);
        }

        HiddenTypeParameter ??= levels.Peek().Hidden;
        return text.ToString();
    }

    /// <summary>Whether the name of a type parameter means another one at the method's declaration.</summary>
    private bool IsHidden(ITypeSymbol type)
        => type is ITypeParameterSymbol parameter
            && scope is not null
            && scope.TypeParameters.Concat(scope.ContainingType.ContainingTypesAndSelf().Reverse().SelectMany(static outer => outer.TypeParameters))
                .FirstOrDefault(candidate => candidate.Name == parameter.Name) is { } meant
            && !SymbolEqualityComparer.Default.Equals(meant, parameter);

    /// <summary>Writes the constraints of a type parameter as a clause; null when it has none.</summary>
    public string? ConstraintClause(ITypeParameterSymbol parameter) => ConstraintClause(parameter, CSharp.Identifier(parameter.Name));

    /// <summary>
    /// Writes the constraints of a type parameter with the name <paramref name="name"/> as a clause; null when it has none.
    /// </summary>
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

    /// <summary>The alias of a name: that of the assembly of the first following type.</summary>
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
