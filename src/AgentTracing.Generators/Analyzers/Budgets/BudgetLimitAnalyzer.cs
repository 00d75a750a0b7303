using System.Globalization;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RoslynKind = Microsoft.CodeAnalysis.OperationKind;

namespace AgentTracing.Generators.Analyzers.Budgets;

/// <summary>AGT4003: reports invalid limits, in attributes and in <c>AgentBudget</c> initializers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BudgetLimitAnalyzer() : AgentTracingAnalyzer(Descriptors.MeaninglessLimit)
{
    private protected override void Start(CompilationStartAnalysisContext context)
    {
        // The compiler treats an annotated method as generated code, because its other part is. Its attributes are therefore analyzed from
        // the type.
        context.RegisterSymbolAction(
            static type =>
            {
                foreach (var method in ((INamedTypeSymbol)type.Symbol).GetMembers().OfType<IMethodSymbol>())
                {
                    foreach (var (_, attribute) in OperationAttributes.Of(method))
                        Check(attribute, type);
                }
            },
            SymbolKind.NamedType);
        context.RegisterOperationAction(static operation => Check((ISimpleAssignmentOperation)operation.Operation, operation), RoslynKind.SimpleAssignment);
    }

    private static void Check(AttributeData attribute, SymbolAnalysisContext context)
    {
        foreach (var (name, value) in attribute.NamedArguments.Select(static argument => (argument.Key, argument.Value)))
        {
            if (BudgetLimits.Names.Contains(name) && BudgetLimits.IsMeaningless(value)
                && BudgetLimits.SyntaxOf(attribute, name, context.Compilation, context.CancellationToken) is { } syntax)
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.MeaninglessLimit, syntax.GetLocation(), name, Text(value.Value)));
            }
        }
    }

    private static void Check(ISimpleAssignmentOperation assignment, OperationAnalysisContext context)
    {
        // The limits are nullable, so a constant is inside a conversion.
        var assigned = assignment.Value;
        while (assigned is IConversionOperation { ConstantValue.HasValue: false } conversion)
            assigned = conversion.Operand;

        if (assignment.Target is IPropertyReferenceOperation { Property: { } property }
            && assigned.ConstantValue is { HasValue: true, Value: { } value }
            && BudgetLimits.Names.Contains(property.Name)
            && property.ContainingType.Is(OperationAttributes.Namespace, "AgentBudget")
            && Convert.ToDecimal(value, CultureInfo.InvariantCulture) <= 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.MeaninglessLimit, assignment.Syntax.GetLocation(), property.Name, Text(value)));
        }
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
