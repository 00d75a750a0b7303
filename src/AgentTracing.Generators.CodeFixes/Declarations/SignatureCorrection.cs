using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AgentTracing.Generators.CodeFixes.Declarations;

/// <summary>
/// Changes only the parts of an implementation's signature that differ from the operation's, but not its parameter names.
/// </summary>
internal sealed class SignatureCorrection(IMethodSymbol operation, IMethodSymbol implementation, SyntaxGenerator generator)
{
    /// <summary>The implementation with the operation's signature.</summary>
    public MethodDeclarationSyntax Correct(MethodDeclarationSyntax syntax)
    {
        var corrected = syntax;
        if (operation.RefKind != implementation.RefKind || !IsSame(operation.ReturnType, implementation.ReturnType))
            corrected = corrected.WithReturnType(ReturnType().WithTriviaFrom(syntax.ReturnType));

        if (operation.Arity != implementation.Arity)
            corrected = WithTypeParameters(corrected);

        if (operation.IsStatic != implementation.IsStatic)
            corrected = (MethodDeclarationSyntax)generator.WithModifiers(corrected, generator.GetModifiers(corrected).WithIsStatic(operation.IsStatic));

        return corrected.WithParameterList(syntax.ParameterList.WithParameters(Parameters(syntax.ParameterList.Parameters)));
    }

    private TypeSyntax ReturnType()
    {
        var type = operation.ReturnsVoid ? SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.VoidKeyword)) : Type(operation.ReturnType);
        return operation.RefKind switch
        {
            RefKind.Ref => SyntaxFactory.RefType(type),
            RefKind.RefReadOnly => SyntaxFactory.RefType(SyntaxFactory.Token(SyntaxKind.RefKeyword), SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword), type),
            _ => type,
        };
    }

    private MethodDeclarationSyntax WithTypeParameters(MethodDeclarationSyntax syntax)
    {
        var bare = syntax.WithTypeParameterList(null).WithConstraintClauses([]);
        var model = (MethodDeclarationSyntax)generator.MethodDeclaration(operation);
        return bare.WithTypeParameterList(model.TypeParameterList).WithConstraintClauses(model.ConstraintClauses);
    }

    /// <summary>One parameter for each of the operation's: by position or, if their number or order differs, by name.</summary>
    private SeparatedSyntaxList<ParameterSyntax> Parameters(SeparatedSyntaxList<ParameterSyntax> syntax)
    {
        if (operation.Parameters.Length == implementation.Parameters.Length && !HasSameNamesInAnotherOrder())
        {
            for (int i = 0; i < syntax.Count; i++)
                syntax = syntax.Replace(syntax[i], Parameter(operation.Parameters[i], implementation.Parameters[i], syntax[i]));

            return syntax;
        }

        var parameters = operation.Parameters.Select(parameter =>
            implementation.Parameters.FirstOrDefault(candidate => candidate.Name == parameter.Name) is { } namesake
                ? Parameter(parameter, namesake, syntax[namesake.Ordinal]).WithoutTrivia()
                : Parameter(parameter));
        return SyntaxFactory.SeparatedList(parameters);
    }

    /// <summary>
    /// Whether the names show a different order of parameters: by position, a parameter would get the type of another one.
    /// </summary>
    private bool HasSameNamesInAnotherOrder()
    {
        var (names, given) = (operation.Parameters.Select(static parameter => parameter.Name), implementation.Parameters.Select(static parameter => parameter.Name));
        return !names.SequenceEqual(given) && names.OrderBy(static name => name, StringComparer.Ordinal).SequenceEqual(given.OrderBy(static name => name, StringComparer.Ordinal));
    }

    private ParameterSyntax Parameter(IParameterSymbol wanted, IParameterSymbol given, ParameterSyntax syntax)
    {
        if (wanted.RefKind == given.RefKind && IsSame(wanted.Type, given.Type))
            return syntax;

        var parameter = Parameter(wanted);
        return syntax.WithModifiers(parameter.Modifiers).WithType(parameter.Type).WithTriviaFrom(syntax);
    }

    private ParameterSyntax Parameter(IParameterSymbol parameter)
        => ((ParameterSyntax)generator.ParameterDeclaration(parameter)).WithDefault(null).WithAttributeLists([]);

    private TypeSyntax Type(ITypeSymbol type) => (TypeSyntax)generator.TypeExpression(type);

    private static bool IsSame(ITypeSymbol left, ITypeSymbol right) => SymbolEqualityComparer.IncludeNullability.Equals(left, right);
}
