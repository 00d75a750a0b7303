namespace AgentTracing.Conventions;

/// <summary>Attribute names of our own, for what the conventions have no name for.</summary>
internal static class AgentTracingAttributes
{
    /// <summary>Name of the agent inside which a span stands; on tool spans it is <c>gen_ai.agent.name</c>.</summary>
    internal const string AgentName = "agent_tracing.agent.name";

    /// <summary>How the cost came about: priced, dated, fallback, free, reported, estimated, unpriced or invalid.</summary>
    internal const string CostStatus = "agent_tracing.cost.status";

    /// <summary>The price entry that a cost was computed by, as provider/id; of several requests all of them, separated by commas.</summary>
    internal const string CostEntry = "agent_tracing.cost.entry";

    /// <summary>The cost by the price book, in USD, where the cost was reported.</summary>
    internal const string CostComputed = "agent_tracing.cost.computed";

    /// <summary>Who reported a cost.</summary>
    internal const string CostSource = "agent_tracing.cost.source";

    /// <summary>The tier that a call was priced by, where the conventions have no attribute for the provider's.</summary>
    internal const string CostServiceTier = "agent_tracing.cost.service_tier";

    /// <summary>The geography or region that a call was priced by.</summary>
    internal const string CostGeography = "agent_tracing.cost.geography";

    /// <summary>What the execution of a tool cost, in USD.</summary>
    internal const string ToolCost = "agent_tracing.tool.cost";

    /// <summary>True where the caller cancelled the operation.</summary>
    internal const string Cancelled = "agent_tracing.cancelled";

    /// <summary>True where no model was asked: the answer came from a cache, and is not counted.</summary>
    internal const string Cached = "agent_tracing.cached";

    /// <summary>True where the service goes on making the answer in the background: a later poll has it, and its usage.</summary>
    internal const string Pending = "agent_tracing.pending";

    /// <summary>True where the caller left a stream before its end.</summary>
    internal const string StreamIncomplete = "agent_tracing.stream.incomplete";

    /// <summary>What a log record of a failure is about: the kind of the operation.</summary>
    internal const string OperationKind = "agent_tracing.operation.kind";

    /// <summary>Name of an <c>[LlmCall]</c>, whose span is named after its model.</summary>
    internal const string OperationName = "agent_tracing.operation.name";

    /// <summary>Version of an operation for whose kind the conventions have no attribute.</summary>
    internal const string OperationVersion = "agent_tracing.operation.version";

    /// <summary>Description of an operation for whose kind the conventions have no attribute.</summary>
    internal const string OperationDescription = "agent_tracing.operation.description";

    /// <summary>Version of the application's own, from the scope.</summary>
    internal const string ScopeVersion = "agent_tracing.version";

    /// <summary>Tags of the scope, a list of strings.</summary>
    internal const string ScopeTags = "agent_tracing.tags";

    /// <summary>Metadata of the scope: one attribute a key.</summary>
    internal const string ScopeMetadataPrefix = "agent_tracing.metadata.";

    /// <summary>What a guardrail decided: pass or block.</summary>
    internal const string GuardrailOutcome = "agent_tracing.guardrail.outcome";

    /// <summary>What a score is about: span, trace or session.</summary>
    internal const string EvaluationTarget = "agent_tracing.evaluation.target";

    /// <summary>Id of the span, trace or session that a score is about.</summary>
    internal const string EvaluationTargetId = "agent_tracing.evaluation.target.id";

    /// <summary>What a score amounts to: its rating, as the evaluator spells it.</summary>
    internal const string EvaluationRating = "agent_tracing.evaluation.rating";

    /// <summary>Whether a score is a failure, where it was interpreted.</summary>
    internal const string EvaluationFailed = "agent_tracing.evaluation.failed";

    /// <summary>What the evaluator notes about a score, one text a note.</summary>
    internal const string EvaluationDiagnostics = "agent_tracing.evaluation.diagnostics";

    /// <summary>Event that holds what an operation was given and returned, for what the conventions have no event for.</summary>
    internal const string OperationDetailsEvent = "agent_tracing.operation.details";

    internal const string RollUpInputTokens = "agent_tracing.rollup.input_tokens";
    internal const string RollUpOutputTokens = "agent_tracing.rollup.output_tokens";
    internal const string RollUpCost = "agent_tracing.rollup.cost";
    internal const string RollUpLlmCalls = "agent_tracing.rollup.llm_calls";
    internal const string RollUpToolCalls = "agent_tracing.rollup.tool_calls";
    /// <summary>True where the sums lack what a call consumed, because it could not be read.</summary>
    internal const string RollUpIncomplete = "agent_tracing.rollup.incomplete";

    internal const string RollUpUnpricedCalls = "agent_tracing.rollup.unpriced_calls";

    /// <summary>The limit of a budget that was exceeded, else the one that is nearest.</summary>
    internal const string BudgetLimit = "agent_tracing.budget.limit";

    /// <summary>The share of that limit which is consumed; 1 is all of it.</summary>
    internal const string BudgetUsed = "agent_tracing.budget.used";

    /// <summary>Whether the budget denied a call.</summary>
    internal const string BudgetExceeded = "agent_tracing.budget.exceeded";

    /// <summary>Event: four fifths of a limit are consumed.</summary>
    internal const string BudgetWarningEvent = "agent_tracing.budget.warning";

    /// <summary>Attribute of the instrumentation scope: date of the price catalogue.</summary>
    internal const string CatalogueDate = "agent_tracing.pricing.catalogue.date";

    /// <summary>Attribute of the instrumentation scope: where the prices are from.</summary>
    internal const string CatalogueSource = "agent_tracing.pricing.catalogue.source";

    /// <summary>Attribute of the instrumentation scope: SHA-256 of the catalogue file.</summary>
    internal const string CatalogueHash = "agent_tracing.pricing.catalogue.hash";
}
