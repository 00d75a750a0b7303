using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Reads the provider's own objects behind the answer of an adapter. A client that calls functions by itself returns the last answer with the sum of the
/// usage of all its rounds; the messages of each round carry the provider's own object, where the adapter keeps it. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AdaptedAnswer
{
    /// <summary>
    /// Reads the answer, or each of its rounds. Where the rounds cannot be told apart, the usage is marked as a sum, and only who served the last one is
    /// read.
    /// </summary>
    /// <typeparam name="TMessage">Type of a message.</typeparam>
    /// <param name="response">Where to.</param>
    /// <param name="raw">The provider's own object of the answer; null where there is none.</param>
    /// <param name="messages">The messages of the answer, with the results of functions between those of the model.</param>
    /// <param name="isFunctionResult">Whether a message holds results of functions.</param>
    /// <param name="rawOf">The provider's own object of a message.</param>
    /// <param name="read">Reads a provider's own object.</param>
    public static void Read<TMessage>(
        LlmResponse response,
        object? raw,
        IEnumerable<TMessage>? messages,
        Func<TMessage, bool> isFunctionResult,
        Func<TMessage, object?> rawOf,
        Action<LlmResponse, object> read)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(isFunctionResult);
        ArgumentNullException.ThrowIfNull(rawOf);
        ArgumentNullException.ThrowIfNull(read);

        if (RoundsOf(messages, isFunctionResult, rawOf) is not { } rounds)
        {
            if (raw is not null)
                read(response, raw);
            return;
        }

        response.BeginInferences();
        if (rounds.Contains(null))
        {
            response.IsSum = true;
            ReadServing(response, raw, read);
            return;
        }

        foreach (var round in rounds)
            read(response.AddRound(), round!);
    }

    /// <summary>The provider's own object of each round, the last one of its messages; null where there is but one round.</summary>
    private static List<object?>? RoundsOf<TMessage>(IEnumerable<TMessage>? messages, Func<TMessage, bool> isFunctionResult, Func<TMessage, object?> rawOf)
    {
        List<object?>? rounds = null;
        object? current = null;
        var hasAnswer = false;
        foreach (var message in messages ?? [])
        {
            if (message is null)
                continue;

            if (!isFunctionResult(message))
            {
                current = rawOf(message) ?? current;
                hasAnswer = true;
            }
            else if (hasAnswer)
            {
                (rounds ??= []).Add(current);
                (current, hasAnswer) = (null, false);
            }
        }

        // Results at the end have not been answered: what asked for them is the last round.
        if (hasAnswer)
            rounds?.Add(current);
        return rounds is { Count: > 1 } ? rounds : null;
    }

    private static void ReadServing(LlmResponse response, object? raw, Action<LlmResponse, object> read)
    {
        if (raw is null)
            return;

        var last = new LlmResponse();
        read(last, raw);
        response.Provider = last.Provider;
        response.ServiceTier = last.ServiceTier;
        response.Geography = last.Geography;
        response.Speed = last.Speed;
    }
}
