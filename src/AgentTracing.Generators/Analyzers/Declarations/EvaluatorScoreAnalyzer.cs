using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Analyzers.Declarations;

/// <summary>Reports evaluators whose result contains no readable score.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EvaluatorScoreAnalyzer() : AgentTracingAnalyzer(Descriptors.NoScore)
{
    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var symbols = OperationSymbols.Of(context.Compilation);
        context.RegisterOperationBlockAction(block => Analyze(block, symbols));
    }

    private static void Analyze(OperationBlockAnalysisContext context, OperationSymbols symbols)
    {
        if (context.OwningSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } implementation
            || symbols.ImplementedBy(implementation, implementation.ContainingType, context.CancellationToken) is not { } method
            || symbols.KindOf(method) != OperationKind.Evaluator
            || MayJudge(method, context.Compilation, context.CancellationToken)
            || context.OperationBlocks.SelectMany(static block => block.Descendants()).OfType<IInvocationOperation>().Any(call => RecordsScore(call.TargetMethod, symbols)))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.NoScore, method.Locations[0], method.Name, method.ReturnType.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)));
    }

    private static bool MayJudge(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken)
        => method.ReturnType.TypeKind == TypeKind.Dynamic
            || (OperationParser.ResultOf(method, compilation, cancellationToken) is { } result && VerdictReaders.MayJudge(OperationKind.Evaluator, result, compilation));

    private static bool RecordsScore(IMethodSymbol called, OperationSymbols symbols)
        => (called.Name == "Score" && (called.ContainingType.Is(OperationAttributes.Namespace, "AgentTrace") || called.ContainingType.Is(OperationAttributes.Namespace, "AgentOperation")))
            || symbols.KindOf(called) == OperationKind.Evaluator;
}
