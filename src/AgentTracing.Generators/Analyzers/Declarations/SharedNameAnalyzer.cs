using System.Collections.Concurrent;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Analyzers.Declarations;

/// <summary>Reports agents, and tools, that have the name of another one in the assembly.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedNameAnalyzer() : AgentTracingAnalyzer(Descriptors.SharedName)
{
    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var operations = new ConcurrentBag<NamedOperation>();
        context.RegisterSymbolAction(
            type =>
            {
                foreach (var method in ((INamedTypeSymbol)type.Symbol).GetMembers().OfType<IMethodSymbol>())
                {
                    if (Read(method) is { } operation)
                        operations.Add(operation);
                }
            },
            SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end => Report(end, operations));
    }

    /// <summary>Reads an agent or tool. An override is the same operation as the overridden method.</summary>
    private static NamedOperation? Read(IMethodSymbol method)
    {
        if (method.IsOverride)
            return null;

        foreach (var (kind, attribute) in OperationAttributes.Of(method))
        {
            if (kind is OperationKind.Agent or OperationKind.Tool)
                return new NamedOperation(kind, OperationParser.OperationName(kind, method, attribute), method);
        }

        return null;
    }

    private static void Report(CompilationAnalysisContext context, IEnumerable<NamedOperation> operations)
    {
        foreach (var namesakes in operations.GroupBy(static operation => (operation.Kind, operation.Name)))
        {
            NamedOperation[] inOrder =
            [
                .. namesakes
                    .OrderBy(static operation => operation.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                    .ThenBy(static operation => operation.Location.SourceSpan.Start),
            ];
            var first = inOrder[0];
            foreach (var other in inOrder.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.SharedName,
                    other.Location,
                    additionalLocations: [first.Location],
                    other.Kind == OperationKind.Agent ? "agent" : "tool",
                    other.Name,
                    Display(other.Method),
                    Display(first.Method)));
            }
        }
    }

    private static string Display(IMethodSymbol method) => method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    private sealed record NamedOperation(OperationKind Kind, string Name, IMethodSymbol Method)
    {
        public Location Location => Method.Locations[0];
    }
}
