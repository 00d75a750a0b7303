using System.Collections.Concurrent;
using AgentTracing.Generators.Analyzers.Budgets;
using AgentTracing.Generators.Analyzers.Calls;
using AgentTracing.Generators.Analyzers.Clients;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Pipelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers.Pipelines;

/// <summary>
/// Reports applications that configure OpenTelemetry without AgentTracing, and those that have operations but register nothing at all.
/// Libraries are excluded because the application registers, applications with a library that may register (Aspire's ServiceDefaults), and
/// tests.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegistrationAnalyzer() : AgentTracingAnalyzer(Descriptors.NotRegistered)
{
    private const string OpenTelemetry = nameof(OpenTelemetry);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.Options.OutputKind is not (OutputKind.ConsoleApplication or OutputKind.WindowsApplication)
            || TestCode.IsTestProject(context.Compilation)
            || context.Compilation.SourceModule.ReferencedAssemblySymbols.Any(MayRegister))
        {
            return;
        }

        var setup = TelemetrySetup.Of(context.Compilation);
        bool intercepts = InterceptionOptions.Read(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions).IsOn;
        var apis = intercepts ? LlmApiCatalogue.Of(context.Compilation) : null;
        int configured = 0, intercepted = 0;
        context.RegisterSyntaxNodeAction(
            node =>
            {
                if (Analyze(node, setup))
                    Interlocked.Exchange(ref configured, 1);
                if (apis is not null && Volatile.Read(ref intercepted) == 0 && MayBeIntercepted(node, apis))
                    Interlocked.Exchange(ref intercepted, 1);
            },
            SyntaxKind.InvocationExpression);

        var operations = new ConcurrentBag<IMethodSymbol>();
        context.RegisterSymbolAction(
            type =>
            {
                foreach (var method in ((INamedTypeSymbol)type.Symbol).GetMembers().OfType<IMethodSymbol>())
                {
                    if (OperationAttributes.Of(method).Any())
                        operations.Add(method);
                }
            },
            SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end =>
        {
            if (configured == 0
                && (intercepted == 1 || !operations.IsEmpty || (intercepts && (PipelineMentions.UseAgentTracing(end.Compilation) || end.Compilation.SourceModule.ReferencedAssemblySymbols.Any(MayTrace))))
                && !setup.MayRegisterSpans
                && !setup.MayRegisterMetrics
                && !setup.MayListen(end.CancellationToken)
                && EntryPoint(end.Compilation, end.CancellationToken) is { } entry)
            {
                end.ReportDiagnostic(Diagnostic.Create(Descriptors.NotRegistered, entry, "Nothing in this application registers AgentTracing with OpenTelemetry, so its spans and metrics are not recorded"));
            }
        });
    }

    /// <summary>Whether a call calls a model, or runs an agent or a workflow.</summary>
    private static bool MayBeIntercepted(SyntaxNodeAnalysisContext context, LlmApiCatalogue apis)
        => (LlmCallSite.MayBeAt(context.Node, apis.MethodNames) && LlmCallSite.At(context.Node, context.SemanticModel, apis, context.CancellationToken) is { Api.IsTraced: true })
            || (HandOverParser.IsCandidate(context.Node) && HandOverParser.IsFrameworks(context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol?.ContainingNamespace));

    /// <summary>Reports a call that configures OpenTelemetry without AgentTracing.</summary>
    /// <returns>Whether the call configures OpenTelemetry.</returns>
    private static bool Analyze(SyntaxNodeAnalysisContext context, TelemetrySetup setup)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (LlmCallSite.NameOf(call.Expression) is not { Identifier.ValueText: var method } name)
            return false;

        var kind = TelemetryBuilders.KindOf(method);
        if (kind == TelemetryKind.Unknown
            || context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol symbol
            || !IsOpenTelemetry(symbol.ContainingNamespace))
        {
            return false;
        }

        if (!(kind == TelemetryKind.Traces ? setup.MayRegisterSpans : setup.MayRegisterMetrics))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.NotRegistered,
                name.GetLocation(),
                $"'{method}' configures OpenTelemetry, but the {(kind == TelemetryKind.Traces ? "spans" : "metrics")} of AgentTracing are never registered"));
        }

        return true;
    }

    private static bool IsOpenTelemetry(INamespaceSymbol? space)
    {
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;

        return space?.Name == OpenTelemetry;
    }

    /// <summary>
    /// Whether a referenced assembly, other than ours, references both AgentTracing and OpenTelemetry: its registrations are not visible
    /// here.
    /// </summary>
    private static bool MayRegister(IAssemblySymbol assembly)
    {
        if (IsOf(assembly.Identity, OperationAttributes.Assembly))
            return false;

        var references = assembly.Modules.SelectMany(static module => module.ReferencedAssemblies).ToList();
        return references.Any(static reference => IsOf(reference, OperationAttributes.Assembly)) && references.Any(static reference => IsOf(reference, OpenTelemetry));
    }

    /// <summary>
    /// Whether a referenced assembly, other than ours, references AgentTracing: the application must register its tracing.
    /// </summary>
    private static bool MayTrace(IAssemblySymbol assembly)
        => !IsOf(assembly.Identity, OperationAttributes.Assembly)
            && assembly.Modules.SelectMany(static module => module.ReferencedAssemblies).Any(static reference => IsOf(reference, OperationAttributes.Assembly));

    private static bool IsOf(AssemblyIdentity assembly, string product)
        => assembly.Name == product || assembly.Name.StartsWith(product + ".", StringComparison.Ordinal);

    /// <summary>The name of <c>Main</c>, or the first word of the top-level statements.</summary>
    private static Location? EntryPoint(Compilation compilation, CancellationToken cancellationToken)
        => compilation.GetEntryPoint(cancellationToken)?.DeclarationsIn(compilation, cancellationToken).FirstOrDefault() switch
        {
            MethodDeclarationSyntax main => main.Identifier.GetLocation(),
            CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>().FirstOrDefault()?.GetFirstToken().GetLocation(),
            _ => null,
        };
}
