namespace Shop;

/// <summary>The models of the sample.</summary>
public static class Models
{
    /// <summary>Small and fast: classifies requests.</summary>
    public const string Classifier = "claude-haiku-4-5";

    /// <summary>Calls tools, and writes confirmations.</summary>
    public const string Orders = "gpt-4.1";

    /// <summary>The shop's own model. It has no price, so its spans are <c>unpriced</c>.</summary>
    public const string Support = "acme-support-7b";
}
