namespace AgentTracing;

/// <summary>
/// The counting rules of providers, as pricing files name them (<c>"usage"</c> of a member of <c>providers</c>). docs/pricing.md defines each.
/// </summary>
internal static class UsageWords
{
    public const string Inclusive = "inclusive";
    public const string Anthropic = "anthropic";
    public const string Gemini = "gemini";
    public const string Bedrock = "bedrock";
    public const string Xai = "xai";
    public const string CohereBilled = "cohere-billed";
    public const string Ollama = "ollama";

    /// <summary>All names.</summary>
    public static readonly string[] All = [Inclusive, Anthropic, Gemini, Bedrock, Xai, CohereBilled, Ollama];
}
