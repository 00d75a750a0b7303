using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Diagnostics;

/// <content>AGT4xxx: budgets and metric dimensions.</content>
internal static partial class Descriptors
{
    /// <summary>Arguments: operation, model.</summary>
    public static readonly DiagnosticDescriptor UnpricedBudget = new(
        DiagnosticIds.UnpricedBudget,
        "A cost budget covers a model without a price",
        "'{0}' limits its cost, but the model '{1}' that it calls has no price, so the call is denied; add the price to llm-pricing.json, or set OnUnpriced = UnpricedCalls.Allow",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.UnpricedBudget));

    /// <summary>Arguments: operation, called type and method.</summary>
    public static readonly DiagnosticDescriptor UnstoppableCall = new(
        DiagnosticIds.UnstoppableCall,
        "A budget covers calls that it cannot stop",
        "The budget of '{0}' cannot stop the LLM call '{1}'; set AgentTracingInterceptLlmCalls in the project file, add UseAgentTracing() to its client, or extract it into an [LlmCall] method",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.UnstoppableCall));

    /// <summary>Arguments: limit, value.</summary>
    public static readonly DiagnosticDescriptor MeaninglessLimit = new(
        DiagnosticIds.MeaninglessLimit,
        "A limit has no effect",
        "{0} = {1} limits nothing; use a value greater than zero, or omit it for no limit",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.MeaninglessLimit));

    /// <summary>Arguments: key, reason.</summary>
    public static readonly DiagnosticDescriptor UnboundedDimension = new(
        DiagnosticIds.UnboundedDimension,
        "A metric dimension has unbounded or personal values",
        "The metric dimension '{0}' is {1}, and each of its values creates a time series; use a value with few distinct values, such as a tenant or a plan",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.UnboundedDimension));
}
