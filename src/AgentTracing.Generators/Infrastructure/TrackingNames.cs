namespace AgentTracing.Generators.Infrastructure;

/// <summary>Names of the steps of our pipelines, which tests use to check what was run again.</summary>
internal static class TrackingNames
{
    /// <summary>Diagnostics of declarations that the generator reports in a build.</summary>
    public const string DeclarationIssues = nameof(DeclarationIssues);

    /// <summary>Parsed annotated methods; one step for each attribute.</summary>
    public const string Operations = nameof(Operations);

    /// <summary>Annotated methods by generated file.</summary>
    public const string OperationFiles = nameof(OperationFiles);

    /// <summary>Model calls, intercepted or skipped.</summary>
    public const string ModelCalls = nameof(ModelCalls);

    /// <summary>Intercepted calls by source file.</summary>
    public const string InterceptionFiles = nameof(InterceptionFiles);

    /// <summary>Readers that annotated methods and pipelines call.</summary>
    public const string Readers = nameof(Readers);

    /// <summary>Readers that only interceptors call.</summary>
    public const string InterceptedReaders = nameof(InterceptedReaders);

    /// <summary>The number of intercepted calls, and the reasons why others are not intercepted.</summary>
    public const string InterceptionSummary = nameof(InterceptionSummary);

    /// <summary>Pricing files, as tables.</summary>
    public const string PricingTables = nameof(PricingTables);

    /// <summary>The rank and assembly of a compilation's prices.</summary>
    public const string PricingTarget = nameof(PricingTarget);

    /// <summary>The complete input of the generated prices.</summary>
    public const string Pricing = nameof(Pricing);

    /// <summary>The referenced libraries with pipelines that can be traced.</summary>
    public const string Pipelines = nameof(Pipelines);

    /// <summary>Calls that pass agents to their framework.</summary>
    public const string HandOvers = nameof(HandOvers);
}
