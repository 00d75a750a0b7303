using AgentTracing.Pricing.Json;

namespace AgentTracing.Pricing;

/// <summary>
/// Reads a pricing file (llm-pricing.schema.json) and checks what a schema cannot express: references and duplicates. Elements with an
/// error are omitted; the rest is kept.
/// </summary>
internal sealed class PricingFileReader
{
    private static readonly ObjectShape Root = new(
        "a pricing file", ["schemaVersion", "asOf", "currency", "unit", "models"], "$schema", "providers", "deployments", "unpriced", "hosts");

    private static readonly ObjectShape Deployment = new("a deployment", ["provider", "name", "model"]);
    private static readonly ObjectShape Unpriced = new("an unpriced model", ["provider", "id", "reason"]);

    private readonly PricingFile _file;
    private readonly SchemaReader _schema;

    // The provider of each name in "providers"; null for a provider with an error, which is not reported again at each use.
    private readonly Dictionary<string, PriceProvider?> _providers = new(StringComparer.Ordinal);

    private PricingFileReader(string text, IReadOnlyDictionary<string, PriceProvider> baseProviders)
    {
        _file = new PricingFile { Text = text };
        _schema = new SchemaReader(_file.Faults);
        foreach (var provider in baseProviders)
            _providers[provider.Key] = provider.Value;
    }

    /// <summary>Reads <paramref name="text"/>, which overrides a book with <paramref name="baseProviders"/>.</summary>
    public static PricingFile Read(string text, IReadOnlyDictionary<string, PriceProvider> baseProviders)
    {
        var reader = new PricingFileReader(text, baseProviders);
        reader.ReadRoot();
        return reader._file;
    }

    private void ReadRoot()
    {
        JsonNode root = JsonReader.Read(_file.Text, _file.Faults.AddJson);
        JsonFields fields = _schema.Object(root, Root);
        _schema.String(fields["$schema"], "$schema");
        _file.AsOf = _schema.Date(fields["asOf"], "asOf");

        // Prices in another currency or unit cannot be used, so such a file is ignored completely.
        bool isOurs = Is("schemaVersion", JsonKind.Number, "1") & Is("currency", JsonKind.String, "USD") & Is("unit", JsonKind.String, "per-1M-tokens");
        ReadProviders(fields["providers"]);
        ReadModels(fields["models"]);
        ReadDeployments(fields["deployments"]);
        ReadUnpriced(fields["unpriced"]);
        ReadHosts(fields["hosts"]);
        if (!isOurs)
        {
            _file.Providers.Clear();
            _file.Models.Clear();
            _file.Deployments.Clear();
            _file.Unpriced.Clear();
            _file.Hosts.Clear();
        }

        bool Is(string name, JsonKind kind, string value)
        {
            if (fields[name] is not { } node || (node.Kind == kind && node.Text == value))
                return true;

            _schema.Report(node, $"{name} must be {(kind == JsonKind.String ? $"\"{value}\"" : value)}");
            return false;
        }
    }

    private void ReadProviders(JsonNode? node)
    {
        if (node is { Kind: JsonKind.Object, IsDamaged: false, Members.Count: 0 })
            _schema.Report(node, "providers is empty; name at least the providers whose prices are here");

        var reader = new PriceProviderReader(_schema);
        foreach (JsonMember member in _schema.Map(node, "providers", IsProviderId, "1 to 40 lower-case letters, digits and hyphens"))
        {
            PriceProvider? provider = _schema.Whole(member.Value, value => reader.Read(member.Name, value));
            if (provider is not null)
                _file.Providers.Add(new(provider, member.Value));
            if (provider is not null || !_providers.ContainsKey(member.Name))
                _providers[member.Name] = _providers.TryGetValue(member.Name, out PriceProvider? known) && known is not null ? known.With(provider!) : provider;
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (provider, value) in _file.Providers)
        {
            foreach (string name in provider.Names.Append(provider.Id).Distinct())
            {
                if (names.TryGetValue(name, out string? other))
                    ReportDuplicate(value, $"the name \"{JsonText.Shorten(name)}\" means {other} and {provider.Id}; the later one applies");
                names[name] = provider.Id;
            }

            foreach (string fallback in provider.Fallback ?? [])
                RequireProvider(value, "fallback", fallback);
        }
    }

    private void ReadModels(JsonNode? node)
    {
        var reader = new PriceEntryReader(_schema);
        foreach (JsonNode item in _schema.Array(node, "models"))
        {
            if (_schema.Whole(item, value => reader.Read(value) is { } entry && IsConsistent(value, entry) ? entry : null) is { } model)
                _file.Models.Add(new(model, item));
        }

        var owners = new Dictionary<(string, string), Located<PriceEntry>>();
        foreach (var model in _file.Models)
        {
            foreach (string id in model.Value.Aliases.Append(model.Value.Id))
            {
                var key = (model.Value.Provider, id);
                if (owners.TryGetValue(key, out var other) && other != model)
                {
                    bool isId = id == model.Value.Id && id == other.Value.Id;
                    ReportDuplicate(model.Node, $"{model.Value.Provider}/{id} is {(isId ? "here twice" : $"also a name of {other.Value.Id}")}; the later one applies");
                }
                else if (other == model)
                {
                    ReportDuplicate(model.Node, $"{model.Value.Provider}/{id} is an alias of itself; remove the alias");
                }

                owners[key] = model;
            }
        }
    }

    private bool IsConsistent(JsonNode node, PriceEntry entry)
    {
        PriceProvider? provider = RequireProvider(node, "provider", entry.Provider);
        bool isFree = entry.IsFree || provider?.IsFree == true;
        foreach (PricePeriod period in entry.Periods)
        {
            Rates rates = period.Standard.Base;
            if (period.IsByUnit)
                continue;
            if (rates.Input == 0 && !isFree)
                _schema.Report(node, $"{entry.Id} has an input price of 0; a free model needs \"free\": true");
            if (rates.Output is null && !PriceKinds.MayLackOutput(entry.Kind) && !isFree)
                _schema.Report(node, $"{entry.Id} has no output price; only a model of kind {string.Join(" or ", PriceKinds.All.Where(PriceKinds.MayLackOutput))} has none");
            if (rates.CacheWrite?.ContainsKey("1h") == false && provider?.Usage is UsageWords.Anthropic or UsageWords.Bedrock && entry.Id.Contains("claude"))
                _schema.Doubt(node, $"{entry.Id} has cache write prices without \"1h\", which {provider?.Id} reports; add it");
        }

        return true;
    }

    private void ReadDeployments(JsonNode? node)
    {
        var seen = new HashSet<(string, string)>();
        foreach (JsonNode item in _schema.Array(node, "deployments"))
        {
            var deployment = _schema.Whole(item, value =>
            {
                JsonFields fields = _schema.Object(value, Deployment);
                return new PriceDeployment(
                    _schema.String(fields["provider"], "provider") ?? "", _schema.Id(fields["name"], "name") ?? "", _schema.Id(fields["model"], "model") ?? "");
            });
            if (deployment is null || RequireProvider(item, "provider", deployment.Provider) is null)
                continue;
            if (!seen.Add((deployment.Provider, deployment.Name)))
                ReportDuplicate(item, $"the deployment {deployment.Provider}/{deployment.Name} is here twice; the later one applies");
            _file.Deployments.Add(new(deployment, item));
        }
    }

    private void ReadUnpriced(JsonNode? node)
    {
        var priced = new HashSet<(string, string)>(_file.Models.SelectMany(model => model.Value.Aliases.Append(model.Value.Id).Select(id => (model.Value.Provider, id))));
        var seen = new HashSet<(string, string)>();
        foreach (JsonNode item in _schema.Array(node, "unpriced"))
        {
            var unpriced = _schema.Whole(item, value =>
            {
                JsonFields fields = _schema.Object(value, Unpriced);
                string? reason = _schema.String(fields["reason"], "reason");
                if (reason is { Length: < 3 or > 200 })
                    _schema.Report(fields["reason"]!, "reason must be 3 to 200 characters that say why there is no price");
                return new UnpricedModel(_schema.String(fields["provider"], "provider") ?? "", _schema.Id(fields["id"], "id") ?? "", reason ?? "");
            });
            if (unpriced is null || RequireProvider(item, "provider", unpriced.Provider) is null)
                continue;
            if (priced.Contains((unpriced.Provider, unpriced.Id)))
                ReportDuplicate(item, $"{unpriced.Provider}/{unpriced.Id} is priced and unpriced; remove one");
            else if (!seen.Add((unpriced.Provider, unpriced.Id)))
                ReportDuplicate(item, $"{unpriced.Provider}/{unpriced.Id} appears twice; remove one");
            _file.Unpriced.Add(new(unpriced, item));
        }
    }

    private void ReadHosts(JsonNode? node)
    {
        foreach (JsonMember member in _schema.Map(node, "hosts", IsHost, "a host in lower case such as llm.example.com, llm.example.com:8080 or *.example.com"))
        {
            if (_schema.String(member.Value, "hosts." + member.Name) is { } provider && RequireProvider(member.Value, "the provider of a host", provider) is not null)
                _file.Hosts.Add(new(new PriceHost(member.Name, provider), member.Value));
        }
    }

    private PriceProvider? RequireProvider(JsonNode node, string what, string id)
    {
        if (!_providers.TryGetValue(id, out PriceProvider? provider) && id.Length > 0)
            _schema.Report(node, $"{what} \"{JsonText.Shorten(id)}\" is not known; add it to \"providers\"");

        return provider;
    }

    private void ReportDuplicate(JsonNode node, string message) => _file.Faults.Add(PricingFaultKind.Duplicate, message, node.Start, node.End - node.Start);

    private static bool IsHost(string name)
    {
        string host = name.StartsWith("*.", StringComparison.Ordinal) ? name.Substring(2) : name;
        return host.Length is >= 1 and <= 253 && host.All(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.' or ':' or '[' or ']');
    }

    private static bool IsProviderId(string id) =>
        id.Length is >= 1 and <= 40 && id[0] != '-' && id.All(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
