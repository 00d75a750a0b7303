namespace AgentTracing.Pricing;

/// <summary>Alternative spellings of a model's id, all in lower case. Each is exact: the result must be a listed id.</summary>
internal static class ModelIdForms
{
    /// <summary>
    /// The id in a resource path of Google, Vertex AI or Bedrock, or after LiteLLM's name of a Bedrock API; the id itself if it is not a
    /// path; null for resources without a model in the path: application inference profiles and custom models.
    /// </summary>
    public static string? WithoutResourcePath(string id)
    {
        if (id.StartsWith("arn:", StringComparison.Ordinal))
        {
            if (!id.Contains(":bedrock:"))
                return null;

            string resource = id.Substring(id.LastIndexOf(':', Math.Max(id.IndexOf('/'), 0)) + 1);
            return After(resource, "inference-profile/") ?? After(resource, "foundation-model/");
        }

        if (id.StartsWith("application-inference-profile/", StringComparison.Ordinal) || id.StartsWith("custom-model/", StringComparison.Ordinal))
            return null;

        if (id.StartsWith("projects/", StringComparison.Ordinal))
        {
            int publishers = id.IndexOf("/publishers/", StringComparison.Ordinal);
            return publishers < 0 ? id : AfterPublisher(id.Substring(publishers + 1)) ?? id;
        }

        return After(id, "models/") ?? AfterPublisher(id) ?? After(id, "converse/") ?? After(id, "invoke/") ?? id;
    }

    /// <summary>Alternative spellings of <paramref name="id"/> at <paramref name="provider"/>, in order of preference.</summary>
    public static IReadOnlyList<string> OfProvider(string provider, string id) => provider switch
    {
        "aws-bedrock" => Bedrock(id),
        "google-vertex" => Vertex(id),
        "anthropic" when id.EndsWith("[1m]", StringComparison.Ordinal) => [id.Substring(0, id.Length - 4)],
        "openai" when id.StartsWith("ft:", StringComparison.Ordinal) && id.IndexOf(':', 3) is > 3 and var end => [id.Substring(0, end)],
        _ => [],
    };

    /// <summary>
    /// The id without <c>-20yymmdd</c>, <c>@20yymmdd</c>, <c>-20yy-mm-dd</c> or <c>@20yy-mm-dd</c> at its end; null when it has no date.
    /// </summary>
    public static string? WithoutDate(string id) => Undated(id, "20######") ?? Undated(id, "20##-##-##");

    /// <summary>
    /// The revision of a version is optional (<c>-v1:0</c>, <c>-v1</c>), and so is the version. A leading geography is never removed,
    /// because it has its own price.
    /// </summary>
    private static string[] Bedrock(string id)
    {
        int colon = id.LastIndexOf(':');
        bool hasRevision = colon > 0 && IsDigits(id, colon + 1);
        string unrevised = hasRevision ? id.Substring(0, colon) : id;
        int version = unrevised.LastIndexOf("-v", StringComparison.Ordinal);
        string otherRevision = hasRevision ? unrevised : id + ":0";
        return version > 0 && IsDigits(unrevised, version + 2) ? [otherRevision, unrevised.Substring(0, version)] : [otherRevision];
    }

    /// <summary>
    /// Claude's snapshots are written <c>claude-x@date</c> on Vertex AI and <c>claude-x-date</c> elsewhere; without a date, <c>@default</c>
    /// applies.
    /// </summary>
    private static string[] Vertex(string id)
    {
        if (!id.StartsWith("claude-", StringComparison.Ordinal))
            return [];
        if (WithoutDate(id) is { } undated)
            return [undated + (id[undated.Length] == '@' ? '-' : '@') + id.Substring(undated.Length + 1)];

        const string AnyDate = "@default";
        return id.EndsWith(AnyDate, StringComparison.Ordinal) ? [id.Substring(0, id.Length - AnyDate.Length)] : id.Contains('@') ? [] : [id + AnyDate];
    }

    private static string? Undated(string id, string pattern)
    {
        int separator = id.Length - pattern.Length - 1;
        if (separator < 1 || id[separator] is not ('-' or '@'))
            return null;

        for (int i = 0; i < pattern.Length; i++)
        {
            char character = id[separator + 1 + i];
            if (pattern[i] == '#' ? character is < '0' or > '9' : character != pattern[i])
                return null;
        }

        return id.Substring(0, separator);
    }

    private static string? AfterPublisher(string path)
    {
        string[] parts = path.Split('/');
        return parts.Length >= 4 && parts[0] == "publishers" && parts[2] == "models" ? string.Join("/", parts.Skip(3)) : null;
    }

    private static string? After(string text, string start) =>
        text.Length > start.Length && text.StartsWith(start, StringComparison.Ordinal) ? text.Substring(start.Length) : null;

    private static bool IsDigits(string text, int start) => start < text.Length && text.Skip(start).All(character => character is >= '0' and <= '9');
}
