using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Reuse;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Operations;

/// <summary>A parsed annotated method: the model, and the issues of the declaration.</summary>
/// <param name="Operation">The model; null when the method cannot be implemented.</param>
/// <param name="Issues">The issues.</param>
internal sealed record ParsedOperation(OperationModel? Operation, EquatableArray<DeclarationIssue> Issues)
{
    private static readonly TreeMemo<ParsedOperation> Known = new(In);
    private static readonly ReusedFact<IReadOnlyCollection<string>> GlobalAliases = new(static compilation => new HashSet<string>(
        compilation.SyntaxTrees.SelectMany(static tree => AliasesIn((CompilationUnitSyntax)tree.GetRoot(), isGlobal: true)), StringComparer.Ordinal));

    /// <summary>
    /// The annotated methods of all files. <c>ForAttributeWithMetadataName</c> is not used, because it binds every annotated method and its
    /// attributes again at each edit; the memo binds only what may have changed.
    /// </summary>
    public static IncrementalValueProvider<EquatableArray<ParsedOperation>> InFiles(SyntaxValueProvider syntax) => Known.Read(syntax);

    private static EquatableArray<ParsedOperation> In(SemanticModel model, ISet<SyntaxTree> bodies, CancellationToken cancellationToken)
    {
        var unit = (CompilationUnitSyntax)model.SyntaxTree.GetRoot(cancellationToken);
        var aliases = new HashSet<string>(GlobalAliases.Of(model.Compilation).Concat(AliasesIn(unit, isGlobal: false)), StringComparer.Ordinal);
        List<ParsedOperation> found = [];
        var types = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var node in unit.DescendantNodes(static node => node is not (BlockSyntax or ArrowExpressionClauseSyntax or AttributeListSyntax or ParameterListSyntax)))
        {
            if (node is MethodDeclarationSyntax { AttributeLists.Count: > 0 } method && OperationAttributes.MayBeOn(method, aliases) && Of(method, model, cancellationToken) is var (symbol, operation))
            {
                found.Add(operation);
                if (types.Add(symbol.ContainingType))
                    bodies.UnionWith(symbol.ContainingType.OtherFilesOf(method));
            }
        }

        return found.ToEquatableArray();
    }

    private static (IMethodSymbol, ParsedOperation)? Of(MethodDeclarationSyntax node, SemanticModel model, CancellationToken cancellationToken)
        => model.GetDeclaredSymbol(node, cancellationToken) is { } method
            && OperationAttributes.Of(method).Any(found => found.Attribute.SyntaxIn(model.Compilation, cancellationToken)?.SyntaxTree == node.SyntaxTree)
                ? (method, Of(method, model.Compilation, cancellationToken))
                : null;

    private static IEnumerable<string> AliasesIn(CompilationUnitSyntax unit, bool isGlobal)
        => unit.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>()
            .Where(directive => directive.Alias is not null && directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) == isGlobal)
            .Select(static directive => directive.Alias!.Name.Identifier.ValueText);

    /// <summary>Parses a method.</summary>
    public static ParsedOperation Of(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken)
    {
        List<OperationIssue> issues = [];
        var operation = OperationParser.Parse(method, compilation, issues, cancellationToken);
        bool stopsCompiler = operation is null && OperationParser.MustBeImplemented(method, compilation, cancellationToken);
        return new ParsedOperation(operation, issues.Select(issue => DeclarationIssue.Of(issue, stopsCompiler)).OfType<DeclarationIssue>().ToEquatableArray());
    }
}
