using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AgentTracing.Eng.Prices.Sources;

/// <summary>
/// Evaluates the <c>match</c> clauses of genai-prices (equals, starts_with, ends_with, contains, regex, and, or), which determine the ids
/// of a model, in the same way as its own engine.
/// </summary>
internal static class ModelMatch
{
    /// <summary>Whether a clause accepts a lower-case id.</summary>
    public static bool IsMatch(JsonNode clause, string id)
    {
        var (kind, value) = clause.AsObject().Single();
        return kind switch
        {
            "or" => value!.AsArray().Any(part => IsMatch(part!, id)),
            "and" => value!.AsArray().All(part => IsMatch(part!, id)),
            "equals" => id == Text(value),
            "starts_with" => id.StartsWith(Text(value), StringComparison.Ordinal),
            "ends_with" => id.EndsWith(Text(value), StringComparison.Ordinal),
            "contains" => id.Contains(Text(value), StringComparison.Ordinal),
            "regex" => Regex.IsMatch(id, value!.GetValue<string>(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)),
            _ => throw new InvalidDataException($"a match clause \"{kind}\" is not known"),
        };
    }

    /// <summary>The ids in <c>equals</c> clauses.</summary>
    public static IEnumerable<string> Equal(JsonNode clause)
    {
        var (kind, value) = clause.AsObject().Single();
        return kind switch
        {
            "or" => value!.AsArray().SelectMany(part => Equal(part!)),
            "equals" => [Text(value)],
            _ => [],
        };
    }

    /// <summary>The ids named in clauses: those in <c>equals</c>, and prefixes and parts that are ids themselves.</summary>
    public static IEnumerable<string> Named(JsonNode clause)
    {
        var (kind, value) = clause.AsObject().Single();
        return kind switch
        {
            "or" => value!.AsArray().SelectMany(part => Named(part!)),
            "equals" => [Text(value)],
            "starts_with" or "contains" or "ends_with" when char.IsAsciiLetterOrDigit(Text(value)[^1]) => [Text(value)],
            _ => [],
        };
    }

    private static string Text(JsonNode? value) => value!.GetValue<string>().ToLowerInvariant();
}
