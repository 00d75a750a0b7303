using System.Collections.Concurrent;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Analyzers;

/// <summary>A cache of semantic models for files that analyzers read from other files.</summary>
internal sealed class SemanticModels(Compilation compilation)
{
    /// <summary>The compilation; semantic models exist only for its own files (<see cref="SourceDeclarations"/>).</summary>
    public Compilation Compilation => compilation;

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    /// <summary>The semantic model of a file.</summary>
    public SemanticModel Of(SyntaxTree tree) => _models.GetOrAdd(tree, made => compilation.GetModelOf(made));

    /// <summary>The symbol of a node in any file.</summary>
    public ISymbol? SymbolOf(SyntaxNode node, CancellationToken cancellationToken) => Of(node.SyntaxTree).GetSymbolInfo(node, cancellationToken).Symbol;
}
