using System.Collections.Concurrent;
using AgentTracing.Generators.Analyzers.Clients;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Analyzers.Calls;

/// <summary>Detects code whose calls need no span: inside a span, in a client of models, or in a test.</summary>
internal sealed class EnclosingSpans(LlmApiCatalogue catalogue, OperationSymbols operations, SemanticModels models, Middleware middleware)
{
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _agents = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, ILookup<string, SimpleNameSyntax>> _names = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _clients = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _tests = new(SymbolEqualityComparer.Default);

    /// <summary>The operation whose <c>[LlmCall]</c> implementation, or an override of it, contains the code; or null.</summary>
    public IMethodSymbol? LlmCallAround(ISymbol? symbol, CancellationToken cancellationToken) => OperationAround(symbol, OperationKind.LlmCall, cancellationToken);

    private IMethodSymbol? OperationAround(ISymbol? symbol, OperationKind kind, CancellationToken cancellationToken)
    {
        for (var method = MemberOf(symbol); method is not null && operations.ImplementedThrough(method, cancellationToken) is { } operation; method = method.OverriddenMethod)
        {
            if (operations.KindOf(operation) == kind)
                return operation;
        }

        return null;
    }

    /// <summary>Whether a call needs no span.</summary>
    public bool Covers(LlmCallSite site, SemanticModel model, ISymbol? enclosing, CancellationToken cancellationToken)
        => IsInSpanOrTest(site, model, enclosing, cancellationToken) || IsAny(enclosing, type => catalogue.IsClient(type), _clients);

    /// <summary>Whether a call is inside a span, or in a test.</summary>
    public bool IsInSpanOrTest(LlmCallSite site, SemanticModel model, ISymbol? enclosing, CancellationToken cancellationToken)
        => operations.KindOf(site.Method) == OperationKind.LlmCall
            || IsInManualSpanOrMiddleware(site.Syntax, model, cancellationToken)
            || middleware.PassesOn(site, model, cancellationToken)
            || (MemberOf(enclosing) is { } method && (IsCovered(method, OperationKind.LlmCall, _methods, cancellationToken)
                || ((site.Api.IsAgent || site.Api.Operation == LlmOperations.InvokeWorkflow) && IsCovered(method, OperationKind.Agent, _agents, cancellationToken))
                || (site.Api.Operation == LlmOperations.InvokeWorkflow && OperationAround(method, OperationKind.Workflow, cancellationToken) is not null)))
            || IsAny(enclosing, TestCode.IsTestType, _tests);

    /// <summary>Whether code forwards the call of its client: then its caller is traced, or gets the diagnostic.</summary>
    public bool PassesOn(ISymbol? enclosing)
        => MemberOf(enclosing) is { IsOverride: true } method && IsAny(method, type => catalogue.IsClient(type), _clients);

    private static IMethodSymbol? MemberOf(ISymbol? symbol)
    {
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            symbol = symbol.ContainingSymbol;

        return symbol is IMethodSymbol method ? method.PartialDefinitionPart ?? method : null;
    }

    // An agent's run inside an annotated agent has that agent's span; a model call there has none.
    private bool IsCovered(IMethodSymbol method, OperationKind kind, ConcurrentDictionary<IMethodSymbol, bool> known, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(method, out bool isCovered))
            return isCovered;

        // Each method with the one that it calls. In a cycle of methods, the callers from outside decide.
        var called = new Dictionary<IMethodSymbol, IMethodSymbol?>(SymbolEqualityComparer.Default) { [method] = null };
        var pending = new Stack<IMethodSymbol>([method]);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            if (!known.TryGetValue(current, out bool isKnown))
                isKnown = OperationAround(current, kind, cancellationToken) is not null;
            if (isKnown)
                continue;

            var callers = known.ContainsKey(current) || current.DeclaredAccessibility != Accessibility.Private || current.MethodKind != MethodKind.Ordinary
                ? []
                : CallersOf(current, cancellationToken).ToList();
            if (callers.Count == 0 || callers.Contains(null))
            {
                // So the methods that it calls are not covered, down to the first one.
                for (IMethodSymbol? open = current; open is not null; open = called[open])
                    known[open] = false;
                return false;
            }

            foreach (var caller in callers.OfType<IMethodSymbol>().Where(caller => !called.ContainsKey(caller)))
            {
                called.Add(caller, current);
                pending.Push(caller);
            }
        }

        foreach (var each in called.Keys)
            known[each] = true;
        return true;
    }

    /// <summary>The methods that name a private method, also in nested types; null for other members.</summary>
    private IEnumerable<IMethodSymbol?> CallersOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var names = _names.GetOrAdd(method.ContainingType.OriginalDefinition, type => type.DeclarationsIn(models.Compilation, cancellationToken)
            .SelectMany(static part => part.DescendantNodes())
            .OfType<SimpleNameSyntax>()
            .ToLookup(static name => name.Identifier.ValueText, StringComparer.Ordinal));
        foreach (var name in names[method.Name])
        {
            var model = models.Of(name.SyntaxTree);
            if (model.GetSymbolInfo(name, cancellationToken).Symbol is IMethodSymbol named
                && IsSame(named, method)
                && MemberOf(model.GetEnclosingSymbol(name.SpanStart, cancellationToken)) is var caller
                && !IsSame(caller, method))
            {
                yield return caller;
            }
        }
    }

    private static bool IsSame(IMethodSymbol? one, IMethodSymbol other)
        => one is not null && SymbolEqualityComparer.Default.Equals((one.PartialDefinitionPart ?? one).OriginalDefinition, other.OriginalDefinition);

    private static bool IsInManualSpanOrMiddleware(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case BlockSyntax block when block.Statements.TakeWhile(statement => statement.Span.End <= node.SpanStart).Any(statement => StartsSpan(statement, model, cancellationToken)):
                case UsingStatementSyntax @using when StartsSpan(@using.Declaration ?? (SyntaxNode?)@using.Expression, model, cancellationToken):
                case AnonymousFunctionExpressionSyntax lambda when Middleware.Is(lambda, model, cancellationToken):
                    return true;
                case GlobalStatementSyntax { Parent: CompilationUnitSyntax unit }:
                    return unit.Members.OfType<GlobalStatementSyntax>()
                        .TakeWhile(statement => statement.Span.End <= node.SpanStart)
                        .Any(statement => StartsSpan(statement.Statement, model, cancellationToken));
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    // Only declarations: a nested block of the statement ends before the call.
    private static bool StartsSpan(SyntaxNode? syntax, SemanticModel model, CancellationToken cancellationToken)
    {
        var declaration = syntax is LocalDeclarationStatementSyntax local ? local.Declaration : syntax;
        var values = declaration switch
        {
            VariableDeclarationSyntax variables => variables.Variables.Select(static variable => variable.Initializer?.Value),
            ExpressionSyntax expression => [expression],
            _ => [],
        };
        return values.OfType<InvocationExpressionSyntax>().Any(call => LlmCallSite.NameOf(call.Expression)?.Identifier.ValueText == "StartLlmCall"
            && model.GetSymbolInfo(call, cancellationToken).Symbol?.ContainingType.Is(OperationAttributes.Namespace, "AgentTrace") == true);
    }

    private static bool IsAny(ISymbol? symbol, Func<INamedTypeSymbol, bool> isOne, ConcurrentDictionary<INamedTypeSymbol, bool> known)
    {
        for (var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType; type is not null; type = type.ContainingType)
        {
            if (known.GetOrAdd(type, isOne))
                return true;
        }

        return false;
    }
}
