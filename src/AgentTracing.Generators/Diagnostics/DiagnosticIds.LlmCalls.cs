namespace AgentTracing.Generators.Diagnostics;

/// <content>AGT2xxx: LLM calls.</content>
internal static partial class DiagnosticIds
{
    /// <summary>No span covers an LLM call.</summary>
    public const string UncoveredCall = "AGT2001";

    /// <summary>An LLM call is traced twice.</summary>
    public const string TracedTwice = "AGT2002";

    /// <summary>Telemetry comes before function invocation in a pipeline.</summary>
    public const string PipelineOrder = "AGT2003";

    /// <summary>A pipeline has telemetry twice.</summary>
    public const string PipelineTwice = "AGT2004";

    /// <summary>A streaming call does not ask for its usage.</summary>
    public const string StreamUsage = "AGT2005";

    /// <summary>An LLM call cannot be intercepted.</summary>
    public const string NotIntercepted = "AGT2006";

    /// <summary>AgentTracing is not registered with OpenTelemetry.</summary>
    public const string NotRegistered = "AGT2007";

    /// <summary>The rounds of a function-calling pipeline are not traced.</summary>
    public const string HiddenRounds = "AGT2008";
}
