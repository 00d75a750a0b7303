namespace AgentTracing;

/// <summary>The kind of operation that a <see cref="UsageRecord"/> describes.</summary>
public enum UsageRecordKind
{
    /// <summary>A model call.</summary>
    LlmCall,

    /// <summary>An execution of a tool that has a cost.</summary>
    ToolCall,

    /// <summary>
    /// A run: an agent, or a workflow without an enclosing operation. Its figures are the sums of the records of its calls: add up either
    /// the calls or the outermost runs.
    /// </summary>
    Run,
}
