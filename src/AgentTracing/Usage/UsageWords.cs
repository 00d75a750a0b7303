namespace AgentTracing;

/// <summary>How a provider counts tokens, in the words of pricing files (<c>"usage"</c> of a member of <c>providers</c>). docs/pricing.md says what each means.</summary>
internal static class UsageWords
{
    public const string Inclusive = "inclusive";
    public const string Anthropic = "anthropic";
    public const string Gemini = "gemini";
    public const string Bedrock = "bedrock";
    public const string Xai = "xai";
    public const string CohereBilled = "cohere-billed";
    public const string Ollama = "ollama";

    /// <summary>Every word.</summary>
    public static readonly string[] All = [Inclusive, Anthropic, Gemini, Bedrock, Xai, CohereBilled, Ollama];
}
