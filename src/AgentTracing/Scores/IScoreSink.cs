namespace AgentTracing;

/// <summary>Sends scores to a back end. Register it with <see cref="AgentTelemetry.AddScoreSink"/>.</summary>
public interface IScoreSink
{
    /// <summary>Receives a score. Called on the thread of the code that scores, so it must neither block nor throw.</summary>
    /// <param name="score">The score.</param>
    void Record(Score score);
}
