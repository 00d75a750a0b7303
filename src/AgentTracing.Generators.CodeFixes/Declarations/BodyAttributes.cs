using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Declarations;

/// <summary>
/// Attributes that affect the compilation of a body. Those that affect code generation move with the body. Those that affect flow analysis
/// and use are needed on both methods, otherwise one of them warns. All others stay on the declaration.
/// </summary>
internal sealed class BodyAttributes(SemanticModel model)
{
    /// <summary>Those that belong to the declaration.</summary>
    public SyntaxList<AttributeListSyntax> OfDeclaration(SyntaxList<AttributeListSyntax> lists) => Where(lists, type => !IsMoved(type));

    /// <summary>Those that belong to the implementation.</summary>
    public SyntaxList<AttributeListSyntax> OfImplementation(SyntaxList<AttributeListSyntax> lists) => Where(lists, static type => IsMoved(type) || IsCopied(type));

    private static bool IsMoved(ITypeSymbol type)
        => type.Is("System.Runtime.CompilerServices", "EnumeratorCancellationAttribute")
            || type.Is("System.Runtime.CompilerServices", "AsyncMethodBuilderAttribute");

    private static bool IsCopied(ITypeSymbol type)
        => type.ContainingNamespace.Is("System.Diagnostics.CodeAnalysis")
            || type.ContainingNamespace.Is("System.Runtime.Versioning")
            || type.Is("System", "ObsoleteAttribute");

    private SyntaxList<AttributeListSyntax> Where(SyntaxList<AttributeListSyntax> lists, Func<ITypeSymbol, bool> isKept)
    {
        List<AttributeListSyntax> kept = [];
        foreach (var list in lists)
        {
            var attributes = list.Attributes;
            foreach (var attribute in list.Attributes.Where(attribute => model.GetTypeInfo(attribute).Type is not { } type || !isKept(type)))
                attributes = attributes.RemoveAt(attributes.IndexOf(candidate => candidate.IsEquivalentTo(attribute)));

            if (attributes.Count > 0)
                kept.Add(attributes.Count == list.Attributes.Count ? list : list.WithAttributes(attributes));
        }

        return [.. kept];
    }
}
