using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers.Declarations;

/// <summary>Reports why an annotated method is not implemented, with the generator's parser.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OperationDeclarationAnalyzer() : AgentTracingAnalyzer(Descriptors.Declarations)
{
    // Declarations in other generators' code are reported as well, because our generator does not see them.
    private protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        context.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(
            AnalyzeFunction, SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.SimpleLambdaExpression);
    }

    /// <summary>Analyzes an outermost type with its nested types, so a type with several operations is reported once.</summary>
    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        if (context.Symbol.ContainingType is not null)
            return;

        List<OperationIssue> issues = [];
        foreach (var method in Methods((INamedTypeSymbol)context.Symbol))
            Parse(method, context.Compilation, issues, context.CancellationToken);

        var typesNotPartial = new HashSet<Location>();
        foreach (var issue in issues)
        {
            if (issue.Rule != Descriptors.TypeNotPartial || typesNotPartial.Add(issue.Location))
                context.ReportDiagnostic(issue.ToDiagnostic());
        }
    }

    /// <summary>Local functions and lambdas can have our attributes as well, but are not members of a type.</summary>
    private static void AnalyzeFunction(SyntaxNodeAnalysisContext context)
    {
        var attributes = context.Node switch
        {
            LocalFunctionStatementSyntax function => function.AttributeLists,
            LambdaExpressionSyntax lambda => lambda.AttributeLists,
            _ => default,
        };
        if (attributes.Count == 0 || Function(context) is not { } method)
            return;

        List<OperationIssue> issues = [];
        Parse(method, context.Compilation, issues, context.CancellationToken);
        foreach (var issue in issues)
            context.ReportDiagnostic(issue.ToDiagnostic());
    }

    private static IMethodSymbol? Function(SyntaxNodeAnalysisContext context)
        => (context.Node is LambdaExpressionSyntax
            ? context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol
            : context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)) as IMethodSymbol;

    private static void Parse(IMethodSymbol method, Compilation compilation, List<OperationIssue> issues, CancellationToken cancellationToken)
    {
        if (OperationAttributes.Of(method).Any())
            OperationParser.Parse(method, compilation, issues, cancellationToken);
    }

    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type)
        => type.GetMembers().SelectMany(static member => member switch
        {
            IMethodSymbol method => [method],
            INamedTypeSymbol nested => Methods(nested),
            _ => [],
        });
}
