using System.Runtime.CompilerServices;
using AgentTracing.Generators.Analyzers.Clients;
using AgentTracing.Generators.Pipelines;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Analyzers.Budgets;

/// <summary>Whether a compilation builds pipelines that check budgets.</summary>
internal static class PipelineMentions
{
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> Known = new();

    /// <summary>
    /// Whether any file except its declaration names <c>UseAgentTracing</c>. The client of a call is determined at run time, often by
    /// dependency injection. If one pipeline checks budgets, all calls of a run are assumed to use it, to avoid false warnings.
    /// </summary>
    public static bool UseAgentTracing(Compilation compilation)
        => compilation.SyntaxTrees.Any(static tree => Known.GetValue(tree, static tree => new(!tree.FilePath.EndsWith(PipelineEmitter.HintName, StringComparison.Ordinal) && tree.GetText().ToString().Contains(TracingSyntax.AgentTracingMethod))).Value);
}
