namespace AgentTracing.Pricing;

/// <summary>The faults of one pricing file, in the order of detection.</summary>
internal sealed class PricingFaults
{
    // Limits the memory for files of random data, which have a fault at every other character.
    private const int Capacity = 1_000;

    private readonly List<PricingFault> _list = [];

    /// <summary>The faults, at most the first thousand.</summary>
    public IReadOnlyList<PricingFault> List => _list;

    /// <summary>The number of errors, including those that are not listed.</summary>
    public int Total { get; private set; }

    /// <summary>Adds an error in the JSON syntax.</summary>
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
