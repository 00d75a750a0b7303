using AgentTracing.Generators.Pricing;
using AgentTracing.Pricing;

namespace AgentTracing.Generators.CodeFixes.Prices;

/// <summary>Finds the provider for a new entry of a model.</summary>
internal static class ModelProvider
{
    private const int LeastInCommon = 3;

    /// <summary>The provider of that name; a new one if the book has none; null when the name is invalid.</summary>
    public static PriceProvider? Of(PriceResolver book, string? name, string id)
    {
        string key = name?.Trim().ToLowerInvariant() ?? "";
        if (key.Length == 0)
            return Likely(book, id);
        if (book.Providers.Values.FirstOrDefault(provider => provider.Id == key || provider.Names.Contains(key)) is { } known)
            return known;

        string added = new([.. key.Select(static character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? character : '-')]);
        return added.Length <= 40 && added[0] != '-' ? new PriceProvider { Id = added, Usage = UsageWords.Inclusive, Names = added == key ? [] : [key] } : null;
    }

    /// <summary>
    /// The provider of the model with the most similar id. It is only a proposal that the user reviews; makers of models are preferred to
    /// clouds that resell them.
    /// </summary>
    private static PriceProvider Likely(PriceResolver book, string id)
    {
        var best = ShippedCatalogue.File.Models
            .Select(static model => model.Value)
            .OrderByDescending(model => InCommon(model.Id, id))
            .ThenBy(model => book.Providers[model.Provider].Fallback is null ? 0 : 1)
            .First();
        return book.Providers[InCommon(best.Id, id) >= LeastInCommon ? best.Provider : "openai"];
    }

    private static int InCommon(string a, string b)
    {
        int count = 0;
        while (count < a.Length && count < b.Length && a[count] == char.ToLowerInvariant(b[count]))
            count++;

        return count;
    }
}
