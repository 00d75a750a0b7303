using System.Globalization;
using System.Text;
using AgentTracing.Generators.Pricing;
using AgentTracing.Pricing;
using AgentTracing.Pricing.Json;

namespace AgentTracing.Generators.CodeFixes.Prices;

/// <summary>Adds entries to a pricing file, and removes them. Each edit returns null when the file is too damaged for it.</summary>
internal static class PricingFileEditor
{
    /// <summary>A placeholder in dollars per million tokens; AGT3007 warns until it is replaced by the real price.</summary>
    public const string PriceToReplace = "9999";

    private const string Reason = "accepted without a price";

    /// <summary>Adds an entry.</summary>
    /// <param name="text">The file; null or empty when there is none yet.</param>
    /// <param name="provider">The entry's provider.</param>
    /// <param name="id">The model.</param>
    /// <param name="rest">Further members of the entry, as JSON.</param>
    public static string? AddModel(string? text, PriceProvider provider, string id, string rest) => Add(
        text, provider, "models", $"{{\"provider\": {Quote(provider.Id)}, \"id\": {Quote(id)}, {rest}}}", file => file.Models.Any(model => model.Value.Provider == provider.Id && model.Value.Id == id));

    /// <summary>The members of an entry with placeholder prices.</summary>
    public static string PricesToReplace(bool isEmbedding) => isEmbedding
        ? $"\"kind\": \"embedding\", \"prices\": [{{\"rates\": {{\"input\": \"{PriceToReplace}\"}}}}]"
        : $"\"prices\": [{{\"rates\": {{\"input\": \"{PriceToReplace}\", \"output\": \"{PriceToReplace}\"}}}}]";

    /// <summary>Lists a model as unpriced.</summary>
    public static string? AddUnpriced(string? text, PriceProvider provider, string id) => Add(
        text,
        provider,
        "unpriced",
        $"{{\"provider\": {Quote(provider.Id)}, \"id\": {Quote(id)}, \"reason\": \"{Reason}\"}}",
        file => file.Unpriced.Any(model => model.Value.Provider == provider.Id && model.Value.Id == id));

    /// <summary>Removes the entry of a model: the last one, which applies.</summary>
    public static string? RemoveModel(string text, string provider, string id)
    {
        JsonNode root = JsonEditor.Read(text);
        if (root.Find("models") is not { Kind: JsonKind.Array } models)
            return null;

        int index = models.Items.FindLastIndex(item => item.Find("provider")?.Text == provider && item.Find("id")?.Text == id);
        return index < 0 ? null : JsonEditor.RemoveItem(text, models, index);
    }

    private static string? Add(string? text, PriceProvider provider, string list, string json, Func<PricingFile, bool> isThere)
    {
        text = WithHead(text ?? "", provider);
        if (isThere(Read(text)))
            return text;

        if (!ShippedCatalogue.Providers.ContainsKey(provider.Id))
            text = AppendTo(text, "providers", (edited, root, providers) => providers.Find(provider.Id) is null ? JsonEditor.AppendMember(edited, root, providers, provider.Id, Describe(provider)) : edited, JsonKind.Object);
        text = text is null ? null : AppendTo(text, list, (edited, root, items) => JsonEditor.AppendItem(edited, root, items, json), JsonKind.Array);
        return text is not null && isThere(Read(text)) ? text : null;
    }

    /// <summary>Edits a list of the file, and creates it if it is missing; null when it is not a list.</summary>
    private static string? AppendTo(string text, string list, Func<string, JsonNode, JsonNode, string?> append, JsonKind kind)
    {
        JsonNode root = JsonEditor.Read(text);
        if (root.Kind != JsonKind.Object)
            return null;
        if (root.Find(list) is null)
        {
            if (JsonEditor.AppendMember(text, root, root, list, kind == JsonKind.Array ? "[]" : "{}") is not { } listed)
                return null;

            text = listed;
            root = JsonEditor.Read(text);
        }

        return root.Find(list) is { } node && node.Kind == kind ? append(text, root, node) : null;
    }

    /// <summary>Adds the required properties to an empty file or object.</summary>
    private static string WithHead(string text, PriceProvider provider)
    {
        if (string.IsNullOrWhiteSpace(text))
            return NewFile(provider);

        JsonNode root = JsonEditor.Read(text);
        return root is { Kind: JsonKind.Object, Members.Count: 0 } && root.End - root.Start >= 2 && string.IsNullOrWhiteSpace(text.Substring(root.Start + 1, root.End - root.Start - 2))
            ? text.Substring(0, root.Start) + NewFile(provider).TrimEnd() + text.Substring(root.End)
            : text;
    }

    private static string NewFile(PriceProvider provider) => $$"""
        {
          "schemaVersion": 1,
          "asOf": "{{DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}}",
          "currency": "USD",
          "unit": "per-1M-tokens",
          "providers": {
            {{Quote(provider.Id)}}: {{Describe(provider)}}
          },
          "models": []
        }

        """.Replace("\r\n", "\n");

    private static string Describe(PriceProvider provider) => provider.Names.Count == 0 || ShippedCatalogue.Providers.ContainsKey(provider.Id)
        ? $"{{\"usage\": \"{provider.Usage}\"}}"
        : $"{{\"names\": [{string.Join(", ", provider.Names.Select(Quote))}], \"usage\": \"{provider.Usage}\"}}";

    private static PricingFile Read(string text) => PricingTable.Read(text, PricingRole.Project);

    private static string Quote(string value)
    {
        var text = new StringBuilder();
        JsonText.AppendString(text, value);
        return text.ToString();
    }
}
