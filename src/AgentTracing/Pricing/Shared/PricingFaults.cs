namespace AgentTracing.Pricing;

/// <summary>The faults of one pricing file, in the order found.</summary>
internal sealed class PricingFaults
{
    // A file of noise has a fault at every other character: more than this is not useful, and memory stays bounded.
    private const int Capacity = 1_000;

    private readonly List<PricingFault> _list = [];

    /// <summary>The faults; of a file of noise, the first thousand.</summary>
    public IReadOnlyList<PricingFault> List => _list;

    /// <summary>How many errors there are, listed or not.</summary>
    public int Total { get; private set; }

    /// <summary>Adds what makes the text no JSON.</summary>
    public void AddJson(string message, int start, int length) => Add(PricingFaultKind.Json, message, start, length);

    public void Add(PricingFaultKind kind, string message, int start, int length)
    {
        var fault = new PricingFault(kind, message, start, length);
        if (fault.IsError)
            Total++;
        if (_list.Count < Capacity)
            _list.Add(fault);
    }
}
