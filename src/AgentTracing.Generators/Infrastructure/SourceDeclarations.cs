using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// The declarations of symbols in the source of one compilation. In an IDE a referenced project is a compilation, too: its symbols have
/// syntax, but this compilation has no semantic model for those trees and accepts no diagnostics in them. They are treated like symbols of
/// a library, as in a build, where a reference is a file.
/// </summary>
internal static class SourceDeclarations
{
#pragma warning disable RS0030 // These APIs are banned elsewhere; here the tree is checked to belong to the compilation.
    /// <summary>The declarations of a symbol in the source of a compilation, without those in other compilations.</summary>
    public static IEnumerable<SyntaxNode> DeclarationsIn(this ISymbol symbol, Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (compilation.ContainsSyntaxTree(reference.SyntaxTree))
                yield return reference.GetSyntax(cancellationToken);
        }
    }

    /// <summary>The declaration of a symbol in the source of a compilation; null when it has none there, or several.</summary>
    public static SyntaxNode? DeclarationIn(this ISymbol symbol, Compilation compilation, CancellationToken cancellationToken)
        => symbol.DeclaringSyntaxReferences is [var only] && compilation.ContainsSyntaxTree(only.SyntaxTree) ? only.GetSyntax(cancellationToken) : null;

    /// <summary>Whether a symbol is declared in the source of a compilation.</summary>
    public static bool IsDeclaredIn(this ISymbol symbol, Compilation compilation)
        => symbol.DeclaringSyntaxReferences.Any(reference => compilation.ContainsSyntaxTree(reference.SyntaxTree));

    /// <summary>The files, except that of the node, with a part of a type or of one of its base types.</summary>
    public static IEnumerable<SyntaxTree> OtherFilesOf(this INamedTypeSymbol type, SyntaxNode node)
        => type.SelfAndBaseTypes()
            .SelectMany(static part => part.OriginalDefinition.DeclaringSyntaxReferences)
            .Select(static reference => reference.SyntaxTree)
            .Where(tree => tree != node.SyntaxTree);

    /// <summary>The semantic model of a node in any file of the same compilation.</summary>
    public static SemanticModel Of(this SemanticModel model, SyntaxNode node)
        => node.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(node.SyntaxTree);

    /// <summary>The semantic model of a file that certainly belongs to the compilation.</summary>
    public static SemanticModel GetModelOf(this Compilation compilation, SyntaxTree tree) => compilation.GetSemanticModel(tree);

    /// <summary>The syntax of an attribute in the source of a compilation; null when there is none.</summary>
    public static SyntaxNode? SyntaxIn(this AttributeData attribute, Compilation compilation, CancellationToken cancellationToken)
        => attribute.ApplicationSyntaxReference is { } reference && compilation.ContainsSyntaxTree(reference.SyntaxTree) ? reference.GetSyntax(cancellationToken) : null;
}
