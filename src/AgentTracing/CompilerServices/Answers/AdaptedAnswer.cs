using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Reads the provider's objects behind an adapter's response. A function-calling client returns the last response with the summed usage of
/// all rounds; the messages of each round contain the provider's object if the adapter keeps it. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AdaptedAnswer
{
    /// <summary>
    /// Reads the response, or each of its rounds. If the rounds cannot be distinguished, the usage is marked as a sum, and only tier and
    /// geography of the last round are read.
    /// </summary>
    /// <typeparam name="TMessage">Type of a message.</typeparam>
    /// <param name="response">Receives the values.</param>
    /// <param name="raw">The provider's object of the response; null when there is none.</param>
    /// <param name="messages">The messages of the response, with function results between those of the model.</param>
    /// <param name="isFunctionResult">Whether a message contains function results.</param>
    /// <param name="rawOf">Returns the provider's object of a message.</param>
    /// <param name="read">Reads a provider's object.</param>
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

    /// <summary>The provider's object of each round, from the last of its messages; null when there is only one round.</summary>
    private static List<object?>? RoundsOf<TMessage>(IEnumerable<TMessage>? messages, Func<TMessage, bool> isFunctionResult, Func<TMessage, object?> rawOf)
    {
        List<object?>? rounds = null;
        object? current = null;
        var hasResponse = false;
        foreach (var message in messages ?? [])
        {
            if (message is null)
                continue;

            if (!isFunctionResult(message))
            {
                current = rawOf(message) ?? current;
                hasResponse = true;
            }
            else if (hasResponse)
            {
                (rounds ??= []).Add(current);
                (current, hasResponse) = (null, false);
            }
        }

        // Results at the end have no response yet: the round that requested them is the last one.
        if (hasResponse)
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
