using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Operations;

/// <summary>A reason for which an annotated method is not, or not wholly, implemented. Analyzers make a diagnostic of it; it never enters a pipeline.</summary>
/// <param name="Rule">The rule that is broken.</param>
/// <param name="Location">Where.</param>
/// <param name="Arguments">Arguments of the rule's message.</param>
internal readonly record struct OperationIssue(DiagnosticDescriptor Rule, Location Location, params string[] Arguments)
{
    /// <summary>What an analyzer reports.</summary>
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location, Arguments);
}
