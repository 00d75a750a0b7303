using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers.Clients;

/// <summary>Finds the calls of a type's constructors by the occurrences of its name.</summary>
internal static class ConstructorCalls
{
    /// <summary>The possible calls of a constructor of the type that a token names.</summary>
    public static IEnumerable<SyntaxNode> At(SyntaxToken name)
    {
        if (name.Parent is TypeDeclarationSyntax declared)
            return Initializers(declared, SyntaxKind.ThisConstructorInitializer);

        if (name.Parent is not SimpleNameSyntax simple)
            return [];

        TypeSyntax type = simple;
        while (type.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax or NullableTypeSyntax)
            type = (TypeSyntax)type.Parent;

        return type.Parent switch
        {
            ObjectCreationExpressionSyntax { ArgumentList: not null } creation when creation.Type == type => [creation],
            PrimaryConstructorBaseTypeSyntax @base => [@base],
            SimpleBaseTypeSyntax { Parent.Parent: TypeDeclarationSyntax derived } => Initializers(derived, SyntaxKind.BaseConstructorInitializer),
            VariableDeclarationSyntax variables => variables.Variables.Select(static variable => variable.Initializer?.Value).OfType<ImplicitObjectCreationExpressionSyntax>(),
            PropertyDeclarationSyntax property => new[] { property.Initializer?.Value, property.ExpressionBody?.Expression }.OfType<ImplicitObjectCreationExpressionSyntax>(),
            MethodDeclarationSyntax method => method.DescendantNodes().OfType<ReturnStatementSyntax>().Select(static statement => statement.Expression)
                .Append(method.ExpressionBody?.Expression)
                .OfType<ImplicitObjectCreationExpressionSyntax>(),
            _ => [],
        };
    }

    private static IEnumerable<SyntaxNode> Initializers(TypeDeclarationSyntax type, SyntaxKind kind)
        => type.Members.OfType<ConstructorDeclarationSyntax>().Select(static constructor => constructor.Initializer).OfType<ConstructorInitializerSyntax>().Where(initializer => initializer.IsKind(kind));
}
