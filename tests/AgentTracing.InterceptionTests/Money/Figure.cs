namespace AgentTracing.InterceptionTests.Money;

/// <summary>The protocol of a response.</summary>
internal enum Protocol
{
    Chat,
    Responses,
    Anthropic,
    Embeddings,
    Images,
    Transcription,
}

/// <summary>A response, and its cost calculated by hand.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Model">The model in the response.</param>
/// <param name="Answer">The members of the response that determine its price, as JSON.</param>
/// <param name="Usd">The cost; null if it is not known.</param>
internal sealed record Figure(Protocol Protocol, string Model, string Answer, decimal? Usd)
{
    public string Server { get; init; } = "https://api.openai.com/v1";

    public string Provider { get; init; } = "openai";

    public string Status { get; init; } = "priced";

    /// <summary>Paths that lose a fact that the price depends on, with the reason why that is correct.</summary>
    public Dictionary<string, string> Untold { get; init; } = [];
}
