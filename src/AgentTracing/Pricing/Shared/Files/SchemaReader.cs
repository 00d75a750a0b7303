using System.Globalization;
using AgentTracing.Pricing.Json;

namespace AgentTracing.Pricing;

/// <summary>Reads the value types of the pricing schema; invalid values are reported, and treated as missing.</summary>
internal sealed class SchemaReader(PricingFaults faults)
{
    /// <summary>Reports that <paramref name="node"/> breaks the schema.</summary>
    public void Report(JsonNode node, string message) => faults.Add(PricingFaultKind.Schema, message, node.Start, node.End - node.Start);

    /// <summary>Reports that <paramref name="node"/> is valid, but probably a mistake.</summary>
    public void Doubt(JsonNode node, string message) => faults.Add(PricingFaultKind.Implausible, message, node.Start, node.End - node.Start);

    /// <summary>Reads a value with <paramref name="read"/>; null when the value or its JSON has an error.</summary>
    public T? Whole<T>(JsonNode node, Func<JsonNode, T?> read)
        where T : class
    {
        int errorsBefore = faults.Total;
        T? value = read(node);
        return faults.Total == errorsBefore && !node.IsDamaged ? value : null;
    }

    /// <summary>Checks the members of an object; unknown and missing ones are reported.</summary>
    public JsonFields Object(JsonNode node, ObjectShape shape)
    {
        if (!Is(node, JsonKind.Object, shape.What, "an object"))
            return default;

        foreach (JsonMember member in node.Members)
        {
            if (!shape.Knows(member.Name))
                ReportName(member, $"{shape.What} has no property \"{JsonText.Shorten(member.Name)}\"; known are {string.Join(", ", shape.Names)}");
        }

        foreach (string name in shape.Required)
        {
            if (node.Find(name) is null)
                faults.Add(PricingFaultKind.Schema, $"{shape.What} has no \"{name}\"; add it", node.Start, 1);
        }

        return new JsonFields(node);
    }

    /// <summary>The members of an object whose names are data.</summary>
    public IEnumerable<JsonMember> Map(JsonNode? node, string what, Func<string, bool> isName, string names)
    {
        if (node is null || !Is(node, JsonKind.Object, what, "an object"))
            yield break;

        foreach (JsonMember member in node.Members)
        {
            if (isName(member.Name))
                yield return member;
            else
                ReportName(member, $"\"{JsonText.Shorten(member.Name)}\" is not a valid name in {what}; allowed are {names}");
        }
    }

    /// <summary>The values of an object whose names are data; those that break the schema are reported and left out.</summary>
    public Dictionary<string, T> Values<T>(JsonNode? node, string what, Func<string, bool> isName, string names, Func<JsonNode, string, T?> read)
        where T : struct
    {
        var values = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (JsonMember member in Map(node, what, isName, names))
        {
            if (read(member.Value, member.Name) is { } value)
                values.Add(member.Name, value);
        }

        return values;
    }

    /// <summary>The elements of an array.</summary>
    public IReadOnlyList<JsonNode> Array(JsonNode? node, string what) =>
        node is not null && Is(node, JsonKind.Array, what, "an array") ? node.Items : [];

    /// <summary>The strings of an array, each once.</summary>
    public IReadOnlyList<string>? Strings(JsonNode? node, string what, Func<JsonNode, string, string?> read)
    {
        if (node is null)
            return null;

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var strings = new List<string>();
        foreach (JsonNode item in Array(node, what))
        {
            if (read(item, what) is not { } value)
                continue;
            if (seen.Add(value))
                strings.Add(value);
            else
                Report(item, $"\"{JsonText.Shorten(value)}\" appears twice in {what}; remove one");
        }

        return strings;
    }

    public string? String(JsonNode? node, string what) => node is not null && Is(node, JsonKind.String, what, "a string") ? node.Text : null;

    public bool? Boolean(JsonNode? node, string what)
    {
        if (node is null or { Kind: JsonKind.Invalid })
            return null;
        if (node.Kind is JsonKind.True or JsonKind.False)
            return node.Kind == JsonKind.True;

        Report(node, $"{what} must be true or false");
        return null;
    }

    /// <summary>A positive integer.</summary>
    public long? Count(JsonNode? node, string what)
    {
        if (node is null or { Kind: JsonKind.Invalid })
            return null;
        if (node.Kind == JsonKind.Number && long.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value > 0)
            return value;

        Report(node, $"{what} must be a whole number from 1, without exponent");
        return null;
    }

    /// <summary>A model id or deployment name, in the form of comparisons: lower case and without white space.</summary>
    public string? Id(JsonNode? node, string what)
    {
        if (String(node, what) is not { } id)
            return null;
        if (id.Length is >= 1 and <= 200 && !id.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character is >= 'A' and <= 'Z'))
            return id;

        Report(node!, $"{what} must be 1 to 200 characters in lower case, without white space: ids are compared after lower-casing");
        return null;
    }

    /// <summary>A date.</summary>
    public DateTime? Date(JsonNode? node, string what)
    {
        if (String(node, what) is not { } text)
            return null;
        if (text.StartsWith("20", StringComparison.Ordinal)
            && DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date))
            return date;

        Report(node!, $"{what} must be a date in the form 20yy-mm-dd");
        return null;
    }

    /// <summary>A price in US dollars, in millionths.</summary>
    public long? Usd(JsonNode? node, string what) =>
        Decimal(node, what, wholeDigits: 4, decimals: 6, "a price in US dollars, written as a string such as \"2.5\": no sign, no exponent, at most 4 digits and 6 decimals") is { } usd
            ? (long)(usd * Rates.Scale)
            : null;

    /// <summary>A factor.</summary>
    public decimal? Factor(JsonNode? node, string what) =>
        Decimal(node, what, wholeDigits: 1, decimals: 2, "a factor, written as a string such as \"0.5\": one digit and at most 2 decimals");

    /// <summary>One of the given words.</summary>
    public string? Word(JsonNode? node, string what, params string[] words)
    {
        if (String(node, what) is not { } word)
            return null;
        if (words.Contains(word))
            return word;

        Report(node!, $"{what} must be one of {string.Join(", ", words)}");
        return null;
    }

    private decimal? Decimal(JsonNode? node, string what, int wholeDigits, int decimals, string expected)
    {
        if (node is null or { Kind: JsonKind.Invalid })
            return null;

        string[] parts = node.Kind == JsonKind.String ? node.Text.Split('.') : [];
        bool isDecimal = parts.Length is 1 or 2
            && parts[0].Length >= 1 && parts[0].Length <= wholeDigits && (parts[0].Length == 1 || parts[0][0] != '0')
            && (parts.Length == 1 || (parts[1].Length >= 1 && parts[1].Length <= decimals))
            && parts.All(part => part.All(character => character is >= '0' and <= '9'));
        if (isDecimal)
            return decimal.Parse(node.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

        Report(node, $"{what} must be {expected}");
        return null;
    }

    private void ReportName(JsonMember member, string message) =>
        faults.Add(PricingFaultKind.Schema, message, member.NameStart, member.NameEnd - member.NameStart);

    private bool Is(JsonNode node, JsonKind kind, string what, string expected)
    {
        if (node.Kind == kind)
            return true;
        if (node.Kind != JsonKind.Invalid)
            Report(node, $"{what} must be {expected}");

        return false;
    }
}
