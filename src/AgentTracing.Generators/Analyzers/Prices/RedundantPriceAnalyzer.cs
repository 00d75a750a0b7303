using System.Collections.Concurrent;
using System.Collections.Immutable;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Pricing;
using AgentTracing.Pricing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>
/// Reports entries of a project's pricing files that change nothing: the catalogue has the same data, or no code names the model.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RedundantPriceAnalyzer() : AgentTracingAnalyzer(Descriptors.RedundantPrice)
{
    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (PricingTarget.Of(context.Compilation).Role != PricingRole.Project)
            return;

        var catalogue = ShippedCatalogue.Of(context.Options.AdditionalFiles, context.CancellationToken);
        var candidates = new ConcurrentBag<Candidate>();
        context.RegisterAdditionalFileAction(file =>
        {
            if (!PricingTable.IsPricingFile(file.AdditionalFile.Path) || file.AdditionalFile.GetText(file.CancellationToken) is not { } text)
                return;

            foreach (var (entry, node) in PricingTable.Read(text.ToString(), PricingRole.Project, catalogue).Models)
            {
                var candidate = new Candidate(entry, file.AdditionalFile.Path, text, node.Start, node.End - node.Start);
                if (PriceComparison.AddsNothing(entry, catalogue.Table))
                    file.ReportDiagnostic(candidate.ToDiagnostic("repeats the built-in catalogue"));
                else
                    candidates.Add(candidate);
            }
        });

        if (ModelNamings.Of(context.Compilation) is not { } namings)
            return;

        var names = new ConcurrentBag<ModelConstant>();
        int unknown = 0;
        namings.Watch(context, (naming, _, _) =>
        {
            foreach (var constant in naming.Constants)
                names.Add(constant);
            if (!naming.AreAll)
                Interlocked.Exchange(ref unknown, 1);
        });

        // If no model is named, or one is only known at run time, any entry may be needed.
        context.RegisterCompilationEndAction(end =>
        {
            if (unknown == 0 && !names.IsEmpty)
                ReportUnused(end, candidates, names);
        });
    }

    private static void ReportUnused(CompilationAnalysisContext context, IEnumerable<Candidate> candidates, IEnumerable<ModelConstant> names)
    {
        var prices = CompilationPrices.Of(context.Compilation, context.Options.AdditionalFiles);
        var used = new HashSet<string>(names.SelectMany(name => IdsOf(name.Id, prices.Book)), StringComparer.Ordinal);
        foreach (var candidate in candidates)
        {
            if (!candidate.Entry.Aliases.Append(candidate.Entry.Id).Any(id => used.Contains(Undated(id))))
                context.ReportDiagnostic(candidate.ToDiagnostic("is for a model that no code names"));
        }
    }

    /// <summary>
    /// The possible ids of a named model in a book: its own id, and the match of each provider. Dates are removed, because the model that
    /// answers is a snapshot.
    /// </summary>
    private static IEnumerable<string> IdsOf(string name, PriceResolver book)
    {
        string id = name.Trim().ToLowerInvariant();
        return book.Providers.Keys
            .Select(provider => book.Resolve(provider, id).Entry?.Id)
            .Append(book.Resolve(provider: null, id).Entry?.Id)
            .OfType<string>()
            .Append(id)
            .Select(Undated);
    }

    private static string Undated(string id) => ModelIdForms.WithoutDate(id) ?? id;

    private sealed record Candidate(PriceEntry Entry, string Path, SourceText Text, int Start, int Length)
    {
        public Diagnostic ToDiagnostic(string why) => Diagnostic.Create(
            Descriptors.RedundantPrice,
            FileLocation.Of(Path, Text, Start, Length),
            ImmutableDictionary<string, string?>.Empty.Add(ModelPriceAnalyzer.ProviderProperty, Entry.Provider).Add(ModelPriceAnalyzer.IdProperty, Entry.Id),
            $"{Entry.Provider}/{Entry.Id}",
            why);
    }
}
