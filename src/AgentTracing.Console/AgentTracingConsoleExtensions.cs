using AgentTracing;
using AgentTracing.Reporting;

namespace OpenTelemetry.Trace;

/// <summary>Shows runs of agents and their cost without a back end.</summary>
public static class AgentTracingConsoleExtensions
{
    /// <summary>
    /// Prints each run of an agent or a workflow when it ends: a tree of its operations with time, tokens and cost, and a table of costs by agent
    /// and model. Registers AgentTracing's spans, too.
    /// </summary>
    /// <param name="b">The builder.</param>
    /// <param name="configure">Changes the options.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="b"/> is null.</exception>
    public static TracerProviderBuilder AddAgentTracingConsole(this TracerProviderBuilder b, Action<AgentTracingConsoleOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(b);
        var options = new AgentTracingConsoleOptions();
        configure?.Invoke(options);
        return b.AddAgentTracing().AddProcessor(new RunProcessor(new ConsoleSink(options)));
    }

    /// <summary>
    /// Writes one page of HTML with all runs: a waterfall of each, tokens and cost by agent and model, captured messages, and the cost of
    /// the same tokens on other models. It needs no other file, and runs no script. It is written when the tracer provider is
    /// flushed or disposed, and at most every two seconds while the application runs. Registers AgentTracing's spans, too.
    /// </summary>
    /// <param name="b">The builder.</param>
    /// <param name="path">The file, which is overwritten. If it cannot be written, this is reported once on the standard error, and the
    /// application continues.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="b"/> or <paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public static TracerProviderBuilder AddAgentTracingReport(this TracerProviderBuilder b, string path)
    {
        ArgumentNullException.ThrowIfNull(b);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return b.AddAgentTracing().AddProcessor(new RunProcessor(new ReportSink(Path.GetFullPath(path))));
    }
}
