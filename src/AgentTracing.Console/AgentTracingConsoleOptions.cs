namespace AgentTracing;

/// <summary>Options of <c>AddAgentTracingConsole</c>.</summary>
public sealed class AgentTracingConsoleOptions
{
    /// <summary>The output. Default: null, which means <see cref="Console.Out"/> at the time of printing.</summary>
    public TextWriter? Output { get; set; }

    /// <summary>
    /// Receives each printed text (a run, a table) instead of <see cref="Output"/>: in an xunit test, <c>output.WriteLine</c>. The text has
    /// no line break at its end. Exceptions are ignored. Default: null.
    /// </summary>
    public Action<string>? Print { get; set; }

    /// <summary>
    /// Maximum number of characters in a line, at least 60. Default: null, which means the width of the terminal, or 120 without a
    /// terminal.
    /// </summary>
    public int? Width { get; set; }

    /// <summary>
    /// Whether to use colors. Default: null, which means yes on a terminal, unless the environment variable <c>NO_COLOR</c> is set.
    /// </summary>
    public bool? Colors { get; set; }

    /// <summary>When the table of costs by agent and model is printed. Default: <see cref="CostTableTime.EachRun"/>.</summary>
    public CostTableTime CostTable { get; set; }

    /// <summary>
    /// Whether each operation prints a line when it starts, and one when it ends: for long runs and streams. The lines of concurrent runs
    /// are mixed. Default: false.
    /// </summary>
    public bool Live { get; set; }
}
