using System.Security.Cryptography;
using System.Text;
using AgentTracing.Pricing.Json;

namespace AgentTracing.Pricing;

/// <summary>Writes the lines of a <see cref="PriceTable"/>.</summary>
internal static class PriceTableWriter
{
    /// <summary>The lines of the valid content of <paramref name="file"/>; for duplicate keys, the later one.</summary>
    public static string Write(PricingFile file)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (provider, node) in file.Providers)
            lines[PriceTable.Key(PriceTable.Provider, provider.Id, "")] = Json(node);
        foreach (var (model, node) in file.Models)
        {
            lines[PriceTable.Key(PriceTable.Model, model.Provider, model.Id)] = Json(node, name => name is "aliases" or "source" or "asOf" or "checked" or "note");
            foreach (string alias in model.Aliases)
                lines[PriceTable.Key(PriceTable.Alias, model.Provider, alias)] = model.Id;
        }

        foreach (var (deployment, _) in file.Deployments)
            lines[PriceTable.Key(PriceTable.Deployment, deployment.Provider, deployment.Name)] = deployment.Model;
        foreach (var (unpriced, node) in file.Unpriced)
            lines[PriceTable.Key(PriceTable.Unpriced, unpriced.Provider, unpriced.Id)] = Json(node);

        foreach (var (host, _) in file.Hosts)
            lines[PriceTable.Key(PriceTable.Host, host.Pattern, "")] = host.Provider;

        lines[PriceTable.Key(PriceTable.Book, "asOf", "")] = file.AsOf?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";
        lines[PriceTable.Key(PriceTable.Book, "sha256", "")] = Hash(file.Text);
        lines[PriceTable.Key(PriceTable.Book, "source", "")] = Sources(file);

        var text = new StringBuilder();
        foreach (byte[] line in lines.Select(line => Encoding.UTF8.GetBytes(line.Key + line.Value)).OrderBy(line => line, ByteOrder.Instance))
            text.Append(Encoding.UTF8.GetString(line)).Append('\n');

        return text.ToString();
    }

    private static string Json(JsonNode node, Func<string, bool>? omit = null)
    {
        var text = new StringBuilder();
        JsonText.Append(text, node, omit);
        return text.ToString();
    }

    private static string Hash(string text)
    {
        using var sha256 = SHA256.Create();
        return string.Concat(sha256.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(value => value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static string Sources(PricingFile file) =>
        string.Join(", ", file.Models.Select(model => model.Node.Find("source")?.Text).OfType<string>().Distinct().OrderBy(source => source, StringComparer.Ordinal));

    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
