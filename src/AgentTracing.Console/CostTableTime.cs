namespace AgentTracing;

/// <summary>When the table of costs is printed.</summary>
public enum CostTableTime
{
    /// <summary>After the tree of each run, for this run; and at the end for all runs, if there were several.</summary>
    EachRun = 0,

    /// <summary>Once, for all runs: when the tracer provider is flushed or disposed.</summary>
    AtEnd = 1,

    /// <summary>Never.</summary>
    Never = 2,
}
