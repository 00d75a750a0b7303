namespace AgentTracing;

/// <summary>Gives each enumeration of a stream its operation.</summary>
internal abstract class StreamSource
{
    /// <summary>The operation of the next enumeration; null where that is none of its own.</summary>
    internal abstract StreamOperation? Next(CancellationToken cancellationToken);

    /// <summary>Ends what was begun with the call, where no enumeration will: the stream is left unread.</summary>
    internal virtual void Leave()
    {
    }
}
