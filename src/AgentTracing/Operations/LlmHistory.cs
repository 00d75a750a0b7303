using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// The conversation that a call is given. A connector that calls functions by itself appends the answer of each round to it, and returns the last answer only: the messages
/// that are new when the call ends tell what the rounds before used.
/// </summary>
internal sealed class LlmHistory
{
    private readonly Func<List<LlmResponse>> _read;

    private LlmHistory(Func<List<LlmResponse>> read) => _read = read;

    /// <summary>Notes how long a conversation is when the call starts.</summary>
    /// <typeparam name="T">Type of the messages.</typeparam>
    /// <param name="messages">The conversation.</param>
    /// <param name="reader">Generated code that copies what a message says of the answer that it is.</param>
    /// <returns>What reads the messages that are appended.</returns>
    internal static LlmHistory Follow<T>(IReadOnlyList<T> messages, ResponseReader<T> reader)
    {
        var count = messages.Count;
        return new LlmHistory(() => Read(messages, count, reader));
    }

    /// <summary>The answers among the messages that were appended, as far as they tell their usage. A fault of the reader is counted, and never reaches the caller.</summary>
    internal List<LlmResponse> ReadRounds()
    {
        try
        {
            return _read();
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("read the conversation", exception);
            return [];
        }
    }

    private static List<LlmResponse> Read<T>(IReadOnlyList<T> messages, int count, ResponseReader<T> reader)
    {
        List<LlmResponse> rounds = [];
        for (var i = count; i < messages.Count; i++)
        {
            if (messages[i] is not { } message)
                continue;

            var round = new LlmResponse();
            reader(round, message);
            if (round.IsAnythingBilled)
                rounds.Add(round);
        }

        return rounds;
    }
}
