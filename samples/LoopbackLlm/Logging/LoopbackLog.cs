namespace LoopbackLlm;

/// <summary>
/// What the server received and sent. Can be read at any time: a request is logged before the script runs, and a figure before the bytes
/// that contain it are sent.
/// </summary>
public sealed class LoopbackLog
{
    private readonly Lock _lock = new();
    private readonly List<LoggedRequest> _requests = [];
    private int _lastNumber;

    /// <summary>The requests so far, in the order in which they arrived.</summary>
    public IReadOnlyList<LoggedRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests.OrderBy(r => r.Request.Number)];
        }
    }

    /// <summary>
    /// The totals by provider and response model, in ordinal order. Requests with a status of 400 or more are not included.
    /// </summary>
    public IReadOnlyList<ModelTotals> TotalsByModel() =>
    [
        .. Requests
            .Where(r => r.StatusCode is > 0 and < 400)
            .GroupBy(r => (r.Provider, Model: r.ResponseModel ?? r.Model))
            .OrderBy(g => g.Key.Provider, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Model, StringComparer.Ordinal)
            .Select(g => new ModelTotals(
                g.Key.Provider,
                g.Key.Model,
                Requests: g.Count(),
                WithoutUsage: g.Count(r => r.Usage is null),
                g.Select(r => r.Usage).OfType<ScriptedUsage>().Aggregate(new ScriptedUsage(), (sum, usage) => sum + usage))),
    ];

    /// <summary>Removes all requests.</summary>
    public void Clear()
    {
        lock (_lock)
            _requests.Clear();
    }

    internal int NextNumber() => Interlocked.Increment(ref _lastNumber);

    internal void Add(LoggedRequest request)
    {
        lock (_lock)
            _requests.Add(request);
    }

    internal LoggedRequest? FindByResponseId(string id)
    {
        lock (_lock)
            return _requests.FindLast(r => r.ResponseId == id);
    }

    /// <summary>Replaces the entry of a request; does nothing if the log was cleared after the request.</summary>
    internal void Update(int number, Func<LoggedRequest, LoggedRequest> change)
    {
        lock (_lock)
        {
            var index = _requests.FindLastIndex(r => r.Request.Number == number);
            if (index >= 0)
                _requests[index] = change(_requests[index]);
        }
    }
}
