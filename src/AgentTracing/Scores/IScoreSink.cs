namespace AgentTracing;

/// <summary>Takes scores to a back end. Register it with <see cref="AgentTelemetry.AddScoreSink"/>.</summary>
public interface IScoreSink
{
    /// <summary>Takes a score. Called on the thread of the code that scores: it must neither wait nor throw.</summary>
    /// <param name="score">The score.</param>
    void Record(Score score);
}
