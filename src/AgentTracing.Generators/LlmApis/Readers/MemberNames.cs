namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// The SDKs' names of the same members, in canonical form (see <see cref="Canonical"/>): <c>InputTokens</c>,
/// <c>InputTokenCount</c> and <c>input_tokens</c> are all <c>inputtoken</c>. The order is the order of preference.
/// </summary>
internal static class MemberNames
{
    /// <summary>Usage of a result.</summary>
    public static readonly string[] Usage = ["usage", "tokenusage", "usagemetadata", "usagedetail", "tokenusagedetail", "usageinfo"];

    /// <summary>Id of a response.</summary>
    public static readonly string[] ResponseId = ["responseid", "completionid", "id"];

    /// <summary>Model of the response.</summary>
    public static readonly string[] ResponseModel = ["responsemodel", "modelversion", "modelid", "model", "modelname"];

    /// <summary>Finish reason of a choice.</summary>
    public static readonly string[] FinishReason = ["finishreason", "stopreason", "donereason"];

    /// <summary>Choices of a response, each with its finish reason.</summary>
    public static readonly string[] Choices = ["choice", "candidate"];

    /// <summary>Gemini's grounding of a candidate.</summary>
    public static readonly string[] Grounding = ["groundingmetadata"];

    /// <summary>The web queries in it.</summary>
    public static readonly string[] GroundingQueries = ["websearchquerie", "websearchquery"];

    /// <summary>The queries of images in it.</summary>
    public static readonly string[] GroundingImageQueries = ["imagesearchquerie", "imagesearchquery"];

    /// <summary>The sources in it.</summary>
    public static readonly string[] GroundingChunks = ["groundingchunk"];

    /// <summary>A place on a map, of a source.</summary>
    public static readonly string[] GroundingPlace = ["map"];

    /// <summary>Service tier of a call; Gemini on Vertex AI reports a type of traffic.</summary>
    public static readonly string[] ServiceTier = ["servicetier", "traffictype"];

    /// <summary>Bedrock's performance settings of a call.</summary>
    public static readonly string[] Performance = ["performanceconfig"];

    /// <summary>The latency in them: standard or optimized.</summary>
    public static readonly string[] Latency = ["latency"];

    /// <summary>Geography of a call.</summary>
    public static readonly string[] Geography = ["inferencegeo"];

    /// <summary>
    /// Converts a member's name to the form for comparisons: lower case, without underscores, plural and "count".
    /// </summary>
    public static string Canonical(string name)
    {
        var canonical = name.Replace("_", string.Empty).ToLowerInvariant();
        canonical = WithoutEnd(canonical, "count");
        return WithoutEnd(canonical, "s");
    }

    private static string WithoutEnd(string text, string end)
        => text.Length > end.Length && text.EndsWith(end, StringComparison.Ordinal) ? text.Substring(0, text.Length - end.Length) : text;
}
