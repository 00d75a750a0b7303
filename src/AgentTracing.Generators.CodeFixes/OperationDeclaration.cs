using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes;

/// <summary>An annotated method as fixes see it.</summary>
internal sealed record OperationDeclaration(Document Document, MethodDeclarationSyntax Syntax, IMethodSymbol Symbol, SemanticModel Model)
{
    /// <summary>Name of the method that implements it.</summary>
    public string? ImplementationName
        => OperationAttributes.Of(Symbol).Select(operation => OperationParser.ImplementationName(Symbol, operation.Attribute)).FirstOrDefault();

    /// <summary>The method at a diagnostic; null where there is none.</summary>
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

    /// <summary>Whether the type has a member of that name that would clash with an implementation.</summary>
    public bool HasImplementation(string name)
        => Symbol.ContainingType.GetMembers(name).Any(member => member is not IMethodSymbol method || HasSameParameters(method));

    private bool HasSameParameters(IMethodSymbol method)
        => method.Arity == Symbol.Arity && ParameterTypes(method).SequenceEqual(ParameterTypes(Symbol));

    private static IEnumerable<string> ParameterTypes(IMethodSymbol method)
        => method.Parameters.Select(static parameter => (parameter.RefKind == RefKind.None ? "" : "ref ") + parameter.Type.ToDisplayString());
}
