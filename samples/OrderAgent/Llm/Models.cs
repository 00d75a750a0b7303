namespace Shop;

/// <summary>The models of the sample.</summary>
public static class Models
{
    /// <summary>Small and quick: sorts requests.</summary>
    public const string Classifier = "claude-haiku-4-5";

    /// <summary>Calls tools, and writes confirmations.</summary>
    public const string Orders = "gpt-4.1";

    /// <summary>The shop's own. It has no price: its spans say <c>unpriced</c>.</summary>
    public const string Support = "acme-support-7b";
}
