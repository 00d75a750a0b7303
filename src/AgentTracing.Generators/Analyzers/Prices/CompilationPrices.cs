using System.Collections.Concurrent;
using System.Collections.Immutable;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Pricing;
using AgentTracing.Pricing;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>The prices of a compilation at run time: the catalogue, those of referenced assemblies, and those of its own files.</summary>
internal sealed class CompilationPrices
{
    private static readonly CompilationFact<ConcurrentDictionary<ImmutableArray<AdditionalText>, CompilationPrices>> Known = new(static _ => new());

    private readonly Lazy<PriceResolver> _book;
    private readonly ConcurrentDictionary<(string? Provider, string Id), ModelPrice> _known = new();

    // Read at the first named model, because most compilations name none. No cancellation token: Lazy<T> caches exceptions, so a cancelled
    // run would fail every later one.
    private CompilationPrices(Compilation compilation, ImmutableArray<AdditionalText> files) =>
        _book = new(() => ShippedCatalogue.Of(files).With(ModelOf(compilation, files, CancellationToken.None)));

    /// <summary>The prices of a compilation with these files, computed once for all analyzers.</summary>
    public static CompilationPrices Of(Compilation compilation, ImmutableArray<AdditionalText> files)
        => Known.Of(compilation).GetOrAdd(files, key => new CompilationPrices(compilation, key));

    /// <summary>The prices of a compilation for every set of files.</summary>
    internal static IEnumerable<CompilationPrices> AllOf(Compilation compilation) => Known.Of(compilation).Values;

    /// <summary>Whether the prices have been resolved.</summary>
    internal bool IsResolved => _book.IsValueCreated;

    /// <summary>The run time's resolver over the same prices.</summary>
    public PriceResolver Book => _book.Value;

    /// <summary>The price of a model, or of any provider's model with that id if the provider is unknown.</summary>
    public ModelPrice Of(string? provider, string id) => _known.GetOrAdd((provider, id), Find);

    private ModelPrice Find((string? Provider, string Id) model)
    {
        ResolvedPrice price = Book.Resolve(model.Provider, model.Id);
        bool isKnown = price.Match != PriceMatch.None || price.IsDeliberate;
        if (!isKnown && model.Provider is null)
        {
            // A provider whose models are all free has no list of models, so it cannot detect a misspelled id.
            isKnown = Book.Providers.Keys.Select(provider => Book.Resolve(provider, model.Id)).Any(static found => found.Entry is not null || found.IsDeliberate);
        }

        return new ModelPrice(price, isKnown);
    }

    private static PricingModel ModelOf(Compilation compilation, ImmutableArray<AdditionalText> files, CancellationToken cancellationToken)
    {
        var target = PricingTarget.Of(compilation);
        var tables = files
            .Where(static file => PricingTable.IsPricingFile(file.Path))
            .Select(file => PricingTable.Parse(file, target.Role, ShippedCatalogue.Of(files, cancellationToken), cancellationToken));
        return new PricingModel(target, PricingTable.InOrder([.. tables]));
    }
}

/// <summary>The book's data about a model.</summary>
/// <param name="Price">Its price.</param>
/// <param name="IsKnown">Whether the book contains it at all, possibly as unpriced, or with several providers.</param>
internal sealed record ModelPrice(ResolvedPrice Price, bool IsKnown);
