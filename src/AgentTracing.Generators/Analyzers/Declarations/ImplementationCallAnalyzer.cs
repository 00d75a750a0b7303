using System.Collections.Immutable;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OperationKind = Microsoft.CodeAnalysis.OperationKind;

namespace AgentTracing.Generators.Analyzers.Declarations;

/// <summary>Reports calls of, and delegates to, implementation methods, which bypass the span.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ImplementationCallAnalyzer() : AgentTracingAnalyzer(Descriptors.ImplementationCall)
{
    /// <summary>Property of the diagnostic: name of the operation to call instead.</summary>
    internal const string Operation = nameof(Operation);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var symbols = OperationSymbols.Of(context.Compilation);
        context.RegisterOperationAction(
            operation => Analyze(operation, symbols, ((IInvocationOperation)operation.Operation).TargetMethod, ((IInvocationOperation)operation.Operation).Instance),
            OperationKind.Invocation);
        context.RegisterOperationAction(
            operation => Analyze(operation, symbols, ((IMethodReferenceOperation)operation.Operation).Method, ((IMethodReferenceOperation)operation.Operation).Instance),
            OperationKind.MethodReference);
    }

    private static void Analyze(OperationAnalysisContext context, OperationSymbols symbols, IMethodSymbol target, IOperation? instance)
    {
        if (target.MethodKind != MethodKind.Ordinary
            || Implemented(symbols, target, context) is not { } operation
            || IsAllowed(context.ContainingSymbol, target, operation, instance)
            || IsNamedOnly(context.Operation))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.ImplementationCall,
            NameOf(context.Operation.Syntax).GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(Operation, operation.Name),
            target.Name,
            operation.Name));
    }

    /// <summary>The operation that the method implements in its own type, in the caller's type, or through an override.</summary>
    private static IMethodSymbol? Implemented(OperationSymbols symbols, IMethodSymbol target, OperationAnalysisContext context)
    {
        if (symbols.ImplementedThrough(target, context.CancellationToken) is { } operation)
            return operation;

        return context.ContainingSymbol.ContainingType is { } caller ? symbols.ImplementedBy(target, caller, context.CancellationToken) : null;
    }

    /// <summary>
    /// Whether the call is allowed: an implementation that calls itself or its base is inside the span, and a derived type, such as a test
    /// double, may expose its own implementation.
    /// </summary>
    private static bool IsAllowed(ISymbol caller, IMethodSymbol target, IMethodSymbol operation, IOperation? instance)
    {
        if (instance is not null and not IInstanceReferenceOperation)
            return false;

        for (var method = caller as IMethodSymbol; method is not null; method = method.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, target.OriginalDefinition))
                return true;
        }

        return instance is not null && IsDerived(caller.ContainingType, operation.ContainingType);
    }

    private static bool IsDerived(INamedTypeSymbol? type, INamedTypeSymbol from)
    {
        for (var current = type?.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, from.OriginalDefinition))
                return true;
        }

        return false;
    }

    private static bool IsNamedOnly(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is INameOfOperation)
                return true;
        }

        return false;
    }

    private static SyntaxNode NameOf(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => NameOf(invocation.Expression),
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => call,
    };
}
