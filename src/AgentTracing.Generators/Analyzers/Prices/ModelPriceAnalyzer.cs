using System.Collections.Immutable;
using System.Globalization;
using AgentTracing.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>Reports constant model ids without a price, with an inexact price, or of retired models.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelPriceAnalyzer() : AgentTracingAnalyzer(Descriptors.UnknownModel, Descriptors.InexactPrice, Descriptors.RetiredModel)
{
    /// <summary>Property of the diagnostics: the id.</summary>
    internal const string IdProperty = "id";

    /// <summary>Property of the diagnostics: the provider, if it is known.</summary>
    internal const string ProviderProperty = "provider";

    /// <summary>Property of the diagnostics: the entry that prices the model, as <c>provider/id</c>.</summary>
    internal const string EntryProperty = "entry";

    /// <summary>Families of models whose weights are not published: a server of one's own that names one is a proxy of its maker.</summary>
    private static readonly string[] OnlyTheirMakers = ["claude-", "gemini-", "gpt-3", "gpt-4", "gpt-5", "grok-"];

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (ModelNamings.Of(context.Compilation) is not { } namings)
            return;

        var prices = CompilationPrices.Of(context.Compilation, context.Options.AdditionalFiles);
        namings.Watch(context, (naming, symbol, report) =>
        {
            foreach (var constant in naming.Constants)
            {
                // Calls in tests do not cost anything in production, and their models are often made up.
                if (Check(naming.ProviderIn(prices.Book), naming.IsLocal, constant, prices) is { } diagnostic && !TestCode.Contains(symbol))
                    report(diagnostic);
            }
        });
    }

    private static Diagnostic? Check(string? provider, bool isLocal, ModelConstant constant, CompilationPrices prices)
    {
        string id = constant.Id.Trim();
        if (id.Length == 0)
            return null;

        var (price, isKnown) = prices.Of(provider, id);

        // A server of one's own, such as LM Studio, vLLM or llama.cpp, has models that no price book lists.
        if (!isKnown && provider is null && isLocal && !OnlyTheirMakers.Any(family => id.StartsWith(family, StringComparison.OrdinalIgnoreCase)))
            return null;
        if (!isKnown)
            return Create(Descriptors.UnknownModel, id, provider is null ? "no provider of the price book has an" : $"the provider \"{provider}\" has no");
        if (price.Entry is not { } entry)
            return null;

        // Uses the clock, not the book's date: a model is retired from its date on, regardless of the age of the book.
        if (entry.Retired <= BuildDay.Today)
            return Create(Descriptors.RetiredModel, id, price.EntryId!, entry.Retired.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

        return price.Match switch
        {
            PriceMatch.Dated => Create(Descriptors.InexactPrice, id, price.EntryId!, "without its date"),

            // Without a provider in the code, only the maker's price is known; the provider is known at run time.
            PriceMatch.Fallback when provider is not null => Create(Descriptors.InexactPrice, id, price.EntryId!, $"since {provider} falls back to it"),
            _ => null,
        };

        Diagnostic Create(DiagnosticDescriptor rule, params object[] arguments) => Diagnostic.Create(
            rule,
            constant.Syntax.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(IdProperty, id).Add(ProviderProperty, provider).Add(EntryProperty, price.EntryId),
            arguments);
    }
}
