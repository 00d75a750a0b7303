using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Analyzers.Calls;

/// <summary>Reports LLM calls whose token usage, and so whose cost, is lost.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LlmCallUsageAnalyzer() : AgentTracingAnalyzer(Descriptors.NoUsage)
{
    private const string Tasks = "System.Threading.Tasks";

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var symbols = OperationSymbols.Of(context.Compilation);
        var interception = InterceptionOptions.Read(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);

        context.RegisterOperationBlockAction(block => Analyze(block, symbols, interception));
    }

    private static void Analyze(OperationBlockAnalysisContext context, OperationSymbols symbols, InterceptionOptions interception)
    {
        if (context.OwningSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } implementation
            || symbols.ImplementedBy(implementation, implementation.ContainingType, context.CancellationToken) is not { } method
            || symbols.KindOf(method) != OperationKind.LlmCall
            || OperationParser.Parse(method, context.Compilation, issues: null, context.CancellationToken) is not { } operation
            || operation.ResponseReader is { ReadsUsage: true })
        {
            return;
        }

        bool isRecorded = context.OperationBlocks
            .SelectMany(static block => block.Descendants())
            .OfType<IInvocationOperation>()
            .Any(call => RecordsUsage(call.TargetMethod, symbols) || (IsIntercepted(call.TargetMethod, interception) && ReturnsUsage(call, context.Compilation)));
        if (!isRecorded)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.NoUsage,
                method.Locations[0],
                method.Name,
                method.ReturnType.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
                Reason(method.ReturnType, context.Compilation)));
        }
    }

    /// <summary>The reason why nothing is read, and what to do. A type under an extern alias has no name in the class of the readers.</summary>
    private static string Reason(ITypeSymbol type, Compilation compilation)
    {
        var printer = new TypePrinter(compilation);
        _ = printer.Print(type);
        return printer.ExternAliases.FirstOrDefault() is { } alias
            ? $"which generated code cannot read, because its assembly has the extern alias '{alias}' only; add 'global' to the Aliases of the reference"
            : "which has no readable token usage; return the SDK's response, implement ITokenUsageSource";
    }

    private static bool RecordsUsage(IMethodSymbol called, OperationSymbols symbols)
        => (called.Name == "RecordUsage" && called.ContainingType.Is(OperationAttributes.Namespace, "AgentTrace"))
            || symbols.KindOf(called) == OperationKind.LlmCall;

    private static bool IsIntercepted(IMethodSymbol called, InterceptionOptions interception)
        => interception.Covers(Sdk.Of(called.ContainingType.ToDisplayString())?.Property);

    /// <summary>Whether interception records the call.</summary>
    private static bool ReturnsUsage(IInvocationOperation call, Compilation compilation)
        => ResponseReaders.For(Result(call.TargetMethod.ReturnType), compilation) is { ReadsUsage: true };

    /// <summary>The result type of a task, the element type of a stream, or the type itself.</summary>
    private static ITypeSymbol Result(ITypeSymbol type)
        => type is INamedTypeSymbol { TypeArguments: [var result] }
            && (type.Is(Tasks, "Task`1") || type.Is(Tasks, "ValueTask`1") || type.Is("System.Collections.Generic", "IAsyncEnumerable`1"))
                ? result
                : type;
}
