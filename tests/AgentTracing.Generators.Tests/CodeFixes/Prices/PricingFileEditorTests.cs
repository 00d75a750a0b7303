extern alias generators;

using AgentTracing.Generators.CodeFixes.Prices;
using AgentTracing.Generators.Tests.Infrastructure;
using generators::AgentTracing.Pricing;

namespace AgentTracing.Generators.Tests.CodeFixes.Prices;

/// <summary>Edits of pricing files in any state, also invalid ones, as they occur in an editor.</summary>
public sealed class PricingFileEditorTests
{
    private static readonly PriceProvider OpenAI = new() { Id = "openai", Usage = "inclusive" };
    private static readonly string Example = File.ReadAllText(Path.Combine(TestPaths.Repository, "src", "AgentTracing", "Pricing", "Data", "llm-pricing.example.json"));

    [Theory]
    [InlineData("{}")]
    [InlineData(" \n")]
    [InlineData("{\r\n}\r\n")]
    public void An_empty_file_gets_what_every_file_has(string text)
    {
        string edited = PricingFileEditor.AddUnpriced(text, OpenAI, "m")!;
        Assert.Contains("\"schemaVersion\": 1", edited, StringComparison.Ordinal);
        Assert.Contains("\"models\": []", edited, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_file_is_an_edit_ends_well_or_is_not_made()
    {
        var random = new Random(4);
        for (int i = 0; i < 1_000; i++)
        {
            string text = Mutate(Example, random);
            if (PricingFileEditor.AddModel(text, OpenAI, "new-model", PricingFileEditor.PricesToReplace(isEmbedding: false)) is { } added)
                Assert.Contains("new-model", added, StringComparison.Ordinal);
            if (PricingFileEditor.AddUnpriced(text, OpenAI, "new-model") is { } unpriced)
                Assert.Contains("new-model", unpriced, StringComparison.Ordinal);
            PricingFileEditor.RemoveModel(text, "openai", "gpt-4o");
        }
    }

    private static string Mutate(string text, Random random)
    {
        int at = random.Next(text.Length);
        return random.Next(5) switch
        {
            0 => text[..at],
            1 => text.Remove(at, 1),
            2 => text.Insert(at, "[]{},:\"/*\\".Substring(random.Next(10), 1)),
            3 => text.Remove(at, Math.Min(random.Next(1, 80), text.Length - at)),
            _ => Mutate(Mutate(text, random), random),
        };
    }
}
