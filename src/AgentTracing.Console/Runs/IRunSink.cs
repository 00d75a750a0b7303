namespace AgentTracing.Reporting;

/// <summary>Shows runs. Called by many threads, and never by two at once.</summary>
internal interface IRunSink
{
    /// <summary>Whether it takes single operations.</summary>
    bool IsLive => false;

    /// <summary>An operation started, so many levels below the run's first.</summary>
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
