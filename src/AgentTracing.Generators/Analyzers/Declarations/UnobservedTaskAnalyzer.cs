using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OperationKind = Microsoft.CodeAnalysis.OperationKind;

namespace AgentTracing.Generators.Analyzers.Declarations;

/// <summary>Reports operations whose task is not observed, because the enclosing span may end first.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnobservedTaskAnalyzer() : AgentTracingAnalyzer(Descriptors.UnobservedTask)
{
    private const string Tasks = "System.Threading.Tasks";

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var symbols = OperationSymbols.Of(context.Compilation);
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (IsTask(call.Type) && IsForgotten(call) && symbols.KindOf(call.TargetMethod) is not null)
                {
                    operation.ReportDiagnostic(Diagnostic.Create(
                        Descriptors.UnobservedTask, call.Syntax.GetLocation(), call.TargetMethod.Name));
                }
            },
            OperationKind.Invocation);
    }

    private static bool IsTask(ITypeSymbol? type)
        => type.Is(Tasks, "Task") || type.Is(Tasks, "Task`1") || type.Is(Tasks, "ValueTask") || type.Is(Tasks, "ValueTask`1");

    /// <summary>
    /// Whether nothing can observe the end of the task: it is dropped, discarded, or stored in a local that is never read.
    /// </summary>
    private static bool IsForgotten(IInvocationOperation call)
    {
        var value = Outermost(call);
        return value.Parent switch
        {
            IExpressionStatementOperation => true,
            ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
            ISimpleAssignmentOperation { Parent: IExpressionStatementOperation, Target: ILocalReferenceOperation { Local: var local } } => !LocalUses.Around(value).Read(local),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => !LocalUses.Around(value).Read(local),
            _ => false,
        };
    }

    /// <summary>The value with its wrappers: <c>?.</c>, parentheses, conversions, <c>ConfigureAwait(false)</c>, <c>AsTask()</c>.</summary>
    private static IOperation Outermost(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation or IConditionalAccessOperation
            || (value.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "Preserve" } dressing && dressing.Instance == value))
        {
            value = value.Parent;
        }

        return value;
    }
}
