using System.Globalization;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Pricing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>
/// Reports once for a build that the catalogue of the package AgentTracing.Prices is old. A build without that package uses the generator's
/// catalogue, which only a new version of AgentTracing renews.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OldPricesAnalyzer() : AgentTracingAnalyzer(Descriptors.OldPrices)
{
    /// <summary>Maximum age of prices in days.</summary>
    internal const int MaxDays = 60;

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (PricingTarget.Of(context.Compilation).Role != PricingRole.Project)
            return;

        context.RegisterAdditionalFileAction(static file =>
        {
            // Uses the clock, because the age is reported.
            if (ShippedCatalogue.IsCatalogue(file.AdditionalFile.Path)
                && ShippedCatalogue.FromPackage([file.AdditionalFile], file.CancellationToken) is { File.AsOf: { } day }
                && (BuildDay.Today - day).Days is > MaxDays and var age)
                file.ReportDiagnostic(Diagnostic.Create(Descriptors.OldPrices, Location.None, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), age));
        });
    }
}
