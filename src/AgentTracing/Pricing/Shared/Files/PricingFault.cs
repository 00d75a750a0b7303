namespace AgentTracing.Pricing;

/// <summary>The kind of a fault in a pricing file; each kind is one diagnostic.</summary>
internal enum PricingFaultKind
{
    /// <summary>Not valid JSON (AGT3002).</summary>
    Json,

    /// <summary>A value breaks the schema (AGT3003).</summary>
    Schema,

    /// <summary>A duplicate entry, or an alias that is another entry's id (AGT3004).</summary>
    Duplicate,

    /// <summary>An entry that another file contains as well (AGT3004, as info).</summary>
    Override,

    /// <summary>A price that is probably a mistake (AGT3007).</summary>
    Implausible,

    /// <summary>A period that starts in the future, or an entry whose last check is too old (AGT3008).</summary>
    Unverified,
}

/// <summary>A fault in a pricing file.</summary>
/// <param name="Kind">The broken rule.</param>
/// <param name="Message">What is wrong, then what to do.</param>
/// <param name="Start">Offset of the first affected character.</param>
/// <param name="Length">Number of affected characters.</param>
internal readonly record struct PricingFault(PricingFaultKind Kind, string Message, int Start, int Length)
{
    /// <summary>Whether the affected part of the file cannot be used.</summary>
    public bool IsError => Kind is PricingFaultKind.Json or PricingFaultKind.Schema;
}
