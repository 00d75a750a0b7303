using AgentTracing.Generators.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Declarations;

/// <summary>
/// Splits a method in two: the partial declaration keeps documentation, attributes and default values; the implementation gets the whole
/// body.
/// </summary>
internal sealed class OperationSplit(MethodDeclarationSyntax method, SemanticModel model)
{
    private readonly BodyAttributes _attributes = new(model);
    private readonly SyntaxTrivia _lineBreak = Trivia.LineBreak(method.SyntaxTree.GetRoot());

    /// <summary>Whether the head of the method contains directives, so it cannot be duplicated.</summary>
    public bool HasDirectivesInHead
        => method.DescendantTokens()
            .Where(token => token.SpanStart <= LastOfHead(method).SpanStart)
            .Any(token => (token != method.GetFirstToken() && token.LeadingTrivia.Any(static trivia => trivia.IsDirective))
                || token.TrailingTrivia.Any(static trivia => trivia.IsDirective));

    /// <summary>The partial declaration.</summary>
    public MethodDeclarationSyntax Declaration()
    {
        List<SyntaxToken> modifiers = [.. method.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.AsyncKeyword))];
        if (!modifiers.Any(static modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind())))
            modifiers.Insert(0, Keyword(method.Parent is InterfaceDeclarationSyntax ? SyntaxKind.PublicKeyword : SyntaxKind.PrivateKeyword));
        if (!modifiers.Any(static modifier => modifier.IsKind(SyntaxKind.PartialKeyword)))
            modifiers.Add(Keyword(SyntaxKind.PartialKeyword));

        var declaration = WithHead(modifiers, FirstAfterAttributes.LeadingTrivia, _attributes.OfDeclaration(method.AttributeLists), OfDeclaration)
            .WithLeadingTrivia(method.GetLeadingTrivia());
        if (method.Body is null && method.ExpressionBody is null)
            return declaration;

        var last = LastOfHead(declaration);
        SyntaxTriviaList end = [.. Trivia.HasComment(last.TrailingTrivia) ? Trivia.OnItsLine(last.TrailingTrivia) : [], _lineBreak];
        return declaration
            .ReplaceToken(last, last.WithTrailingTrivia())
            .WithBody(null)
            .WithExpressionBody(null)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(end));
    }

    /// <summary>
    /// A private partial declaration with another name, without the documentation, the attributes and the default values of the method.
    /// </summary>
    public MethodDeclarationSyntax PrivateDeclaration(string name)
    {
        var indentation = Trivia.Indentation(method);
        List<SyntaxToken> modifiers =
        [
            Keyword(SyntaxKind.PrivateKeyword),
            .. method.Modifiers.Where(static modifier => modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.UnsafeKeyword),
            Keyword(SyntaxKind.PartialKeyword),
        ];
        var declaration = WithHead(modifiers, indentation, [], static parameter => parameter.WithAttributeLists([]).WithDefault(null)
                .WithIdentifier(parameter.Default is null ? parameter.Identifier : parameter.Identifier.WithTrailingTrivia(Trivia.WithoutComments(parameter.GetTrailingTrivia())))
                .WithLeadingTrivia(Trivia.WithoutComments(parameter.GetLeadingTrivia())))
            .WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(method.Identifier));
        var last = LastOfHead(declaration);
        return declaration
            .ReplaceToken(last, last.WithTrailingTrivia())
            .WithBody(null)
            .WithExpressionBody(null)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(_lineBreak));
    }

    /// <summary>The implementation, with its required name.</summary>
    public MethodDeclarationSyntax Implementation(string name)
    {
        var indentation = Trivia.Indentation(method);
        List<SyntaxToken> modifiers =
        [
            Keyword(SyntaxKind.PrivateKeyword),
            .. method.Modifiers.Where(static modifier => modifier.Kind()
                is SyntaxKind.StaticKeyword or SyntaxKind.UnsafeKeyword or SyntaxKind.ReadOnlyKeyword or SyntaxKind.AsyncKeyword),
        ];
        var attributes = _attributes.OfImplementation(method.AttributeLists)
            .Select(list => list.WithLeadingTrivia(indentation).WithTrailingTrivia(_lineBreak));

        SyntaxTriviaList start = [_lineBreak, .. indentation];
        var implementation = WithHead(modifiers, indentation, [.. attributes], OfImplementation)
            .WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(method.Identifier))
            .WithLeadingTrivia(start);
        var last = LastOfHead(implementation);
        return implementation.ReplaceToken(last, last.WithTrailingTrivia(Trivia.WithoutComments(last.TrailingTrivia)));
    }

    private SyntaxToken FirstAfterAttributes => method.Modifiers.Any() ? method.Modifiers[0] : method.ReturnType.GetFirstToken();

    /// <summary>The last token before the body.</summary>
    private static SyntaxToken LastOfHead(MethodDeclarationSyntax method)
        => (method.Body?.OpenBraceToken ?? method.ExpressionBody?.ArrowToken ?? method.SemicolonToken).GetPreviousToken();

    private MethodDeclarationSyntax WithHead(
        List<SyntaxToken> modifiers,
        SyntaxTriviaList leading,
        SyntaxList<AttributeListSyntax> attributes,
        Func<ParameterSyntax, ParameterSyntax> parameter)
    {
        var first = FirstAfterAttributes;
        modifiers = [.. modifiers.Select(modifier => modifier == first ? modifier.WithLeadingTrivia() : modifier)];
        modifiers[0] = modifiers[0].WithLeadingTrivia(leading);

        return method
            .WithAttributeLists(attributes)
            .WithModifiers([.. modifiers])
            .WithReturnType(method.Modifiers.Any() ? method.ReturnType : method.ReturnType.WithLeadingTrivia())
            .WithParameterList(method.ParameterList.ReplaceNodes(method.ParameterList.Parameters, (original, _) => parameter(original)));
    }

    private ParameterSyntax OfDeclaration(ParameterSyntax parameter)
        => parameter.WithAttributeLists(_attributes.OfDeclaration(parameter.AttributeLists)).WithLeadingTrivia(parameter.GetLeadingTrivia());

    private ParameterSyntax OfImplementation(ParameterSyntax parameter)
    {
        var attributes = _attributes.OfImplementation(parameter.AttributeLists);
        var modifiers = parameter.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.ThisKeyword));
        var implementation = parameter.WithAttributeLists(attributes).WithModifiers([.. modifiers]).WithDefault(null);
        if (parameter.Default is not null)
            implementation = implementation.WithIdentifier(parameter.Identifier.WithTrailingTrivia(Trivia.WithoutComments(parameter.GetTrailingTrivia())));

        return implementation.WithLeadingTrivia(Trivia.WithoutComments(parameter.GetLeadingTrivia()));
    }

    private static SyntaxToken Keyword(SyntaxKind kind) => SyntaxFactory.Token(kind).WithTrailingTrivia(SyntaxFactory.Space);
}
