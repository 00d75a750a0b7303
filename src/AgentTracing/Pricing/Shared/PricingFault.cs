namespace AgentTracing.Pricing;

/// <summary>What is wrong with a place in a pricing file; each kind is one diagnostic.</summary>
internal enum PricingFaultKind
{
    /// <summary>Not valid JSON (AGT3002).</summary>
    Json,

    /// <summary>A value breaks the schema (AGT3003).</summary>
    Schema,

    /// <summary>An entry twice, or an alias that is another entry's id (AGT3004).</summary>
    Duplicate,

    /// <summary>An entry that another file has too (AGT3004, as a remark).</summary>
    Override,

    /// <summary>A price that is probably a mistake (AGT3007).</summary>
    Implausible,

    /// <summary>A period that starts in the future, or an entry not checked for long (AGT3008).</summary>
    Unverified,
}

/// <summary>A fault in a pricing file.</summary>
/// <param name="Kind">Which rule is broken.</param>
/// <param name="Message">What is wrong, then what to do.</param>
/// <param name="Start">Offset of the first character concerned.</param>
/// <param name="Length">Number of characters concerned.</param>
internal readonly record struct PricingFault(PricingFaultKind Kind, string Message, int Start, int Length)
{
    /// <summary>Whether the part of the file it is in cannot be used.</summary>
    public bool IsError => Kind is PricingFaultKind.Json or PricingFaultKind.Schema;
}
