using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>The objects that identify a response: its messages, its usage, the SDK's object behind it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AnswerParts
{
    /// <summary>Upper bound of the parts; of longer responses the first three and the last are kept.</summary>
    private const int MaxParts = 64;

    // Most responses have three parts: the response, its usage and a message.
    private object? _first;
    private object? _second;
    private object? _third;
    private List<object>? _further;
    private bool _isRoundEnded;

    internal AnswerParts()
    {
    }

    /// <summary>The id of the conversation that the service stores, as an element of a stream reports it; null is ignored.</summary>
    public string? ConversationId { get; set => field = value ?? field; }

    /// <summary>
    /// Whether there is a provider's object behind the response or a part of it. Responses that middleware creates have none.
    /// </summary>
    public bool IsOriginal { get; set; }

    /// <summary>Adds an object; null is ignored.</summary>
    /// <param name="part">The object.</param>
    public void Add(object? part)
    {
        if (part is null || Has(part))
            return;

        if (_first is null)
        {
            _first = part;
        }
        else if (_second is null)
        {
            _second = part;
        }
        else if (_third is null)
        {
            _third = part;
        }
        else
        {
            _further ??= new List<object>(2);
            if (_further.Count == MaxParts - 3)
                _further.RemoveAt(0);
            _further.Add(part);
        }
    }

    /// <summary>Marks the end of a round: the stream continues with the response to another request, after tool results.</summary>
    public void EndRound() => _isRoundEnded = true;

    internal bool TakeEndOfRound()
    {
        var isEnded = _isRoundEnded;
        _isRoundEnded = false;
        return isEnded;
    }

    /// <summary>Whether both have an object in common.</summary>
    internal bool Share(AnswerParts other)
    {
        if ((_first is not null && other.Has(_first)) || (_second is not null && other.Has(_second)) || (_third is not null && other.Has(_third)))
            return true;
        if (_further is null)
            return false;

        foreach (var part in _further)
        {
            if (other.Has(part))
                return true;
        }

        return false;
    }

    private bool Has(object part)
    {
        if (ReferenceEquals(_first, part) || ReferenceEquals(_second, part) || ReferenceEquals(_third, part))
            return true;
        if (_further is null)
            return false;

        foreach (var known in _further)
        {
            if (ReferenceEquals(known, part))
                return true;
        }

        return false;
    }
}
