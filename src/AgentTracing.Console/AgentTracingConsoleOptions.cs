namespace AgentTracing;

/// <summary>What <c>AddAgentTracingConsole</c> prints, and how.</summary>
public sealed class AgentTracingConsoleOptions
{
    /// <summary>Where it prints. Default: null, which is <see cref="Console.Out"/> at the time of printing.</summary>
    public TextWriter? Output { get; set; }

    /// <summary>
    /// What takes each text that is printed (a run, a table) in place of <see cref="Output"/>: in a test of xunit, <c>output.WriteLine</c>. The text has no line
    /// break at its end. What it throws is ignored. Default: null.
    /// </summary>
    public Action<string>? Print { get; set; }

    /// <summary>How many characters a line may have, at least 60. Default: null, which is the width of the terminal, and 120 where there is none.</summary>
    public int? Width { get; set; }

    /// <summary>Whether to use colors. Default: null, which is yes on a terminal unless the environment variable <c>NO_COLOR</c> is set, and no elsewhere.</summary>
    public bool? Colors { get; set; }

    /// <summary>When the table of costs by agent and model is printed. Default: <see cref="CostTableTime.EachRun"/>.</summary>
    public CostTableTime CostTable { get; set; }

    /// <summary>
    /// Whether each operation prints a line when it starts, and one when it ends: for long runs and streams. Runs that go on at the same time mix
    /// their lines. Default: false.
    /// </summary>
    public bool Live { get; set; }
}
