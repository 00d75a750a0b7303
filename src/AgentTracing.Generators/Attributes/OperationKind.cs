namespace AgentTracing.Generators.Attributes;

/// <summary>The kinds of operations. Their names are those of the attributes, and of the factories of the run time's descriptor.</summary>
internal enum OperationKind
{
    Workflow,
    Agent,
    AgentTask,
    Tool,
    LlmCall,
    Retrieval,
    Guardrail,
    Evaluator,
}
