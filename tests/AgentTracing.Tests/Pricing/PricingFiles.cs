namespace AgentTracing.Tests.Pricing;

/// <summary>Pricing files for tests.</summary>
internal static class PricingFiles
{
    /// <summary>A file with these members; providers default to one.</summary>
    public static string With(string models = "", string providers = """ "acme": {"usage": "inclusive"} """, string more = "") => $$"""
        {"schemaVersion": 1, "asOf": "2026-08-22", "currency": "USD", "unit": "per-1M-tokens",
         "providers": {{{providers}}},
         "models": [{{models}}]{{(more.Length > 0 ? "," + more : "")}}}
        """;

    /// <summary>A file with one model, acme/m, with these prices.</summary>
    public static string WithPrices(string prices, string providers = """ "acme": {"usage": "inclusive"} """) =>
        With($$"""{"provider": "acme", "id": "m", "prices": [{{prices}}]}""", providers);

    /// <summary>The text of a file in the folder of the tests.</summary>
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Pricing", "Data", name));
}
