using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// The conversation argument of a call. A function-calling connector appends the response of each round to it, and returns only the last
/// response: the new messages at the end of the call contain the usage of the earlier rounds.
/// </summary>
internal sealed class LlmHistory
{
    private readonly Func<List<LlmResponse>> _read;

    private LlmHistory(Func<List<LlmResponse>> read) => _read = read;

    /// <summary>Records the length of a conversation at the start of the call.</summary>
    /// <typeparam name="T">Type of the messages.</typeparam>
    /// <param name="messages">The conversation.</param>
    /// <param name="reader">Generated code that copies the response data of a message.</param>
    /// <returns>The history, which reads the appended messages.</returns>
    internal static LlmHistory Follow<T>(IReadOnlyList<T> messages, ResponseReader<T> reader)
    {
        var count = messages.Count;
        return new LlmHistory(() => Read(messages, count, reader));
    }

    /// <summary>
    /// The responses among the appended messages that have a usage. Exceptions of the reader are counted and do not reach the caller.
    /// </summary>
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
