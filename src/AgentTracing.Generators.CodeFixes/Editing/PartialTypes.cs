using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AgentTracing.Generators.CodeFixes.Editing;

/// <summary>Makes types partial.</summary>
internal static class PartialTypes
{
    /// <summary>Adds <c>partial</c> to the containing types of a member that lack it.</summary>
    public static void MakeTypesPartial(this SyntaxEditor editor, SyntaxNode member)
    {
        foreach (var type in member.Ancestors().OfType<TypeDeclarationSyntax>())
            editor.MakePartial(type);
    }

    /// <summary>Adds <c>partial</c> to a type.</summary>
    public static void MakePartial(this SyntaxEditor editor, TypeDeclarationSyntax type)
    {
        if (!type.Modifiers.Any(SyntaxKind.PartialKeyword))
            editor.ReplaceNode(type, static (current, _) => WithPartial((TypeDeclarationSyntax)current));
    }

    private static TypeDeclarationSyntax WithPartial(TypeDeclarationSyntax type)
    {
        // Another fix of the same file may have added it.
        if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
            return type;

        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Any()
            ? type.WithModifiers(type.Modifiers.Add(partial))
            : type.WithModifiers([partial.WithLeadingTrivia(type.Keyword.LeadingTrivia)]).WithKeyword(type.Keyword.WithLeadingTrivia());
    }
}
