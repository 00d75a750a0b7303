using AgentTracing.Pricing.Json;

namespace AgentTracing.Pricing;

/// <summary>The valid content of a pricing file, and its faults.</summary>
internal sealed class PricingFile
{
    /// <summary>The text that was read.</summary>
    public required string Text { get; init; }

    /// <summary>The date of the prices.</summary>
    public DateTime? AsOf { get; set; }

    public List<Located<PriceProvider>> Providers { get; } = [];

    public List<Located<PriceEntry>> Models { get; } = [];

    public List<Located<PriceDeployment>> Deployments { get; } = [];

    public List<Located<UnpricedModel>> Unpriced { get; } = [];

    public List<Located<PriceHost>> Hosts { get; } = [];

    public PricingFaults Faults { get; } = new();

    /// <summary>Line and column, counted from 1, of an offset into the text.</summary>
    public (int Line, int Column) PositionOf(int offset)
    {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++)
        {
            if (Text[i] == '\n' || (Text[i] == '\r' && (i + 1 == Text.Length || Text[i + 1] != '\n')))
            {
                line++;
                lineStart = i + 1;
            }
        }

        return (line, offset - lineStart + 1);
    }
}

/// <summary>A value of a pricing file, and its node.</summary>
internal sealed record Located<T>(T Value, JsonNode Node);

/// <summary>The name of a deployment, and its model.</summary>
internal sealed record PriceDeployment(string Provider, string Name, string Model);

/// <summary>A model accepted without a price.</summary>
internal sealed record UnpricedModel(string Provider, string Id, string Reason);

/// <summary>A host, and its provider.</summary>
internal sealed record PriceHost(string Pattern, string Provider);
