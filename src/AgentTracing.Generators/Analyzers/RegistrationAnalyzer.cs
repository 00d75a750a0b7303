using AgentTracing.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers;

/// <summary>Reports applications that configure OpenTelemetry and leave AgentTracing out. Libraries leave it to the application.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegistrationAnalyzer() : AgentTracingAnalyzer(Descriptors.NotRegistered)
{
    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.Options.OutputKind is not (OutputKind.ConsoleApplication or OutputKind.WindowsApplication))
            return;

        var setup = TelemetrySetup.Of(context.Compilation);
        context.RegisterSyntaxNodeAction(node => Analyze(node, setup), SyntaxKind.InvocationExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, TelemetrySetup setup)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (LlmCallSite.NameOf(call.Expression) is not { Identifier.ValueText: var method } name)
            return;

        var kind = TelemetryBuilders.KindOf(method);
        if (kind == TelemetryKind.Unknown
            || (kind == TelemetryKind.Traces ? setup.MayRegisterSpans : setup.MayRegisterMetrics)
            || context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol symbol
            || !IsOpenTelemetry(symbol.ContainingNamespace))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.NotRegistered, name.GetLocation(), kind == TelemetryKind.Traces ? "spans" : "metrics", method));
    }

    private static bool IsOpenTelemetry(INamespaceSymbol? space)
    {
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;

        return space?.Name == "OpenTelemetry";
    }
}
