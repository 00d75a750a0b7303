using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Operations;

/// <summary>
/// The reason why an annotated method is not, or only partly, implemented. Analyzers convert it to a diagnostic; it never enters a
/// pipeline.
/// </summary>
/// <param name="Rule">The broken rule.</param>
/// <param name="Location">The location.</param>
/// <param name="Arguments">Arguments of the rule's message.</param>
internal readonly record struct OperationIssue(DiagnosticDescriptor Rule, Location Location, params string[] Arguments)
{
    /// <summary>Converts it to a diagnostic.</summary>
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location, Arguments);
}
