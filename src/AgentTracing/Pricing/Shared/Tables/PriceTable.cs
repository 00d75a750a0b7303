using System.Text;
using AgentTracing.Pricing.Json;

namespace AgentTracing.Pricing;

/// <summary>
/// The prices of one file, as text that is searched in place: one line for each book, provider, model, alias, deployment, unpriced model
/// and host,
/// <c>kind TAB provider TAB name TAB value</c>, in ordinal order of its UTF-8. Lines are decoded on demand.
/// </summary>
internal abstract class PriceTable
{
    public const string Book = "book";
    public const string Provider = "provider";
    public const string Model = "model";
    public const string Alias = "alias";
    public const string Deployment = "deployment";
    public const string Unpriced = "unpriced";
    public const string Host = "host";

    private const byte LineEnd = (byte)'\n';

    /// <summary>The lines, as UTF-8.</summary>
    protected abstract ReadOnlySpan<byte> Text { get; }

    /// <summary>The key of a line, up to its value.</summary>
    public static string Key(string kind, string provider, string name) => $"{kind}\t{provider}\t{name}\t";

    /// <summary>The value of a line; null when there is none.</summary>
    public string? Find(string kind, string provider, string name)
    {
        byte[] key = Encoding.UTF8.GetBytes(Key(kind, provider, name));
        ReadOnlySpan<byte> line = LineAt(FirstNotBefore(key));
        return line.StartsWith(key) ? Decode(line.Slice(key.Length)) : null;
    }

    /// <summary>The model with exactly this id.</summary>
    public PriceEntry? FindModel(string provider, string id) =>
        Find(Model, provider, id) is { } json ? Read(json, (schema, node) => new PriceEntryReader(schema).Read(node, provider, id)) : null;

    /// <summary>The providers that the file describes.</summary>
    public IEnumerable<PriceProvider> Providers() =>
        Keys(Provider).Select(key => Read(Find(Provider, key.Provider, "")!, (schema, node) => new PriceProviderReader(schema).Read(key.Provider, node)));

    /// <summary>The provider and name of every line of a kind.</summary>
    public List<(string Provider, string Name)> Keys(string kind)
    {
        byte[] prefix = Encoding.UTF8.GetBytes(kind + "\t");
        var keys = new List<(string, string)>();
        for (int start = FirstNotBefore(prefix); LineAt(start).StartsWith(prefix); start += LineAt(start).Length + 1)
        {
            string[] fields = Decode(LineAt(start)).Split('\t');
            keys.Add((fields[1], fields[2]));
        }

        return keys;
    }

    /// <summary>Offset of the first line that is not before <paramref name="key"/>.</summary>
    private int FirstNotBefore(byte[] key)
    {
        ReadOnlySpan<byte> text = Text;
        int low = 0;
        int high = text.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            int start = low + text.Slice(low, middle - low).LastIndexOf(LineEnd) + 1;
            ReadOnlySpan<byte> line = LineAt(start);
            if (line.SequenceCompareTo(key) < 0)
                low = start + line.Length + 1;
            else
                high = start;
        }

        return low;
    }

    private ReadOnlySpan<byte> LineAt(int start)
    {
        ReadOnlySpan<byte> rest = Text.Slice(Math.Min(start, Text.Length));
        int end = rest.IndexOf(LineEnd);
        return end < 0 ? rest : rest.Slice(0, end);
    }

    private static string Decode(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text.ToArray());

    // The content of a table was validated when it was written.
    private static T Read<T>(string json, Func<SchemaReader, JsonNode, T> read)
    {
        var faults = new PricingFaults();
        return read(new SchemaReader(faults), JsonReader.Read(json, faults.AddJson));
    }
}

/// <summary>A price table in memory, from a file that was read at run time or by the compiler.</summary>
internal sealed class LoadedPriceTable(byte[] text) : PriceTable
{
    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Text => text;
}
