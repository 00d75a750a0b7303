namespace AgentTracing;

/// <summary>What a <see cref="UsageRecord"/> is about.</summary>
public enum UsageRecordKind
{
    /// <summary>A call of a model.</summary>
    LlmCall,

    /// <summary>An execution of a tool that has a cost.</summary>
    ToolCall,

    /// <summary>
    /// A run: an agent, or a workflow inside of no other operation. Its figures are the sums of the records of the calls in it: a bill adds up either
    /// the calls or the outermost runs.
    /// </summary>
    Run,
}
