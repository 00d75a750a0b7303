namespace AgentTracing.Conventions;

/// <summary>Values of <c>gen_ai.operation.name</c>.</summary>
internal static class OperationNames
{
    internal const string InvokeWorkflow = "invoke_workflow";
    internal const string InvokeAgent = "invoke_agent";
    internal const string ExecuteTool = "execute_tool";
    internal const string Retrieval = "retrieval";
    internal const string Chat = "chat";
    internal const string TextCompletion = "text_completion";
    internal const string GenerateContent = "generate_content";
    internal const string Embeddings = "embeddings";

    // Custom values, which the open enum allows, so back ends that look for the attribute find these spans, too.
    internal const string Task = "task";
    internal const string Guardrail = "guardrail";
    internal const string Evaluation = "evaluation";

    /// <summary>The value for an operation.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="operation">The kind of request, for a model call.</param>
    internal static string Of(OperationKind kind, LlmOperation operation) => kind switch
    {
        OperationKind.Workflow => InvokeWorkflow,
        OperationKind.Agent => InvokeAgent,
        OperationKind.Tool => ExecuteTool,
        OperationKind.Retrieval => Retrieval,
        OperationKind.LlmCall => Of(operation),
        OperationKind.AgentTask => Task,
        OperationKind.Guardrail => Guardrail,
        _ => Evaluation,
    };

    internal static string Of(LlmOperation operation) => operation switch
    {
        LlmOperation.TextCompletion => TextCompletion,
        LlmOperation.GenerateContent => GenerateContent,
        LlmOperation.Embeddings => Embeddings,
        _ => Chat,
    };
}
