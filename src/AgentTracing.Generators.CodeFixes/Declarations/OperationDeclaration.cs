using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.CodeFixes.Editing;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Declarations;

/// <summary>An annotated method, for code fixes.</summary>
internal sealed record OperationDeclaration(Document Document, MethodDeclarationSyntax Syntax, IMethodSymbol Symbol, SemanticModel Model)
{
    /// <summary>Name of its implementation.</summary>
    public string? ImplementationName
        => OperationAttributes.Of(Symbol).Select(operation => OperationParser.ImplementationName(Symbol, operation.Attribute)).FirstOrDefault();

    /// <summary>The method at a diagnostic; null when there is none.</summary>
    public static async Task<OperationDeclaration?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return model is not null
            && root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent is MethodDeclarationSyntax syntax
            && model.GetDeclaredSymbol(syntax, cancellationToken) is IMethodSymbol symbol
                ? new OperationDeclaration(document, syntax, symbol, model)
                : null;
    }

    /// <summary>
    /// Whether the type has, or inherits, a member of that name that would conflict with an implementation or be hidden by it.
    /// </summary>
    public bool HasImplementation(string name)
        => MembersOf(name).Any(member => member is not IMethodSymbol method || HasSameParameters(method));

    /// <summary>Whether a call of an overload could bind to an implementation of that name, and change its behavior.</summary>
    public bool WouldChangeBinding(string name, CancellationToken cancellationToken)
        => MembersOf(name).Any()
            && Symbol.ContainingType.DeclarationsIn(Model.Compilation, cancellationToken)
                .SelectMany(static part => part.DescendantNodes())
                .Any(node => node is SimpleNameSyntax { Identifier.ValueText: var named } && named == name && MayMean(node));

    private IEnumerable<ISymbol> MembersOf(string name)
        => Symbol.ContainingType.SelfAndBaseTypes()
            .SelectMany(type => type.GetMembers(name))
            .Where(member => Model.Compilation.IsSymbolAccessibleWithin(member, Symbol.ContainingType));

    /// <summary>Whether the name is called with the operation's number of arguments, or is not called.</summary>
    private bool MayMean(SyntaxNode name)
    {
        var called = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return NamedUse.CallOf(called) is { } call
            ? call.ArgumentList.Arguments.Count == Symbol.Parameters.Length || Symbol.Parameters.Any(static parameter => parameter.IsParams)
            : !NamedUse.IsInNameof(called);
    }

    private bool HasSameParameters(IMethodSymbol method)
        => method.Arity == Symbol.Arity && ParameterTypes(method).SequenceEqual(ParameterTypes(Symbol));

    private static IEnumerable<string> ParameterTypes(IMethodSymbol method)
        => method.Parameters.Select(static parameter => (parameter.RefKind == RefKind.None ? "" : "ref ") + parameter.Type.ToDisplayString());
}
