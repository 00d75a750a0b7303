using System.Text;
using AgentTracing.CompilerServices;
using AgentTracing.Pricing;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>
/// Prices of language models: a built-in catalogue, overridden by the projects' <c>llm-pricing.json</c>. An unknown model has no price,
/// never a price of zero.
/// Thread-safe.
/// </summary>
public sealed class PriceBook
{
    private readonly object _gate = new();
    private readonly List<CompiledPrices> _registered = [];
    private readonly IReadOnlyList<PriceTable> _ownTables;
    private PriceTable? _fileTable;
    private Lookup? _lookup;

    /// <summary>A hundred times the size of the catalogue; larger files are not price files.</summary>
    private const int LargestFile = 32 * 1024 * 1024;

    private PriceBook(params IReadOnlyList<PriceTable> tables) => _ownTables = tables;

    /// <summary>
    /// The built-in catalogue, overridden by the pricing files of the application and its libraries, and these by a file that is read at
    /// run time (<see cref="AgentTracingOptions.Prices"/>, or the environment variable <c>AGENT_TRACING_PRICES</c>).
    /// </summary>
    public static PriceBook Default { get; } = new(PriceCatalogue.Table);

    /// <summary>The file of the book; null when the book was loaded from text.</summary>
    internal string? Path { get; private init; }

    /// <summary>The prices of the loaded file or text; null for <see cref="Default"/>.</summary>
    internal PriceTable? Loaded { get; private init; }

    /// <summary>The date of the prices in force: the catalogue's, or that of an overriding file if it is later.</summary>
    internal DateOnly PricesDate
    {
        get
        {
            DateOnly catalogue = PriceCatalogue.Date;
            return Volatile.Read(ref _fileTable) is { } table && PriceCatalogue.DateOf(table) is { } file && file > catalogue ? file : catalogue;
        }
    }

    /// <summary>The date of the built-in catalogue's prices.</summary>
    public DateOnly CatalogueDate => PriceCatalogue.Date;

    private Lookup Current => Volatile.Read(ref _lookup) ?? BuildLookup();

    /// <summary>
    /// Creates a book from the built-in catalogue and a pricing file that overrides it, separate from <see cref="Default"/>.
    /// </summary>
    /// <param name="json">The text of a pricing file (llm-pricing.schema.json), or its path. A value with braces or several lines is a
    /// text.</param>
    /// <exception cref="PriceBookFormatException">The file has an error; the exception has its position.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static PriceBook Load(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        bool isPath = json.AsSpan().IndexOfAny("{}[]\"\r\n") < 0 && (json.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(json));
        return isPath ? LoadText(ReadFile(json), System.IO.Path.GetFullPath(json)) : LoadText(json, null);
    }

    private static string ReadFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        if (file.Length > LargestFile)
            throw new PriceBookFormatException($"The file has {file.Length} bytes; a price file has at most {LargestFile}.", 1, 1);

        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private static PriceBook LoadText(string json, string? path)
    {
        PricingFile file = PricingFileReader.Read(json, PriceCatalogue.Providers);
        foreach (PricingFault fault in file.Faults.List)
        {
            if (fault.IsError)
            {
                var (line, column) = file.PositionOf(fault.Start);
                throw new PriceBookFormatException(fault.Message, line, column);
            }
        }

        var table = new LoadedPriceTable(Encoding.UTF8.GetBytes(PriceTableWriter.Write(file)));
        return new PriceBook(PriceCatalogue.Table, table) { Loaded = table, Path = path };
    }

    /// <summary>Finds the entry for a model.</summary>
    /// <param name="provider">The provider, a value of <c>gen_ai.provider.name</c>; without it only ids that a single provider lists are
    /// found.</param>
    /// <param name="model">The model id, as the provider writes it.</param>
    public PriceResolution Resolve(string? provider, string? model)
    {
        ResolvedPrice price = Find(provider, model).Price;
        return new PriceResolution { Match = price.Match, EntryId = price.EntryId };
    }

    /// <summary>Computes the cost of a call at today's standard price.</summary>
    /// <param name="provider">The provider, a value of <c>gen_ai.provider.name</c>.</param>
    /// <param name="model">The model of the response, else the requested model.</param>
    /// <param name="usage">The usage of the call.</param>
    /// <param name="cost">The cost; if there is none, its status has the reason.</param>
    /// <returns>Whether there is a cost. If not, <see cref="Cost.Usd"/> is zero and must not be reported.</returns>
    public bool TryGetCost(string? provider, string? model, in TokenUsage usage, out Cost cost) => TryGetCost(provider, model, usage, default, out cost);

    /// <summary>Computes the cost of a call.</summary>
    /// <param name="provider">The provider, a value of <c>gen_ai.provider.name</c>.</param>
    /// <param name="model">The model of the response, else the requested model.</param>
    /// <param name="usage">The usage of the call.</param>
    /// <param name="options">Service tier, geography and time of the call.</param>
    /// <param name="cost">The cost; if there is none, its status has the reason.</param>
    /// <returns>Whether there is a cost. If not, <see cref="Cost.Usd"/> is zero and must not be reported.</returns>
    public bool TryGetCost(string? provider, string? model, in TokenUsage usage, in CostOptions options, out Cost cost)
    {
        CachedPrice found = Find(provider, model);
        DateTime time = options.At?.UtcDateTime ?? (found.ChangesWithTime ? WallClock.Now.UtcDateTime : DateTime.MaxValue);
        ResolvedPrice price = found.Price;
        CostStatus status = PriceCalculator.Compute(price, usage, options, time, out decimal usd);
        cost = new Cost { Usd = usd, Status = status, EntryId = price.EntryId };
        return status is not (CostStatus.Unpriced or CostStatus.Invalid);
    }

    /// <summary>The provider and geography of an end point: from the hosts in pricing files, then from the known hosts.</summary>
    internal HostedService ServiceAt(Uri server) => Current.Hosts.Find(server);

    /// <summary>How a provider counts (<c>providers.*.usage</c>); null for an unknown provider.</summary>
    internal string? CountingOf(string? provider) => Current.CountingOf(provider);

    private CachedPrice Find(string? provider, string? model)
    {
        Lookup lookup = Current;
        if (lookup.Cache.Find(provider, model) is { } known)
            return known;

        var found = new CachedPrice(provider, model, lookup.Resolver.Resolve(provider, model));
        lookup.Cache.Add(found);
        return found;
    }

    /// <summary>Adds the pricing files of an assembly once, in an order that does not depend on the order of loading.</summary>
    internal void Register(CompiledPrices prices)
    {
        lock (_gate)
        {
            if (_registered.Exists(registered => registered.Assembly == prices.Assembly))
                return;

            _registered.Add(prices);
            Volatile.Write(ref _lookup, null);
        }
    }

    /// <summary>Sets the prices that override all others, and replaces earlier ones; null for none.</summary>
    internal void Overlay(PriceTable? table)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_fileTable, table))
                return;

            _fileTable = table;
            Volatile.Write(ref _lookup, null);
        }
    }

    private Lookup BuildLookup()
    {
        if (ReferenceEquals(this, Default))
            PriceFile.Start();

        lock (_gate)
        {
            if (_lookup is { } built)
                return built;

            var registered = _registered.OrderBy(prices => prices.IsApplication).ThenBy(prices => prices.Rank).ThenBy(prices => prices.Assembly, StringComparer.Ordinal);
            var lookup = new Lookup(new PriceResolver([.. _ownTables, .. registered.SelectMany(CompiledPriceTable.Of), .. _fileTable is { } file ? [file] : Array.Empty<PriceTable>()]));
            Volatile.Write(ref _lookup, lookup);
            return lookup;
        }
    }

    /// <summary>A resolver over a fixed list of tables, with caches of its results.</summary>
    private sealed class Lookup(PriceResolver resolver)
    {
        public PriceResolver Resolver { get; } = resolver;

        public PriceCache Cache { get; } = new();

        public HostCache Hosts { get; } = new(resolver);

        // Most programs use one provider, with one name.
        private Counting? _last;

        public string? CountingOf(string? provider)
        {
            if (_last is { } last && ReferenceEquals(last.Provider, provider))
                return last.Usage;

            var found = new Counting(provider, Resolver.FindProvider(provider)?.Usage);
            _last = found;
            return found.Usage;
        }

        private sealed record Counting(string? Provider, string? Usage);
    }
}
