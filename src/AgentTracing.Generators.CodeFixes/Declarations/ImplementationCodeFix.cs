using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Declarations;

/// <summary>AGT1003: corrects the signature or the name of the intended implementation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ImplementationCodeFix)), Shared]
public sealed partial class ImplementationCodeFix() : AgentTracingCodeFix(DiagnosticIds.Implementation)
{
    /// <summary>One key for corrected signatures and names, so fix-all applies both.</summary>
    private const string Implement = nameof(ImplementationCodeFix) + ".Implement";

    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await OperationDeclaration.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { ImplementationName: { } name } operation)
            return [];

        var implementations = Implementations(operation, cancellationToken);
        if (FindIntended(operation, name, implementations) is { } meant
            && await CorrectAsync(operation, meant, cancellationToken).ConfigureAwait(false) is { } correction)
        {
            return [correction];
        }

        return await OrphanFixesAsync(operation, name, implementations, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The methods that already implement an operation.</summary>
    private static HashSet<ISymbol> Implementations(OperationDeclaration operation, CancellationToken cancellationToken)
        => new(
            operation.Symbol.ContainingType.GetMembers()
                .OfType<IMethodSymbol>()
                .Where(static method => OperationAttributes.Of(method).Any())
                .Select(method => OperationParser.ImplementationOf(method, operation.Model.Compilation, cancellationToken)?.OriginalDefinition)
                .OfType<ISymbol>(),
            SymbolEqualityComparer.Default);

    /// <summary>The only method with that name that is not an implementation yet; null when there are none or several.</summary>
    private static IMethodSymbol? FindIntended(OperationDeclaration operation, string name, HashSet<ISymbol> implementations)
    {
        IMethodSymbol[] free =
        [
            .. operation.Symbol.ContainingType.GetMembers(name)
                .OfType<IMethodSymbol>()
                .Where(method => method.MethodKind == MethodKind.Ordinary && !implementations.Contains(method)),
        ];
        return free is [var meant] ? meant : null;
    }

    /// <summary>The correction, if it makes the method an implementation.</summary>
    private static async Task<PreparedFix?> CorrectAsync(OperationDeclaration operation, IMethodSymbol meant, CancellationToken cancellationToken)
    {
        var solution = operation.Document.Project.Solution;
        if (meant.DeclarationIn(operation.Model.Compilation, cancellationToken) is not MethodDeclarationSyntax syntax
            || solution.GetDocument(syntax.SyntaxTree) is not { } document
            || meant.IsOverride)
        {
            return null;
        }

        var fix = new PreparedFix(
            $"Give '{meant.Name}' the signature of '{operation.Symbol.Name}'",
            Implement,
            document.Id,
            editor => editor.ReplaceNode(syntax, new SignatureCorrection(operation.Symbol, meant, editor.Generator).Correct(syntax)));

        var corrected = await SolutionEdits.ApplyAsync(solution, [fix], cancellationToken).ConfigureAwait(false);
        return await IsImplementedAsync(corrected, operation, cancellationToken).ConfigureAwait(false) ? fix : null;
    }

    private static async Task<bool> IsImplementedAsync(Solution solution, OperationDeclaration operation, CancellationToken cancellationToken)
    {
        var compilation = await solution.GetProject(operation.Document.Project.Id)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        return compilation is not null
            && Counterpart(compilation, operation.Symbol) is { } method
            && OperationParser.ImplementationOf(method, compilation, cancellationToken) is not null;
    }

    private static IMethodSymbol? Counterpart(Compilation compilation, IMethodSymbol method)
        => DocumentationCommentId.GetFirstSymbolForDeclarationId(method.GetDocumentationCommentId()!, compilation) as IMethodSymbol;
}
