using System.Collections.Immutable;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Declarations;

/// <content>
/// A method with the right signature but another name is renamed, or named by <c>Implementation = </c>. Otherwise there is no fix: a stub
/// that throws would make the build pass and the program fail.
/// </content>
public sealed partial class ImplementationCodeFix
{
    private const string Name = nameof(ImplementationCodeFix) + ".Name";
    private const string ImplementationArgument = "Implementation";

    private static async Task<ImmutableArray<PreparedFix>> OrphanFixesAsync(OperationDeclaration operation, string name, HashSet<ISymbol> implementations, CancellationToken cancellationToken)
    {
        if (Orphan(operation, implementations, cancellationToken) is not { } orphan
            || OperationAttributes.Of(operation.Symbol).FirstOrDefault().Attribute?.SyntaxIn(operation.Model.Compilation, cancellationToken) is not AttributeSyntax attribute)
        {
            return [];
        }

        var fixes = ImmutableArray.CreateBuilder<PreparedFix>();
        var solution = operation.Document.Project.Solution;
        bool isNamedByUser = attribute.ArgumentList?.Arguments.Any(static argument => argument.NameEquals?.Name.Identifier.ValueText == ImplementationArgument) == true;
        if (orphan.DeclarationIn(operation.Model.Compilation, cancellationToken) is MethodDeclarationSyntax syntax
            && solution.GetDocument(syntax.SyntaxTree) is { } document
            && !operation.HasImplementation(name)
            && !operation.WouldChangeBinding(name, cancellationToken))
        {
            fixes.Add(new PreparedFix(
                $"Rename '{orphan.Name}' to '{name}'",
                Implement,
                document.Id,
                editor => editor.ReplaceNode(syntax, (current, _) => WithName((MethodDeclarationSyntax)current, name))));
        }

        if (solution.GetDocument(attribute.SyntaxTree) is { } annotated)
        {
            fixes.Add(new PreparedFix(
                $"Let '{orphan.Name}' implement '{operation.Symbol.Name}'",
                Name,
                annotated.Id,
                editor => editor.ReplaceNode(attribute, (current, _) => WithImplementation((AttributeSyntax)current, orphan.Name, isNamedByUser))));
        }

        var fitting = ImmutableArray.CreateBuilder<PreparedFix>();
        foreach (var fix in fixes)
        {
            var changed = await SolutionEdits.ApplyAsync(solution, [fix], cancellationToken).ConfigureAwait(false);
            if (await IsImplementedAsync(changed, operation, cancellationToken).ConfigureAwait(false))
                fitting.Add(fix);
        }

        return fitting.ToImmutable();
    }

    /// <summary>
    /// The only unused private method that could implement the operation; if there are several, the one whose name contains that of the
    /// operation. Null when this is ambiguous.
    /// </summary>
    private static IMethodSymbol? Orphan(OperationDeclaration operation, HashSet<ISymbol> implementations, CancellationToken cancellationToken)
    {
        var type = operation.Symbol.ContainingType;
        var named = new HashSet<string>(
            type.DeclarationsIn(operation.Model.Compilation, cancellationToken).SelectMany(static part => part.DescendantNodes()).OfType<SimpleNameSyntax>().Select(static name => name.Identifier.ValueText),
            StringComparer.Ordinal);
        List<IMethodSymbol> orphans =
        [
            .. type.GetMembers()
                .OfType<IMethodSymbol>()
                .Where(method => method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private, IsAbstract: false }
                    && !SymbolEqualityComparer.Default.Equals(method, operation.Symbol)
                    && method.PartialDefinitionPart is null
                    && !method.IsPartialDefinition
                    && !implementations.Contains(method)
                    && !OperationAttributes.Of(method).Any()
                    && !named.Contains(method.Name)
                    && method.Arity == operation.Symbol.Arity
                    && method.Parameters.Length == operation.Symbol.Parameters.Length
                    && method.Parameters.Zip(operation.Symbol.Parameters, (its, ours) => its.RefKind == ours.RefKind && (method.Arity > 0 || SymbolEqualityComparer.Default.Equals(its.Type, ours.Type))).All(static same => same)),
        ];
        if (orphans.Count <= 1)
            return orphans.FirstOrDefault();

        string stem = OperationParser.WithoutAsync(operation.Symbol.Name);
        orphans.RemoveAll(method => method.Name.IndexOf(stem, StringComparison.OrdinalIgnoreCase) < 0);
        return orphans is [var meant] ? meant : null;
    }

    private static MethodDeclarationSyntax WithName(MethodDeclarationSyntax method, string name)
        => method.WithIdentifier(SyntaxFactory.Identifier(CSharp.Identifier(name)).WithTriviaFrom(method.Identifier));

    private static AttributeSyntax WithImplementation(AttributeSyntax attribute, string implementation, bool isReplaced)
    {
        var value = SyntaxFactory.ParseExpression($"nameof({CSharp.Identifier(implementation)})");
        if (isReplaced)
        {
            var given = attribute.ArgumentList!.Arguments.First(static argument => argument.NameEquals?.Name.Identifier.ValueText == ImplementationArgument);
            return attribute.ReplaceNode(given.Expression, value.WithTriviaFrom(given.Expression));
        }

        var named = SyntaxFactory.AttributeArgument(value).WithNameEquals(
            SyntaxFactory.NameEquals(ImplementationArgument).WithEqualsToken(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space)));
        var list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        return attribute.WithArgumentList(list.WithArguments(list.Arguments.Count == 0
            ? SyntaxFactory.SingletonSeparatedList(named)
            : SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(
                [.. list.Arguments.GetWithSeparators(), SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), named])));
    }
}
