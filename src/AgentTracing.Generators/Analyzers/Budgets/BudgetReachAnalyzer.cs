using AgentTracing.Generators.Analyzers.Calls;
using AgentTracing.Generators.Analyzers.Prices;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Analyzers.Budgets;

/// <summary>
/// AGT4001, AGT4002: reports budgets over models without a price, and over calls that they cannot stop. Both are reported at the attribute
/// with the limit.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BudgetReachAnalyzer() : AgentTracingAnalyzer(Descriptors.UnpricedBudget, Descriptors.UnstoppableCall)
{
    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var compilation = context.Compilation;
        var calls = new Lazy<LlmCallContext?>(() => LlmCallContext.Of(compilation, context.Options));
        var prices = new Lazy<CompilationPrices>(() => CompilationPrices.Of(compilation, context.Options.AdditionalFiles));
        var models = new SemanticModels(compilation);
        context.RegisterSymbolAction(
            type =>
            {
                foreach (var method in ((INamedTypeSymbol)type.Symbol).GetMembers().OfType<IMethodSymbol>())
                {
                    foreach (var (kind, attribute) in OperationAttributes.Of(method))
                    {
                        if (!BudgetLimits.Of(attribute).IsEmpty)
                            new Check(type, kind, method, attribute, RunReach.Of(method, compilation, models, type.CancellationToken)).Report(calls.Value, prices);
                    }
                }
            },
            SymbolKind.NamedType);
    }

    private sealed class Check(SymbolAnalysisContext context, OperationKind kind, IMethodSymbol method, AttributeData attribute, RunReach reach)
    {
        private readonly string _name = OperationParser.OperationName(kind, method, attribute);

        public void Report(LlmCallContext? calls, Lazy<CompilationPrices> prices)
        {
            if (BudgetLimits.LimitsCost(attribute) && !BudgetLimits.AllowsUnpriced(attribute) && UnpricedModel(prices) is { } model)
                Report(Descriptors.UnpricedBudget, BudgetLimits.MaxCostUsd, model, []);
            if (calls is not null && UnstoppableCall(calls) is { } call)
                Report(Descriptors.UnstoppableCall, BudgetLimits.Of(attribute)[0].Name, call.DisplayName, [call.Name.GetLocation()]);
        }

        private void Report(DiagnosticDescriptor rule, string limit, string what, Location[] calls)
        {
            if (BudgetLimits.SyntaxOf(attribute, limit, context.Compilation, context.CancellationToken) is { } syntax)
                context.ReportDiagnostic(Diagnostic.Create(rule, syntax.GetLocation(), calls, _name, what));
        }

        private string? UnpricedModel(Lazy<CompilationPrices> prices)
        {
            if (ModelNamings.Of(context.Compilation) is not { } namings)
                return null;

            foreach (var naming in reach.Operations().SelectMany(operation => namings.In(operation, context.CancellationToken)).Concat(reach.Annotated(namings, context.CancellationToken)))
            {
                foreach (var constant in naming.Constants)
                {
                    if (constant.Id.Trim() is { Length: > 0 } id && prices.Value.Of(naming.ProviderIn(prices.Value.Book), id) is { Price.Entry: null, Price.Match: PriceMatch.None })
                        return id;
                }
            }

            return null;
        }

        private LlmCallSite? UnstoppableCall(LlmCallContext calls)
        {
            foreach (var (node, model) in reach.Nodes())
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                if (LlmCallSite.MayBeAt(node, calls.Catalogue.MethodNames)
                    && LlmCallSite.At(node, model, calls.Catalogue, context.CancellationToken) is { Api.IsModelCall: true } site
                    && !IsStoppable(site, model, calls))
                {
                    return site;
                }
            }

            return null;
        }

        /// <summary>
        /// Whether the budget is checked before the call: in an [LlmCall], intercepted, or in a pipeline with UseAgentTracing().
        /// </summary>
        private bool IsStoppable(LlmCallSite site, SemanticModel model, LlmCallContext calls)
        {
            if (calls.Interception.Covers(site.Api.Sdk?.Property) && InterceptionParser.Skip(site, model, context.CancellationToken) is null)
                return true;

            var enclosing = model.GetEnclosingSymbol(site.Syntax.SpanStart, context.CancellationToken);
            return calls.Enclosing.Covers(site, model, enclosing, context.CancellationToken)
                || PipelineMentions.UseAgentTracing(context.Compilation);
        }
    }
}
