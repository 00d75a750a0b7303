using AgentTracing.Pricing;

namespace AgentTracing.Generators.Pricing;

/// <summary>Compares entries by their meaning, not by their text.</summary>
internal static class PriceComparison
{
    /// <summary>Whether <paramref name="entry"/> changes no price of <paramref name="catalogue"/>.</summary>
    public static bool AddsNothing(PriceEntry entry, PriceTable catalogue) =>
        catalogue.FindModel(entry.Provider, entry.Id) is { } shipped
        && entry.IsFree == shipped.IsFree
        && entry.DateSuffix == shipped.DateSuffix
        && (entry.Retired is null || entry.Retired == shipped.Retired)
        && entry.Aliases.All(alias => catalogue.Find(PriceTable.Alias, entry.Provider, alias) == entry.Id)
        && SameSequence(entry.Periods, shipped.Periods, Same);

    private static bool Same(PricePeriod a, PricePeriod b) =>
        a.From == b.From && Same(a.Standard, b.Standard) && SameSequence(a.Windows, b.Windows, Same) && SameMap(a.ServiceTiers, b.ServiceTiers, Same);

    private static bool Same(PriceWindow a, PriceWindow b) =>
        a.Start == b.Start && a.End == b.End && a.Multiplier == b.Multiplier && new HashSet<DayOfWeek>(a.Days).SetEquals(b.Days);

    private static bool Same(ServiceTierPrice a, ServiceTierPrice b) =>
        a.Multiplier == b.Multiplier && (a.Card is null ? b.Card is null : b.Card is not null && Same(a.Card, b.Card));

    private static bool Same(PriceCard a, PriceCard b) => Same(a.Base, b.Base) && SameSequence(a.Tiers, b.Tiers, Same);

    private static bool Same(PriceTier a, PriceTier b) => a.InputTokens == b.InputTokens && a.IsInclusive == b.IsInclusive && Same(a.Rates, b.Rates);

    private static bool Same(Rates a, Rates b) => new HashSet<KeyValuePair<string, long>>(a.All()).SetEquals(b.All());

    private static bool SameSequence<T>(IReadOnlyCollection<T> a, IReadOnlyCollection<T> b, Func<T, T, bool> same) =>
        a.Count == b.Count && a.Zip(b, same).All(static isSame => isSame);

    private static bool SameMap<T>(IReadOnlyDictionary<string, T> a, IReadOnlyDictionary<string, T> b, Func<T, T, bool> same) =>
        a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out T? other) && same(pair.Value, other));
}
