namespace AgentTracing.Conventions;

/// <summary>AgentTracing's own attribute names, for data without a name in the conventions.</summary>
internal static class AgentTracingAttributes
{
    /// <summary>Name of the enclosing agent; on tool spans it is <c>gen_ai.agent.name</c>.</summary>
    internal const string AgentName = "agent_tracing.agent.name";

    /// <summary>The status of the cost: priced, dated, fallback, free, reported, estimated, unpriced or invalid.</summary>
    internal const string CostStatus = "agent_tracing.cost.status";

    /// <summary>The price entry of a cost, as provider/id; for several requests all entries, separated by commas.</summary>
    internal const string CostEntry = "agent_tracing.cost.entry";

    /// <summary>The cost by the price book in USD, if a cost was reported.</summary>
    internal const string CostComputed = "agent_tracing.cost.computed";

    /// <summary>The source of a reported cost.</summary>
    internal const string CostSource = "agent_tracing.cost.source";

    /// <summary>The tier that the price depends on, if the conventions have no attribute for the provider's.</summary>
    internal const string CostServiceTier = "agent_tracing.cost.service_tier";

    /// <summary>The geography or region that the price depends on.</summary>
    internal const string CostGeography = "agent_tracing.cost.geography";

    /// <summary>The cost of a tool execution in USD.</summary>
    internal const string ToolCost = "agent_tracing.tool.cost";

    /// <summary>True if the caller cancelled the operation.</summary>
    internal const string Cancelled = "agent_tracing.cancelled";

    /// <summary>True if no model was called: the response came from a cache, and is not counted.</summary>
    internal const string Cached = "agent_tracing.cached";

    /// <summary>True if the service continues the response in the background: a later poll returns it with its usage.</summary>
    internal const string Pending = "agent_tracing.pending";

    /// <summary>True if the caller left a stream before its end.</summary>
    internal const string StreamIncomplete = "agent_tracing.stream.incomplete";

    /// <summary>The kind of the failed operation, on log records.</summary>
    internal const string OperationKind = "agent_tracing.operation.kind";

    /// <summary>Name of an <c>[LlmCall]</c>, whose span is named after its model.</summary>
    internal const string OperationName = "agent_tracing.operation.name";

    /// <summary>Version of an operation whose kind has no attribute in the conventions.</summary>
    internal const string OperationVersion = "agent_tracing.operation.version";

    /// <summary>Description of an operation whose kind has no attribute in the conventions.</summary>
    internal const string OperationDescription = "agent_tracing.operation.description";

    /// <summary>Version of the application, from the scope.</summary>
    internal const string ScopeVersion = "agent_tracing.version";

    /// <summary>Tags of the scope, a list of strings.</summary>
    internal const string ScopeTags = "agent_tracing.tags";

    /// <summary>Metadata of the scope: one attribute for each key.</summary>
    internal const string ScopeMetadataPrefix = "agent_tracing.metadata.";

    /// <summary>The decision of a guardrail: pass or block.</summary>
    internal const string GuardrailOutcome = "agent_tracing.guardrail.outcome";

    /// <summary>The target of a score: span, trace or session.</summary>
    internal const string EvaluationTarget = "agent_tracing.evaluation.target";

    /// <summary>Id of the span, trace or session of a score.</summary>
    internal const string EvaluationTargetId = "agent_tracing.evaluation.target.id";

    /// <summary>The rating of a score, as the evaluator spells it.</summary>
    internal const string EvaluationRating = "agent_tracing.evaluation.rating";

    /// <summary>Whether a score is a failure, if it was interpreted.</summary>
    internal const string EvaluationFailed = "agent_tracing.evaluation.failed";

    /// <summary>The evaluator's diagnostics of a score, one text for each.</summary>
    internal const string EvaluationDiagnostics = "agent_tracing.evaluation.diagnostics";

    /// <summary>Event with the input and output of an operation that has no event in the conventions.</summary>
    internal const string OperationDetailsEvent = "agent_tracing.operation.details";

    internal const string RollUpInputTokens = "agent_tracing.rollup.input_tokens";
    internal const string RollUpOutputTokens = "agent_tracing.rollup.output_tokens";
    internal const string RollUpCost = "agent_tracing.rollup.cost";
    internal const string RollUpLlmCalls = "agent_tracing.rollup.llm_calls";
    internal const string RollUpToolCalls = "agent_tracing.rollup.tool_calls";
    /// <summary>True if the sums lack the usage of a call, because it could not be read.</summary>
    internal const string RollUpIncomplete = "agent_tracing.rollup.incomplete";

    internal const string RollUpUnpricedCalls = "agent_tracing.rollup.unpriced_calls";

    /// <summary>The exceeded limit of a budget, else the nearest one.</summary>
    internal const string BudgetLimit = "agent_tracing.budget.limit";

    /// <summary>The consumed share of that limit; 1 is the whole limit.</summary>
    internal const string BudgetUsed = "agent_tracing.budget.used";

    /// <summary>Whether the budget denied a call.</summary>
    internal const string BudgetExceeded = "agent_tracing.budget.exceeded";

    /// <summary>Event: four fifths of a limit are consumed.</summary>
    internal const string BudgetWarningEvent = "agent_tracing.budget.warning";

    /// <summary>Attribute of the instrumentation scope: date of the price catalogue.</summary>
    internal const string CatalogueDate = "agent_tracing.pricing.catalogue.date";

    /// <summary>Attribute of the instrumentation scope: the sources of the prices.</summary>
    internal const string CatalogueSource = "agent_tracing.pricing.catalogue.source";

    /// <summary>Attribute of the instrumentation scope: SHA-256 of the catalogue file.</summary>
    internal const string CatalogueHash = "agent_tracing.pricing.catalogue.hash";
}
