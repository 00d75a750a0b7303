namespace AgentTracing.Generators.Infrastructure;

/// <summary>Names of the steps of our pipelines, by which tests see what was run again.</summary>
internal static class TrackingNames
{
    /// <summary>What the generator reports of declarations in a build.</summary>
    public const string DeclarationIssues = nameof(DeclarationIssues);

    /// <summary>Annotated methods, parsed; one step an attribute.</summary>
    public const string Operations = nameof(Operations);

    /// <summary>Annotated methods by the file they go to.</summary>
    public const string OperationFiles = nameof(OperationFiles);

    /// <summary>Model calls, intercepted or skipped.</summary>
    public const string ModelCalls = nameof(ModelCalls);

    /// <summary>Intercepted calls by the file they stand in.</summary>
    public const string InterceptionFiles = nameof(InterceptionFiles);

    /// <summary>Readers that annotated methods and pipelines call.</summary>
    public const string Readers = nameof(Readers);

    /// <summary>Readers that interceptors alone call.</summary>
    public const string InterceptedReaders = nameof(InterceptedReaders);

    /// <summary>How many calls are intercepted, and why others are not.</summary>
    public const string InterceptionSummary = nameof(InterceptionSummary);

    /// <summary>Pricing files, as tables.</summary>
    public const string PricingTables = nameof(PricingTables);

    /// <summary>What a compilation says about the place of its prices.</summary>
    public const string PricingTarget = nameof(PricingTarget);

    /// <summary>Everything that the source of the prices is written from.</summary>
    public const string Pricing = nameof(Pricing);

    /// <summary>What a compilation references of the pipelines that can be traced.</summary>
    public const string Pipelines = nameof(Pipelines);

    /// <summary>Calls that hand agents over to their framework.</summary>
    public const string HandOvers = nameof(HandOvers);
}
