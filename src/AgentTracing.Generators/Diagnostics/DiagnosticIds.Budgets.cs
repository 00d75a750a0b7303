namespace AgentTracing.Generators.Diagnostics;

/// <content>AGT4xxx: budgets and who pays.</content>
internal static partial class DiagnosticIds
{
    /// <summary>A cost budget over a model without a price.</summary>
    public const string UnpricedBudget = "AGT4001";

    /// <summary>A budget over calls that nothing can stop.</summary>
    public const string UnstoppableCall = "AGT4002";

    /// <summary>A limit that means nothing.</summary>
    public const string MeaninglessLimit = "AGT4003";

    /// <summary>An unbounded or personal value as a metric dimension.</summary>
    public const string UnboundedDimension = "AGT4004";
}
