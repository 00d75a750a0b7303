using System.Collections.Immutable;
using System.Composition;
using AgentTracing.Generators.Analyzers.Declarations;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.CodeFixes.Declarations;

/// <summary>AGT1006: calls the operation instead of the method that implements it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallOperationCodeFix)), Shared]
public sealed class CallOperationCodeFix() : AgentTracingCodeFix(DiagnosticIds.ImplementationCall)
{
    internal override async Task<ImmutableArray<PreparedFix>> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null
            || root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent is not SimpleNameSyntax name
            || !diagnostic.Properties.TryGetValue(ImplementationCallAnalyzer.Operation, out string? operationName)
            || model.GetSymbolInfo(name, cancellationToken).Symbol is not IMethodSymbol implementation
            || Operation(implementation, operationName!, name, model, cancellationToken) is not { } operation
            || !Accepts(operation, name, model, cancellationToken))
        {
            return [];
        }

        var identifier = SyntaxFactory.Identifier(CSharp.Identifier(operation.Name)).WithTriviaFrom(name.Identifier);
        return
        [
            new PreparedFix(
                $"Call '{operation.Name}'",
                nameof(CallOperationCodeFix),
                document.Id,
                editor => editor.ReplaceNode(name, (current, _) => ((SimpleNameSyntax)current).WithIdentifier(identifier))),
        ];
    }

    /// <summary>The implemented operation, if the caller may call it.</summary>
    private static IMethodSymbol? Operation(
        IMethodSymbol implementation, string name, SyntaxNode caller, SemanticModel model, CancellationToken cancellationToken)
    {
        var within = model.GetEnclosingSymbol(caller.SpanStart, cancellationToken)?.ContainingType;
        return within is null
            ? null
            : implementation.ContainingType.SelfAndBaseTypes()
                .Concat(within.SelfAndBaseTypes())
                .SelectMany(type => type.GetMembers(name))
                .OfType<IMethodSymbol>()
                .FirstOrDefault(operation => model.Compilation.IsSymbolAccessibleWithin(operation, within)
                    && Implements(implementation, operation, model.Compilation, cancellationToken));
    }

    private static bool Implements(IMethodSymbol implementation, IMethodSymbol operation, Compilation compilation, CancellationToken cancellationToken)
    {
        var found = OperationParser.ImplementationOf(operation, compilation, cancellationToken)?.OriginalDefinition;
        for (var method = implementation; method is not null; method = method.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, found))
                return true;
        }

        return false;
    }

    /// <summary>Whether the operation accepts the arguments unchanged.</summary>
    private static bool Accepts(IMethodSymbol operation, SyntaxNode name, SemanticModel model, CancellationToken cancellationToken)
    {
        var call = name.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(invocation => invocation.Expression.Span.Contains(name.Span));
        return call is null
            || model.GetOperation(call, cancellationToken) is not IInvocationOperation invocation
            || invocation.Arguments.All(argument => IsTaken(argument, operation.Parameters[argument.Parameter!.Ordinal]));
    }

    private static bool IsTaken(IArgumentOperation argument, IParameterSymbol parameter) => argument switch
    {
        { ArgumentKind: ArgumentKind.DefaultValue } => parameter.IsOptional,
        { ArgumentKind: ArgumentKind.ParamArray or ArgumentKind.ParamCollection } => parameter.IsParams,
        { Syntax: ArgumentSyntax { NameColon.Name.Identifier.ValueText: var name } } => name == parameter.Name,
        _ => true,
    };
}
