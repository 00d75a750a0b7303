using System.Collections.Concurrent;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Razor;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Interception;

/// <summary>Symbols and lookups shared by all call sites of a compilation.</summary>
internal sealed class InterceptionSymbols
{
    private static readonly CompilationFact<InterceptionSymbols> Known = new(static compilation => new InterceptionSymbols(compilation));

    private readonly ILookup<int, SyntaxTree> _treesByLength;
    private readonly ConcurrentDictionary<int, HashSet<SyntaxTree>> _twins = new();
    private readonly Lazy<Compilation?> _withoutRazor;
    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<IMethodSymbol, ConcurrentDictionary<(LlmApi Api, string? ServedBy), (CallShape? Shape, SkipReason? Reason)>> _shapes
        = new(SymbolEqualityComparer.IncludeNullability);

    private InterceptionSymbols(Compilation compilation)
    {
        _compilation = compilation;
        _treesByLength = compilation.SyntaxTrees.ToLookup(static tree => tree.Length);
        _withoutRazor = new(() => compilation.SyntaxTrees.Where(static tree => RazorCode.IsGenerated(tree.FilePath)).ToArray() is { Length: > 0 } razor ? compilation.RemoveSyntaxTrees(razor) : null);
        Catalogue = compilation.GetTypeByMetadataName(Contract) is null ? null : LlmApiCatalogue.Of(compilation);
        Operations = OperationSymbols.Of(compilation);
    }

    private const string Contract = "AgentTracing.CompilerServices.LlmClient";

    /// <summary>The calls of LLM SDKs; null when the compilation references no SDK, or no run time.</summary>
    public LlmApiCatalogue? Catalogue { get; }

    /// <summary>The annotated methods.</summary>
    public OperationSymbols Operations { get; }

    /// <summary>The shared shape of a method's calls, parsed once, because its response consists of many types.</summary>
    public (CallShape? Shape, SkipReason? Reason) ShapeOf(LlmApi api, IMethodSymbol called, string? servedBy)
        => _shapes.GetOrAdd(called, static _ => new())
            .GetOrAdd((api, servedBy), key => InterceptionParser.Shape(_compilation, key.Api, called, key.ServedBy));

    /// <summary>Whether a symbol is the implementation of an annotated method of that kind.</summary>
    public bool Implements(ISymbol symbol, OperationKind kind, CancellationToken cancellationToken)
        => symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            && Operations.ImplementedBy(method, method.ContainingType, cancellationToken) is { } operation
            && Operations.KindOf(operation) == kind;

    /// <summary>Whether another file has the same text, by which the compiler identifies files (CS9233).</summary>
    public bool HasTwin(SyntaxTree tree, CancellationToken cancellationToken)
        => _twins.GetOrAdd(tree.Length, length => TwinsIn([.. _treesByLength[length]], cancellationToken)).Contains(tree);

    private static HashSet<SyntaxTree> TwinsIn(List<SyntaxTree> trees, CancellationToken cancellationToken)
        => new(trees.Count < 2
            ? []
            : trees
                .GroupBy(tree => BitConverter.ToString([.. tree.GetText(cancellationToken).GetContentHash()]), StringComparer.Ordinal)
                .Where(static same => same.Skip(1).Any())
                .SelectMany(static same => same));

    /// <summary>
    /// Whether a call binds only with declarations of a Razor file: an <c>@inject</c> service, or a member of its <c>@code</c>. The
    /// compiler and analyzers see them, generators do not.
    /// </summary>
    public bool NeedsRazor(SyntaxNode call, CancellationToken cancellationToken)
        => call is ExpressionSyntax
            && _withoutRazor.Value is { } seen && seen.ContainsSyntaxTree(call.SyntaxTree)
            && seen.GetModelOf(call.SyntaxTree).GetSymbolInfo(call, cancellationToken) is { Symbol: null, CandidateReason: not CandidateReason.LateBound };

    /// <summary>The symbols of <paramref name="compilation"/>.</summary>
    public static InterceptionSymbols Of(Compilation compilation) => Known.Of(compilation);
}
