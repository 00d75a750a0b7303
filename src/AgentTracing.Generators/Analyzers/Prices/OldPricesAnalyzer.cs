using System.Globalization;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Pricing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>
/// Reports that the catalogue of the package AgentTracing.Prices is old, once a build. A build without the package has the catalogue that we come with, which only a new version of
/// ours renews.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OldPricesAnalyzer() : AgentTracingAnalyzer(Descriptors.OldPrices)
{
    /// <summary>How old prices may be, in days.</summary>
    internal const int MaxDays = 60;

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (PricingTarget.Of(context.Compilation, context.CancellationToken).Role != PricingRole.Project)
            return;

        context.RegisterAdditionalFileAction(static file =>
        {
            // The clock, since age is what is reported.
            if (ShippedCatalogue.IsCatalogue(file.AdditionalFile.Path)
                && ShippedCatalogue.FromPackage([file.AdditionalFile], file.CancellationToken) is { File.AsOf: { } day }
                && (BuildDay.Today - day).Days is > MaxDays and var age)
                file.ReportDiagnostic(Diagnostic.Create(Descriptors.OldPrices, Location.None, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), age));
        });
    }
}
