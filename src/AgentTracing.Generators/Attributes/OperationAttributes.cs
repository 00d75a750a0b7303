using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Attributes;

/// <summary>The attributes that declare operations.</summary>
internal static class OperationAttributes
{
    /// <summary>Namespace of all of them.</summary>
    public const string Namespace = "AgentTracing";

    /// <summary>Name of the assembly that declares them.</summary>
    public const string Assembly = GeneratedCode.Assembly;

    private const string Suffix = "Attribute";

    private static readonly Dictionary<string, OperationKind> Kinds = Enum.GetValues(typeof(OperationKind))
        .Cast<OperationKind>()
        .ToDictionary(static kind => kind + Suffix, StringComparer.Ordinal);

    /// <summary>Metadata names of these attributes.</summary>
    public static IEnumerable<string> MetadataNames => Kinds.Keys.Select(static name => Namespace + "." + name);

    private static readonly HashSet<string> Names = new(Kinds.Keys.Concat(Kinds.Keys.Select(static name => name.Substring(0, name.Length - Suffix.Length))), StringComparer.Ordinal);

    /// <summary>Whether a declaration has an attribute that may be one of them, by its syntax.</summary>
    /// <param name="method">The declaration.</param>
    /// <param name="aliases">Aliases of the attributes.</param>
    public static bool MayBeOn(MethodDeclarationSyntax method, ISet<string> aliases)
    {
        foreach (var list in method.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                if (NameOf(attribute.Name)?.Identifier.ValueText is { } name && (Names.Contains(name) || aliases.Contains(name) || aliases.Contains(name + Suffix)))
                    return true;
            }
        }

        return false;
    }

    private static SimpleNameSyntax? NameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax qualified => qualified.Name,
        SimpleNameSyntax simple => simple,
        _ => null,
    };

    /// <summary>Whether a name in source may be that of one of the attributes.</summary>
    public static bool IsName(string name) => Kinds.ContainsKey(name.EndsWith(Suffix, StringComparison.Ordinal) ? name : name + Suffix);

    /// <summary>Whether the compilation references the attributes, possibly under an extern alias only.</summary>
    public static bool AreReferencedBy(Compilation compilation)
        => compilation.GetTypeByMetadataName(Namespace + ".OperationAttribute") is not null || GeneratedCode.Alias(compilation) is not null;

    /// <summary>
    /// The operation attributes of <paramref name="method"/>, with their kinds. A member of an extension block has them, not the method
    /// that the compiler generates for it.
    /// </summary>
    public static IEnumerable<(OperationKind Kind, AttributeData Attribute)> Of(IMethodSymbol method)
    {
        if (method.IsImplicitlyDeclared)
            yield break;

        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { } type
                && Kinds.TryGetValue(type.MetadataName, out var kind)
                && type.Is(Namespace, type.MetadataName))
            {
                yield return (kind, attribute);
            }
        }
    }
}
