namespace AgentTracing;

/// <summary>The kinds of operations, one an attribute.</summary>
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
