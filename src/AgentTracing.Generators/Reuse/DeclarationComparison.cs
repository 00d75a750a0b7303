using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Reuse;

/// <summary>
/// Compares the declaration of a type before and after an edit. Bodies of members are ignored, because C# infers nothing from them in other
/// files.
/// </summary>
internal static class DeclarationComparison
{
    /// <summary>Whether the type looks the same to other files.</summary>
    /// <param name="before">The type before.</param>
    /// <param name="after">The type after.</param>
    /// <param name="privateMethods">Receives the names of changed private methods. Other files do not see them, except by name, such as with <c>[UnsafeAccessor]</c>.</param>
    public static bool AreSame(MemberDeclarationSyntax? before, MemberDeclarationSyntax? after, ISet<string> privateMethods)
    {
        if (before is null || after is null)
            return before is null && after is null;
        if (before.IsIncrementallyIdenticalTo(after))
            return true;

        return before is TypeDeclarationSyntax type && after is TypeDeclarationSyntax other
            ? HaveSameHeads(type, other) && HaveSameMembers(type, other, privateMethods)
            : AreEquivalent(before, after);
    }

    private static bool HaveSameHeads(TypeDeclarationSyntax before, TypeDeclarationSyntax after)
        => before.RawKind == after.RawKind
            && before.Keyword.RawKind == after.Keyword.RawKind
            && before.Identifier.ValueText == after.Identifier.ValueText
            && (before as RecordDeclarationSyntax)?.ClassOrStructKeyword.RawKind == (after as RecordDeclarationSyntax)?.ClassOrStructKeyword.RawKind
            && SyntaxFactory.AreEquivalent(before.AttributeLists, after.AttributeLists)
            && SyntaxFactory.AreEquivalent(before.Modifiers, after.Modifiers)
            && AreEquivalent(before.TypeParameterList, after.TypeParameterList)
            && AreEquivalent(before.ParameterList, after.ParameterList)
            && AreEquivalent(before.BaseList, after.BaseList)
            && SyntaxFactory.AreEquivalent(before.ConstraintClauses, after.ConstraintClauses);

    private static bool HaveSameMembers(TypeDeclarationSyntax before, TypeDeclarationSyntax after, ISet<string> privateMethods)
    {
        // Bodies determine whether a struct captures a parameter of its primary constructor, and so its fields.
        bool keepsParameters = before.ParameterList is not null && before.Kind() is SyntaxKind.StructDeclaration or SyntaxKind.RecordStructDeclaration;
        MemberDeclarationSyntax[] own = [.. before.Members.Where(static member => !IsPrivateMethod(member) && member is not IncompleteMemberSyntax)];
        MemberDeclarationSyntax[] others = [.. after.Members.Where(static member => !IsPrivateMethod(member) && member is not IncompleteMemberSyntax)];
        if (own.Length != others.Length)
            return false;

        for (int i = 0; i < own.Length; i++)
        {
            if (!(keepsParameters ? AreEquivalent(own[i], others[i]) : IsSameMember(own[i], others[i], privateMethods)))
                return false;
        }

        if (keepsParameters && before.Members.Concat(after.Members).Any(IsPrivateMethod))
            return false;

        AddDifferent(before, after, privateMethods);
        return true;
    }

    private static bool IsSameMember(MemberDeclarationSyntax before, MemberDeclarationSyntax after, ISet<string> privateMethods) => before switch
    {
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax => AreSame(before, after, privateMethods),
        BaseMethodDeclarationSyntax => SyntaxFactory.AreEquivalent(before, after, topLevel: true),
        BasePropertyDeclarationSyntax => AreEquivalent(before, after)
            || (SyntaxFactory.AreEquivalent(before, after, topLevel: true) && !UsesBackingField(before) && !UsesBackingField(after)),
        _ => AreEquivalent(before, after),
    };

    /// <summary>Whether a property's body uses <c>field</c>, and so has a backing field.</summary>
    private static bool UsesBackingField(MemberDeclarationSyntax property) => property.DescendantTokens().Any(static token => token.ValueText == "field");

    private static void AddDifferent(TypeDeclarationSyntax before, TypeDeclarationSyntax after, ISet<string> names)
    {
        List<MethodDeclarationSyntax> own = [.. before.Members.Where(IsPrivateMethod).Cast<MethodDeclarationSyntax>()];
        List<MethodDeclarationSyntax> others = [.. after.Members.Where(IsPrivateMethod).Cast<MethodDeclarationSyntax>()];
        if (own.Count == others.Count && own.Zip(others, static (left, right) => SyntaxFactory.AreEquivalent(left, right, topLevel: true)).All(static same => same))
            return;

        AddMissing(own, others, names);
        AddMissing(others, own, names);
    }

    /// <summary>Adds the names of methods without an equal one among the others.</summary>
    private static void AddMissing(List<MethodDeclarationSyntax> methods, List<MethodDeclarationSyntax> others, ISet<string> names)
    {
        var namesakes = others.ToLookup(static other => other.Identifier.ValueText, StringComparer.Ordinal);
        names.UnionWith(methods.Where(method => !namesakes[method.Identifier.ValueText].Any(other => SyntaxFactory.AreEquivalent(method, other, topLevel: true))).Select(static method => method.Identifier.ValueText));
    }

    /// <summary>Whether a member is a method that code outside of its class or struct cannot name, and that is not partial.</summary>
    private static bool IsPrivateMethod(MemberDeclarationSyntax member)
        => member is MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null, AttributeLists.Count: 0, Parent: ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax } method
            && method.Modifiers.All(static modifier => modifier.Kind() is SyntaxKind.PrivateKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AsyncKeyword or SyntaxKind.UnsafeKeyword);

    private static bool AreEquivalent(SyntaxNode? before, SyntaxNode? after) => SyntaxFactory.AreEquivalent(before, after, topLevel: false);
}
