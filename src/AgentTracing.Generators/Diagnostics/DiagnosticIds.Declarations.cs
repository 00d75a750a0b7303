namespace AgentTracing.Generators.Diagnostics;

/// <summary>Ids of the diagnostics. They are fixed: AGT1xxx declarations, AGT2xxx LLM calls, AGT3xxx prices.</summary>
internal static partial class DiagnosticIds
{
    /// <summary>An annotated method is not partial.</summary>
    public const string MethodNotPartial = "AGT1001";

    /// <summary>A containing type of an annotated method is not partial.</summary>
    public const string TypeNotPartial = "AGT1002";

    /// <summary>The implementation of an annotated method is missing, or its signature differs.</summary>
    public const string Implementation = "AGT1003";

    /// <summary>An annotated method has a shape that cannot be wrapped.</summary>
    public const string Shape = "AGT1004";

    /// <summary>A method has several operation attributes.</summary>
    public const string SeveralKinds = "AGT1005";

    /// <summary>An implementation is called directly, without its span.</summary>
    public const string ImplementationCall = "AGT1006";

    /// <summary>Two agents or tools share a name.</summary>
    public const string SharedName = "AGT1007";

    /// <summary>The result of an LLM call contains no token usage.</summary>
    public const string NoUsage = "AGT1008";

    /// <summary>A telemetry attribute does not fit its parameter.</summary>
    public const string Parameter = "AGT1009";

    /// <summary>The task of an operation is neither awaited nor returned.</summary>
    public const string UnobservedTask = "AGT1010";

    /// <summary>The name or description of a tool contradicts that of another attribute.</summary>
    public const string Contradiction = "AGT1011";

    /// <summary>An operation is async void.</summary>
    public const string AsyncVoid = "AGT1012";

    /// <summary>A tool of another library is not annotated.</summary>
    public const string UntracedTool = "AGT1013";

    /// <summary>The result of an evaluator contains no score.</summary>
    public const string NoScore = "AGT1014";

    /// <summary>An argument of an attribute has no effect.</summary>
    public const string IneffectiveArgument = "AGT1015";

    /// <summary>An implementation differs in nullability.</summary>
    public const string Nullability = "AGT1016";
}
