using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Pricing;
using AgentTracing.Pricing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>
/// Reports errors and doubts in the pricing files of a project, with their locations. For the catalogue itself only errors are reported:
/// its doubts are reviewed with the price check (docs/pricing.md), and the remaining ones come from the data sets.
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
        var role = PricingTarget.Of(context.Compilation).Role;
        var overridden = new OverriddenPrices(context.Options.AdditionalFiles, role);
        context.RegisterAdditionalFileAction(file =>
        {
            if (!PricingTable.IsPricingFile(file.AdditionalFile.Path) || file.AdditionalFile.GetText(file.CancellationToken) is not { } text)
                return;

            CatalogueFile catalogue = ShippedCatalogue.Of(context.Options.AdditionalFiles, file.CancellationToken);
            PricingFile prices = PricingTable.Read(text.ToString(), role, catalogue);
            PricingPlausibility.Check(prices, catalogue);
            overridden.Check(file.AdditionalFile.Path, prices);
            foreach (PricingFault fault in prices.Faults.List.Where(fault => fault.IsError || role is not (PricingRole.Runtime or PricingRole.Catalogue)))
            {
                DiagnosticDescriptor rule = RuleOf(fault.Kind);
                var location = FileLocation.Of(file.AdditionalFile.Path, text, fault.Start, fault.Length);
                var severity = fault.Kind == PricingFaultKind.Override ? DiagnosticSeverity.Info : rule.DefaultSeverity;
                file.ReportDiagnostic(Diagnostic.Create(rule, location, severity, additionalLocations: null, properties: null, fault.Message));
            }
        });
    }

    private static DiagnosticDescriptor RuleOf(PricingFaultKind kind) => kind switch
    {
        PricingFaultKind.Json => Descriptors.PricingJson,
        PricingFaultKind.Schema => Descriptors.PricingSchema,
        PricingFaultKind.Duplicate or PricingFaultKind.Override => Descriptors.DuplicatePrice,
        PricingFaultKind.Implausible => Descriptors.ImplausiblePrice,
        _ => Descriptors.UnverifiedPrice,
    };
}
