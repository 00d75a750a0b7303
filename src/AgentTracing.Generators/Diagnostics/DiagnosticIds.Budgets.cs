namespace AgentTracing.Generators.Diagnostics;

/// <content>AGT4xxx: budgets and metric dimensions.</content>
internal static partial class DiagnosticIds
{
    /// <summary>A cost budget covers a model without a price.</summary>
    public const string UnpricedBudget = "AGT4001";

    /// <summary>A budget covers calls that it cannot stop.</summary>
    public const string UnstoppableCall = "AGT4002";

    /// <summary>A limit has no effect.</summary>
    public const string MeaninglessLimit = "AGT4003";

    /// <summary>A metric dimension has unbounded or personal values.</summary>
    public const string UnboundedDimension = "AGT4004";
}
