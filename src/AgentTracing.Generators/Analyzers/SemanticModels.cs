using System.Collections.Concurrent;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Analyzers;

/// <summary>The semantic models of the files that analyzers look into from other files, each made once.</summary>
internal sealed class SemanticModels(Compilation compilation)
{
    /// <summary>The compilation: of its own files alone there are semantic models (<see cref="SourceDeclarations"/>).</summary>
    public Compilation Compilation => compilation;

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    /// <summary>The semantic model of a file.</summary>
    public SemanticModel Of(SyntaxTree tree) => _models.GetOrAdd(tree, made => compilation.GetModelOf(made));

    /// <summary>What a node of any file refers to.</summary>
    public ISymbol? SymbolOf(SyntaxNode node, CancellationToken cancellationToken) => Of(node.SyntaxTree).GetSymbolInfo(node, cancellationToken).Symbol;
}
