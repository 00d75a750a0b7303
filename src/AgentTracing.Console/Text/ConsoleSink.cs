namespace AgentTracing.Reporting;

/// <summary>Prints runs.</summary>
internal sealed class ConsoleSink(AgentTracingConsoleOptions options) : IRunSink
{
    /// <summary>Width without a terminal.</summary>
    private const int DefaultWidth = 120;

    private const int MinWidth = 60;

    private readonly CostSummary _costs = new();
    private int _runs;
    private int _printedRuns;

    public bool IsLive => options.Live;

    private TextWriter Output => options.Output ?? Console.Out;

    private bool IsTerminal => options.Output is null && options.Print is null && !Console.IsOutputRedirected;

    private int Width => Math.Max(MinWidth, options.Width ?? TerminalWidth() ?? DefaultWidth);

    private TextStyle Style => new(options.Colors ?? (IsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))));

    public void Started(RunSpan span, int depth) => Print($"{new TreeText(Width, Style).DrawLive(span, depth, hasEnded: false)}\n");

    public void Ended(RunSpan span, int depth) => Print($"{new TreeText(Width, Style).DrawLive(span, depth, hasEnded: true)}\n");

    public void Add(Run run)
    {
        _runs++;
        _costs.Add(run);
        var (width, style) = (Width, Style);
        var text = new TreeText(width, style).Draw(run);
        if (options.CostTable == CostTableTime.EachRun && run.Spans.Any(static span => span.IsLlmCall))
            text += CostText.Draw(new CostSummary().Add(run), width, style);
        Print(text);
    }

    /// <summary>Prints the table of all runs, if it adds information.</summary>
    public void Flush()
    {
        var isNew = _runs > _printedRuns && _costs.Rows.Count > 0;
        if (!isNew || options.CostTable == CostTableTime.Never || (options.CostTable == CostTableTime.EachRun && _runs == 1))
            return;

        _printedRuns = _runs;
        Print((options.CostTable == CostTableTime.EachRun ? $"\n{Figures.Count(_runs)} runs" : "") + CostText.Draw(_costs, Width, Style));
    }

    /// <summary>In one write, so the output of other threads is not mixed in.</summary>
    private void Print(string text)
    {
        if (options.Print is { } print)
        {
            print(text.TrimEnd('\n').ReplaceLineEndings());
            return;
        }

        var output = Output;
        output.Write(text.ReplaceLineEndings(output.NewLine));
        output.Flush();
    }

    private int? TerminalWidth()
    {
        if (!IsTerminal)
            return null;

        try
        {
            // The last column is not used, because some terminals break the line there.
            return Console.WindowWidth > 1 ? Console.WindowWidth - 1 : null;
        }
        catch (Exception exception) when (exception is IOException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}
