using System.Text;
using System.Text.RegularExpressions;
using static AgentTracing.Generators.Tests.Analyzers.Prices.PriceAnalysis;

namespace AgentTracing.Generators.Tests.CodeFixes.Prices;

/// <summary>The fixes of AGT3001, AGT3005 and AGT3009.</summary>
public sealed partial class PriceFixTests
{
    private const string Unknown = "public class C { public object M() => new OpenAI.Chat.ChatClient(\"gpt-4o-super\", \"key\"); }";

    [Fact]
    public async Task A_file_is_made_where_there_is_none()
    {
        var fixedProject = await PriceFix.Apply("AGT3001", "UnknownModelCodeFix.Entry", Unknown, file: null);
        Assert.Equal(
            """
            {
              "schemaVersion": 1,
              "asOf": "TODAY",
              "currency": "USD",
              "unit": "per-1M-tokens",
              "providers": {
                "openai": {"usage": "inclusive"}
              },
              "models": [
                {"provider": "openai", "id": "gpt-4o-super", "prices": [{"rates": {"input": "9999", "output": "9999"}}]}
              ]
            }

            """.ReplaceLineEndings("\n"),
            AsOf().Replace(fixedProject.File, "\"asOf\": \"TODAY\""));

        // Another rule reports the placeholder prices, so that nobody overlooks them.
        Assert.Equal(["AGT3007"], fixedProject.Remaining);
    }

    [Fact]
    public async Task A_model_is_listed_as_unpriced()
    {
        var fixedProject = await PriceFix.Apply("AGT3001", "UnknownModelCodeFix.Unpriced", Unknown, File(""));
        Assert.EndsWith(
            "\n \"models\": [], \"unpriced\": [{\"provider\": \"openai\", \"id\": \"gpt-4o-super\", \"reason\": \"accepted without a price\"}]}",
            fixedProject.File.ReplaceLineEndings("\n").Replace("[\n   {", "[{", StringComparison.Ordinal).Replace("}\n ]", "}]", StringComparison.Ordinal).Replace(",\n \"unpriced\"", ", \"unpriced\"", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Empty(fixedProject.Remaining);
    }

    [Fact]
    public async Task All_models_are_added_at_once_each_once()
    {
        const string Source = """
            public class C
            {
                public object[] M() =>
                [
                    new OpenAI.Chat.ChatClient("a-1", "key"), new OpenAI.Chat.ChatClient("a-1", "key"),
                    new OpenAI.Embeddings.EmbeddingClient("b-embed", "key"), AgentTrace.StartLlmCall("c-1", "my_corp"),
                    new Microsoft.Extensions.AI.ChatOptions { ModelId = "claude-opus-9" },
                ];
            }
            """;
        var fixedProject = await PriceFix.Apply("AGT3001", "UnknownModelCodeFix.Unpriced", Source, file: null, all: true);
        Assert.Empty(fixedProject.Remaining);
        Assert.Equal(["a-1", "b-embed", "c-1", "claude-opus-9"], Ids().Matches(fixedProject.File).Select(match => match.Groups[1].Value));
        Assert.Contains("\"my-corp\": {\"names\": [\"my_corp\"], \"usage\": \"inclusive\"}", fixedProject.File, StringComparison.Ordinal);
        Assert.Contains("{\"provider\": \"anthropic\", \"id\": \"claude-opus-9\"", fixedProject.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_byte_order_mark_stays()
    {
        var fixedProject = await PriceFix.Apply("AGT3001", "UnknownModelCodeFix.Entry", Unknown, File(Entry("x")), encoding: new UTF8Encoding(true));
        Assert.Equal(3, fixedProject.Encoding!.GetPreamble().Length);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{\"models\": {}}")]
    [InlineData("[]")]
    public async Task A_file_that_cannot_carry_it_is_left_alone(string file) => Assert.DoesNotContain("UnknownModelCodeFix.Entry", await PriceFix.Offered("AGT3001", Unknown, file));

    [Fact]
    public async Task An_exact_id_is_pinned_at_the_price_in_force()
    {
        const string Source = "public class C { public object M() => new OpenAI.Chat.ChatClient(\"gpt-4o-mini-2031-02-03\", \"key\"); }";
        var pinned = await PriceFix.Apply("AGT3005", "InexactPriceCodeFix.Entry", Source, file: null);
        Assert.Contains("\"id\": \"gpt-4o-mini-2031-02-03\"", pinned.File, StringComparison.Ordinal);
        Assert.Contains("{\"input\": \"0.15\", \"output\": \"0.6\", \"cacheRead\": \"0.075\"}", pinned.File, StringComparison.Ordinal);
        Assert.Empty(pinned.Remaining);

        var renamed = await PriceFix.Apply("AGT3005", "InexactPriceCodeFix.Id", Source, File(""));
        Assert.Equal(Source.Replace("-2031-02-03", "", StringComparison.Ordinal), renamed.Source);
        Assert.Empty(renamed.Remaining);
    }

    [Fact]
    public async Task A_fallback_is_pinned_with_the_provider_that_is_asked()
    {
        const string Source = "public class C { public object M() => new Azure.AI.Inference.ChatCompletionsOptions { Model = \"mine\" }; }";
        var pinned = await PriceFix.Apply("AGT3005", "InexactPriceCodeFix.Entry", Source, File(Entry("mine")));
        Assert.Contains("{\"provider\": \"azure-openai\", \"id\": \"mine\", \"prices\": [{\"rates\": {\"input\": \"2\", \"output\": \"8\"}}]}", pinned.File, StringComparison.Ordinal);
        Assert.DoesNotContain("AGT3005", pinned.Remaining);
    }

    [Fact]
    public async Task Entries_that_change_nothing_are_removed()
    {
        string gpt4 = Entry("gpt-4", rates: "\"input\": \"30\", \"output\": \"60\"");
        string kept = Entry("mine");
        const string Source = "public class C { public object M() => new OpenAI.Chat.ChatClient(\"mine\", \"key\"); }";
        Assert.Equal(File(kept), (await PriceFix.Apply("AGT3009", "RedundantPriceCodeFix", Source, File($"{gpt4}, {kept}"))).File);
        var all = await PriceFix.Apply("AGT3009", "RedundantPriceCodeFix", Source, File($"{gpt4}, {kept}, {Entry("unused")}"), all: true);
        Assert.Equal(File(kept), all.File);
        Assert.Empty(all.Remaining);
    }

    [GeneratedRegex("\"asOf\": \"[0-9-]+\"")]
    private static partial Regex AsOf();

    [GeneratedRegex("\"id\": \"([^\"]+)\"")]
    private static partial Regex Ids();
}
