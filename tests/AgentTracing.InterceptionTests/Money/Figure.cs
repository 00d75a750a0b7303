namespace AgentTracing.InterceptionTests.Money;

/// <summary>Whose protocol an answer is in.</summary>
internal enum Protocol
{
    Chat,
    Responses,
    Anthropic,
    Embeddings,
    Images,
    Transcription,
}

/// <summary>An answer, and what it costs by hand.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Model">The model that answers.</param>
/// <param name="Answer">The members of the answer that decide its price, as JSON.</param>
/// <param name="Usd">The cost; null: none is known.</param>
internal sealed record Figure(Protocol Protocol, string Model, string Answer, decimal? Usd)
{
    public string Server { get; init; } = "https://api.openai.com/v1";

    public string Provider { get; init; } = "openai";

    public string Status { get; init; } = "priced";

    /// <summary>Ways that cannot tell the fact, and why that is right.</summary>
    public Dictionary<string, string> Untold { get; init; } = [];
}
