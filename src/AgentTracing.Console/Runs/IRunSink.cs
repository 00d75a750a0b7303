namespace AgentTracing.Reporting;

/// <summary>Shows runs. Called by many threads, but never concurrently.</summary>
internal interface IRunSink
{
    /// <summary>Whether it handles single operations.</summary>
    bool IsLive => false;

    /// <summary>An operation started, at a depth below the run's root.</summary>
    void Started(RunSpan span, int depth)
    {
    }

    /// <summary>An operation ended.</summary>
    void Ended(RunSpan span, int depth)
    {
    }

    /// <summary>A run ended.</summary>
    void Add(Run run);

    /// <summary>The provider is flushed or disposed.</summary>
    void Flush();
}
