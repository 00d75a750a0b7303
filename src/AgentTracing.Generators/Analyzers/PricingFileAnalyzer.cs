using AgentTracing.Generators.Analyzers.Prices;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Pricing;
using AgentTracing.Pricing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers;

/// <summary>
/// Reports what is wrong with, or doubtful in, the pricing files of a project, each fault at its place. Of the catalogue itself only what is wrong: its doubts are
/// looked through with the price check (docs/pricing.md), and those that remain are what the data sets say.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PricingFileAnalyzer() : AgentTracingAnalyzer(
    Descriptors.PricingJson,
    Descriptors.PricingSchema,
    Descriptors.DuplicatePrice,
    Descriptors.ImplausiblePrice,
    Descriptors.UnverifiedPrice)
{
    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var role = PricingTarget.Of(context.Compilation, context.CancellationToken).Role;
        context.RegisterAdditionalFileAction(file =>
        {
            if (!PricingTable.IsPricingFile(file.AdditionalFile.Path) || file.AdditionalFile.GetText(file.CancellationToken) is not { } text)
                return;

            PricingFile prices = PricingTable.Read(text.ToString(), role);
            PricingPlausibility.Check(prices);
            foreach (PricingFault fault in prices.Faults.List.Where(fault => fault.IsError || role != PricingRole.Runtime))
                file.ReportDiagnostic(Diagnostic.Create(RuleOf(fault.Kind), FileLocation.Of(file.AdditionalFile.Path, text, fault.Start, fault.Length), fault.Message));
        });
    }

    private static DiagnosticDescriptor RuleOf(PricingFaultKind kind) => kind switch
    {
        PricingFaultKind.Json => Descriptors.PricingJson,
        PricingFaultKind.Schema => Descriptors.PricingSchema,
        PricingFaultKind.Duplicate => Descriptors.DuplicatePrice,
        PricingFaultKind.Implausible => Descriptors.ImplausiblePrice,
        _ => Descriptors.UnverifiedPrice,
    };
}
