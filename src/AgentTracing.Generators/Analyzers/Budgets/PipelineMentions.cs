using System.Runtime.CompilerServices;
using AgentTracing.Generators.Analyzers.Clients;
using AgentTracing.Generators.Pipelines;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Analyzers.Budgets;

/// <summary>Whether a compilation builds pipelines that ask budgets.</summary>
internal static class PipelineMentions
{
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> Known = new();

    /// <summary>
    /// Whether any file but the one that declares it names <c>UseAgentTracing</c>. Which client a call goes through is decided at run time, often by dependency injection: where one
    /// pipeline asks budgets, the calls of a run are taken to go through it, rather than to warn of calls that are stopped.
    /// </summary>
    public static bool UseAgentTracing(Compilation compilation)
        => compilation.SyntaxTrees.Any(static tree => Known.GetValue(tree, static tree => new(!tree.FilePath.EndsWith(PipelineEmitter.HintName, StringComparison.Ordinal) && tree.GetText().ToString().Contains(TracingSyntax.OurMethod))).Value);
}
