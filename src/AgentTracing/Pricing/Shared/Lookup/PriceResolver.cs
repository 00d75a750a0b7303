using AgentTracing.Sdks;

namespace AgentTracing.Pricing;

/// <summary>
/// Finds the entry of a provider and a model, by the rules of the pricing reference, section 6. An id matches an entry if it, or one of a
/// few exact rewritings, is listed; prefixes and similar names do not match.
/// </summary>
internal sealed class PriceResolver
{
    private readonly IReadOnlyList<PriceTable> _tables;
    private readonly Dictionary<string, PriceProvider> _providers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _providerNames = new(StringComparer.Ordinal);

    // Hosts of pricing files, a later one first.
    private readonly List<(string Pattern, string Provider)> _hosts = [];

    /// <summary>Creates a resolver over <paramref name="tables"/>; later ones override earlier ones, name by name.</summary>
    public PriceResolver(IReadOnlyList<PriceTable> tables)
    {
        _tables = [.. tables.Reverse()];
        foreach (PriceProvider provider in tables.SelectMany(table => table.Providers()))
        {
            _providers[provider.Id] = _providers.TryGetValue(provider.Id, out PriceProvider? earlier) ? earlier.With(provider) : provider;
            foreach (string name in provider.Names.Append(provider.Id))
                _providerNames[name] = provider.Id;
        }

        foreach (PriceTable table in _tables)
        {
            foreach (var (host, _) in table.Keys(PriceTable.Host))
                _hosts.Add((host, table.Find(PriceTable.Host, host, "")!));
        }
    }

    /// <summary>The providers by id.</summary>
    public IReadOnlyDictionary<string, PriceProvider> Providers => _providers;

    /// <summary>The provider with this id or name; null when there is none.</summary>
    public PriceProvider? FindProvider(string? name) =>
        Normalise(name) is { Length: > 0 } known && _providerNames.TryGetValue(known, out string? id) ? _providers[id] : null;

    /// <summary>The provider and geography of an end point: from the hosts in pricing files, then from the known hosts.</summary>
    public HostedService ServiceAt(Uri server)
    {
        HostedService known = ProviderHosts.Find(server);
        if (_hosts.Count == 0 || !server.IsAbsoluteUri)
            return known;

        string host = server.IdnHost.ToLowerInvariant();
        string withPort = $"{host}:{server.Port}";
        foreach (var (pattern, provider) in _hosts)
        {
            if (pattern == withPort || ProviderHosts.IsMatch(pattern, host, out _))
                return new HostedService(ProviderNames.Known(_providers.TryGetValue(provider, out PriceProvider? listed) ? listed.Names : [], provider), known.Geography);
        }

        return known;
    }

    /// <summary>
    /// Resolves a model id as a provider reports it. <paramref name="provider"/> is any of a provider's names; without it, only the id
    /// decides.
    /// </summary>
    public ResolvedPrice Resolve(string? provider, string? model)
    {
        string id = Normalise(model);
        string name = Normalise(provider);
        if (id.Length == 0)
            return ResolvedPrice.None;
        if (name.Length > 0)
            return _providerNames.TryGetValue(name, out string? known) ? ResolveFor(_providers[known], id) : ResolvedPrice.None;

        string whole = id;
        if (TakeProvider(ref id) is not { } prefix)
            return ResolveWithoutProvider(ModelIdForms.WithoutResourcePath(id) ?? "");

        // If the rest is not a model of the prefix's provider, a gateway may list the whole id, with its maker's name
        // (deepseek/deepseek-chat-v3.1).
        ResolvedPrice named = ResolveFor(prefix, id);
        return ReferenceEquals(named, ResolvedPrice.None) ? OnlyListing(whole) : named;
    }

    /// <summary>
    /// An id without a provider has its maker's price, as a fallback. An id of several makers matches nothing; an id of no maker matches if
    /// only one provider lists it.
    /// </summary>
    private ResolvedPrice ResolveWithoutProvider(string id)
    {
        ResolvedPrice? made = null;
        foreach (PriceProvider maker in _providers.Values)
        {
            if (maker.IsMaker != true || OwnModel(maker, id) is not { } own)
                continue;
            if (made is not null)
                return ResolvedPrice.None;

            made = own;
        }

        return made is not null ? AsFallback(made) : OnlyListing(id);
    }

    /// <summary>The price of the only provider that lists an id.</summary>
    private ResolvedPrice OnlyListing(string id)
    {
        var owners = ProvidersListing(id);
        return owners.Count == 1 && Listed(owners[0], id) is { Match: PriceMatch.Exact or PriceMatch.Free } owned ? owned : ResolvedPrice.None;
    }

    /// <summary>A maker's price of an id, including alternative spellings and dates; null when it has no such model.</summary>
    private ResolvedPrice? OwnModel(PriceProvider maker, string id)
    {
        var forms = ModelIdForms.OfProvider(maker.Id, id);
        return Listed(maker, id)
            ?? forms.Select(form => Listed(maker, form)).FirstOrDefault(static listed => listed is not null)
            ?? forms.Prepend(id).Select(form => Dated(maker, form)).FirstOrDefault(static dated => dated is not null);
    }

    /// <summary>Marks a price of a different provider as a fallback.</summary>
    private static ResolvedPrice AsFallback(ResolvedPrice price) => price.Match is PriceMatch.Free or PriceMatch.None
        ? price
        : price with { Match = PriceMatch.Fallback, Status = price.Status == CostStatus.Unpriced ? CostStatus.Unpriced : CostStatus.Fallback };

    /// <summary>The providers that list an id or alias.</summary>
    public IReadOnlyList<PriceProvider> ProvidersListing(string id) => [.. _providers.Values.Where(provider => Listed(provider, id) is not null)];

    /// <summary>Removes the provider's prefix from an id such as <c>openrouter/anthropic/claude-opus-4-6</c>.</summary>
    private PriceProvider? TakeProvider(ref string id)
    {
        for (int gateways = 0; gateways <= 1; gateways++)
        {
            int slash = id.IndexOf('/');
            if (slash < 0)
                return null;

            string first = id.Substring(0, slash);
            bool isProvider = _providerNames.TryGetValue(first, out string? provider);
            bool isGateway = first is "litellm" or "openrouter";
            if (!isProvider && !(gateways == 0 && isGateway))
                return null;

            string rest = id.Substring(slash + 1);

            // A gateway has its own prices for listed models; otherwise the next segment names the provider.
            if (isProvider && !(isGateway && ResolveFor(_providers[provider!], rest).Match is PriceMatch.None or PriceMatch.Fallback))
            {
                id = rest;
                return _providers[provider!];
            }

            id = rest;
        }

        return null;
    }

    private ResolvedPrice ResolveFor(PriceProvider provider, string id)
    {
        if (FindDeployment(provider, id) is not { } model)
            return ResolveModel(provider, id);

        ResolvedPrice target = ResolveModel(provider, model);
        return target.Match == PriceMatch.None ? target : target with { Match = PriceMatch.Deployment };
    }

    private ResolvedPrice ResolveModel(PriceProvider provider, string id)
    {
        if (Listed(provider, id) is { } exact)
            return exact;

        if (ModelIdForms.WithoutResourcePath(id) is not { } path)
            return ResolvedPrice.None;

        string bare = WithoutOwnPrefix(provider, path);
        foreach (string candidate in new[] { path, bare })
        {
            if (Listed(provider, candidate) is { } listed)
                return listed;
        }

        if (provider.IsFree == true)
            return new ResolvedPrice(PriceMatch.Free, CostStatus.Free, $"{provider.Id}/{bare}", null, provider);

        var forms = ModelIdForms.OfProvider(provider.Id, bare);
        foreach (string form in forms)
        {
            if (AsAlias(Listed(provider, form)) is { } listed)
                return listed;
        }

        foreach (string form in forms.Prepend(bare))
        {
            if (Dated(provider, form) is { } dated)
                return dated;
        }

        // Only Vertex AI writes a snapshot with @, so it is recognized even before any provider lists it.
        string? undated = bare.Contains('@') ? ModelIdForms.WithoutDate(bare) : null;
        return Fallback(provider, undated is null ? [bare, .. forms] : [bare, .. forms, undated]);
    }

    private ResolvedPrice? Dated(PriceProvider provider, string id)
    {
        if (ModelIdForms.WithoutDate(id) is not { } undated || Listed(provider, undated) is not { Entry: { } entry } listed || entry.Id != undated)
            return null;
        if (!(entry.DateSuffix ?? provider.DateSuffix ?? true))
            return null;

        return listed.Match == PriceMatch.Free
            ? listed
            : listed with { Match = PriceMatch.Dated, Status = listed.Status == CostStatus.Unpriced ? CostStatus.Unpriced : CostStatus.Dated };
    }

    private ResolvedPrice Fallback(PriceProvider provider, IReadOnlyList<string> ids)
    {
        foreach (string other in provider.Fallback ?? [])
        {
            foreach (string id in ids)
            {
                if (_providers.TryGetValue(other, out PriceProvider? fallback) && Listed(fallback, id) is { Entry: not null } listed)
                    return AsFallback(listed);
            }
        }

        return ResolvedPrice.None;
    }

    private string? FindDeployment(PriceProvider provider, string name)
    {
        foreach (PriceTable table in _tables)
        {
            if (table.Find(PriceTable.Deployment, provider.Id, name) is { } model)
                return model;
        }

        return null;
    }

    /// <summary>The entry of the name in the highest table; null when none has it.</summary>
    private ResolvedPrice? Listed(PriceProvider provider, string name)
    {
        foreach (PriceTable table in _tables)
        {
            if (table.Find(PriceTable.Unpriced, provider.Id, name) is not null)
                return ResolvedPrice.DeliberatelyNone;
            if (table.FindModel(provider.Id, name) is { } entry)
                return Price(WithoutOverridden(entry, table), provider);
            if (table.Find(PriceTable.Alias, provider.Id, name) is { } id)
                return AsAlias(Listed(provider, id));
        }

        return null;
    }

    /// <summary>Removes the model's prices of units that an overriding file sets for the whole provider.</summary>
    private PriceEntry WithoutOverridden(PriceEntry entry, PriceTable table)
    {
        if (entry.PerThousand is not { } own)
            return entry;

        var later = _tables.TakeWhile(other => other != table).SelectMany(other => other.Providers()).Where(provider => provider.Id == entry.Provider).ToList();
        if (later.Count > 0)
            entry.PerThousand = own.Where(unit => !later.Exists(provider => provider.PerThousand.ContainsKey(unit.Key))).ToDictionary(unit => unit.Key, unit => unit.Value);

        return entry;
    }

    private static ResolvedPrice? AsAlias(ResolvedPrice? listed) => listed is { Match: PriceMatch.Exact } ? listed with { Match = PriceMatch.Alias } : listed;

    private static ResolvedPrice Price(PriceEntry entry, PriceProvider provider)
    {
        string entryId = $"{entry.Provider}/{entry.Id}";
        return entry.IsFree || provider.IsFree == true
            ? new ResolvedPrice(PriceMatch.Free, CostStatus.Free, entryId, entry, provider)
            : new ResolvedPrice(PriceMatch.Exact, entry.IsSoldByUnit ? CostStatus.Unpriced : CostStatus.Priced, entryId, entry, provider);
    }

    /// <summary>
    /// The id without the prefix of the provider, or of a provider whose models it sells (Vertex AI's <c>google/gemini-2.5-pro</c>).
    /// </summary>
    private string WithoutOwnPrefix(PriceProvider provider, string id)
    {
        int slash = id.IndexOf('/');
        return slash > 0 && _providerNames.TryGetValue(id.Substring(0, slash), out string? owner) && (owner == provider.Id || provider.Fallback?.Contains(owner) == true)
            ? id.Substring(slash + 1)
            : id;
    }

    private static string Normalise(string? text) => text?.Trim().ToLowerInvariant() ?? "";
}
