namespace AgentTracing;

/// <summary>The kinds of operations, one for each attribute.</summary>
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
