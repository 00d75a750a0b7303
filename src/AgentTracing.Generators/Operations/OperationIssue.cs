using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Operations;

/// <summary>A reason for which an annotated method is not, or not wholly, implemented. Analyzers make a diagnostic of it; it never enters a pipeline.</summary>
/// <param name="Id">Id of the diagnostic.</param>
/// <param name="Location">Where.</param>
/// <param name="Arguments">Arguments of the diagnostic's message.</param>
internal readonly record struct OperationIssue(string Id, Location Location, params string[] Arguments)
{
    /// <summary>An annotated method is not partial. Arguments: attribute, method.</summary>
    public const string NotPartial = "AGT1001";

    /// <summary>A containing type is not partial. Arguments: type, method.</summary>
    public const string TypeNotPartial = "AGT1002";

    /// <summary>The implementation is missing or differs. Arguments: method, implementation, what is wrong.</summary>
    public const string Implementation = "AGT1003";

    /// <summary>A shape that cannot be wrapped. Arguments: method, which part and why.</summary>
    public const string Shape = "AGT1004";

    /// <summary>Several operation attributes. Arguments: method, attributes.</summary>
    public const string SeveralKinds = "AGT1005";

    /// <summary>An annotated parameter that is ignored. Arguments: attribute, parameter, why.</summary>
    public const string Parameter = "AGT1009";
}
