using AgentTracing.Generators.Pricing;
using AgentTracing.Generators.Tests.Infrastructure;
using AgentTracing.Generators.Tests.Pricing;
using Microsoft.CodeAnalysis;
using static AgentTracing.Generators.Tests.Analyzers.Prices.PriceAnalysis;

namespace AgentTracing.Generators.Tests.Analyzers.Prices;

/// <summary>AGT3002, AGT3003, AGT3004, AGT3007 and AGT3008.</summary>
public sealed class PricingFileAnalyzerTests
{
    private static readonly string Example = System.IO.File.ReadAllText(Path.Combine(TestPaths.Repository, "src", "AgentTracing", "Pricing", "Data", "llm-pricing.example.json"));

    [Fact]
    public async Task A_file_without_fault_is_silent() =>
        Assert.DoesNotContain(await RunFile(Example), static fault => !fault.StartsWith("AGT3009", StringComparison.Ordinal));

    [Theory]
    [InlineData("{\"a\" 1}", "AGT3002 1")]
    [InlineData("{\"schemaVersion\": 1 // one\n", "AGT3002 // one")]
    [InlineData("nonsense", "AGT3002 nonsense")]
    [InlineData("", "AGT3002 ")]
    public async Task Invalid_JSON_is_reported_at_its_position(string file, string expected) => Assert.Contains(expected, await RunFile(file));

    [Theory]
    [InlineData("\"input\": \"-1\", \"output\": \"8\"", "AGT3003 \"-1\"")]
    [InlineData("\"input\": \"1e1\", \"output\": \"8\"", "AGT3003 \"1e1\"")]
    [InlineData("\"input\": 2, \"output\": \"8\"", "AGT3003 2")]
    [InlineData("\"input\": \"0.0000001\", \"output\": \"8\"", "AGT3003 \"0.0000001\"")]
    [InlineData("\"input\": \"2\", \"outputs\": \"8\", \"output\": \"8\"", "AGT3003 \"outputs\"")]
    [InlineData("\"output\": \"8\"", "AGT3003 {")]
    [InlineData("\"input\": \"2\", \"output\": \"8\", \"cacheWrite\": {\"1h\": \"3\"}", "AGT3003 {\"1h\": \"3\"}")]
    public async Task Violations_of_the_schema_are_reported_at_their_position(string rates, string expected) =>
        Assert.Equal([expected], await RunFile(File(Entry("m", rates: rates))));

    [Fact]
    public async Task A_fault_is_at_its_line_and_column_and_the_rest_of_the_file_counts()
    {
        string file = File(Entry("broken", rates: "\"input\": -1") + ",\r\n  " + Entry("my-model"));
        var diagnostics = await Analyze("public class C { public object M() => new OpenAI.Chat.ChatClient(\"my-model\", \"key\"); }", file);
        var fault = diagnostics.First(diagnostic => diagnostic.Id == "AGT3003");
        var position = fault.Location.GetLineSpan();
        string[] lines = file.Split('\n');
        Assert.Equal("/project/llm-pricing.json", position.Path);
        Assert.StartsWith("-1", lines[position.StartLinePosition.Line][position.StartLinePosition.Character..], StringComparison.Ordinal);
        Assert.Equal(DiagnosticSeverity.Error, fault.Severity);
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AGT3001");
    }

    [Fact]
    public async Task Neighbours_are_those_of_the_catalogue_that_the_package_brings()
    {
        string own = File(Entry("dear", rates: "\"input\": \"5000\", \"output\": \"9000\""));
        string catalogue = File(Entry("dear", rates: "\"input\": \"4000\", \"output\": \"9000\""));
        Assert.Contains(await Analyze("", own), static fault => fault.Id == "AGT3007");
        Assert.DoesNotContain(await Analyze("", ("llm-pricing.json", own), (ShippedCatalogue.FileName, catalogue)), static fault => fault.Id == "AGT3007");
    }

    [Fact]
    public async Task What_an_earlier_file_has_too_is_a_remark_in_the_later_one()
    {
        string shared = File($"{Entry("a")}, {Entry("b", more: ", \"aliases\": [\"b-latest\"]")}, {Entry("c")}", """, "unpriced": [{"provider": "openai", "id": "d", "reason": "flat rate"}]""");
        string team = File($"{Entry("a", rates: "\"input\": \"3\", \"output\": \"9\"")}, {Entry("b-latest")}, {Entry("c", "contoso")}, {Entry("d")}");
        var remarks = (await Analyze("", ("llm-pricing.team.json", team), ("llm-pricing.json", shared))).Where(static diagnostic => diagnostic.Id == "AGT3004").ToList();
        Assert.Equal(
            [
                "The pricing file contains a duplicate: openai/a is in llm-pricing.json as well; this one applies, because the path of its file comes later",
                "The pricing file contains a duplicate: openai/b-latest is in llm-pricing.json as well; this one applies, because the path of its file comes later",
                "The pricing file contains a duplicate: openai/d is in llm-pricing.json as well; this one applies, because the path of its file comes later",
            ],
            remarks.Select(static diagnostic => diagnostic.GetMessage()));
        Assert.All(remarks, static diagnostic => Assert.Equal(("/project/llm-pricing.team.json", DiagnosticSeverity.Info), (diagnostic.Location.GetLineSpan().Path, diagnostic.Severity)));
    }

    [Fact]
    public async Task What_is_there_twice()
    {
        string first = Entry("a", more: ", \"aliases\": [\"b\"]");
        string second = Entry("b");
        string third = Entry("a", "contoso");
        Assert.Equal(["AGT3004 " + second], await RunFile(File($"{first}, {second}, {third}")));
        Assert.Equal(["AGT3004 " + second], await RunFile(File($"{second}, {third}, {second}")));
        const string Unpriced = """{"provider": "openai", "id": "b", "reason": "flat rate"}""";
        Assert.Equal(["AGT3004 " + Unpriced], await RunFile(File(second, $", \"unpriced\": [{Unpriced}]")));
    }

    [Theory]
    [InlineData("\"input\": \"2\", \"output\": \"8\", \"cacheRead\": \"2.1\"", "AGT3007 \"2.1\"")]
    [InlineData("\"input\": \"2\", \"output\": \"8\", \"cacheRead\": \"2\"", null)]
    [InlineData("\"input\": \"2\", \"output\": \"8\", \"cacheWrite\": {\"default\": \"1.9\"}", "AGT3007 {\"default\": \"1.9\"}")]
    [InlineData("\"input\": \"2\", \"output\": \"8\", \"cacheWrite\": {\"default\": \"2.5\", \"1h\": \"5.01\"}", "AGT3007 {\"default\": \"2.5\", \"1h\": \"5.01\"}")]
    [InlineData("\"input\": \"2\", \"output\": \"8\", \"cacheWrite\": {\"default\": \"2.5\", \"1h\": \"5\"}", null)]
    [InlineData("\"input\": \"8\", \"output\": \"2\"", "AGT3007 {\"input\": \"8\", \"output\": \"2\"}")]
    [InlineData("\"input\": \"2500\", \"output\": \"9000\"", "AGT3007 \"2500\"")]
    [InlineData("\"input\": \"0.001\", \"output\": \"0.004\"", "AGT3007 \"0.001\"")]
    [InlineData("\"input\": \"150\", \"output\": \"600\"", null)]
    [InlineData("\"input\": \"0.05\", \"output\": \"0.1\"", null)]
    public async Task Prices_that_are_hardly_meant(string rates, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], await RunFile(File(Entry("unheard-of", rates: rates))));

    [Theory]
    [InlineData("gpt-4o", "\"input\": \"0.0025\", \"output\": \"10\"", true)]
    [InlineData("gpt-4o", "\"input\": \"0.0026\", \"output\": \"10\"", false)]
    [InlineData("gpt-4o", "\"input\": \"2.4\", \"output\": \"9999\"", false)]
    [InlineData("gpt-4o", "\"input\": \"2500\", \"output\": \"9999\"", true)]
    public async Task The_same_model_in_the_catalogue_is_the_nearest_neighbour(string id, string rates, bool isOff)
    {
        string[] found = await RunFile(File(Entry(id, rates: rates)));
        Assert.Equal(isOff, found.Any(fault => fault.StartsWith("AGT3007", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_providers_own_models_are_neighbours()
    {
        string models = string.Join(", ", Enumerable.Range(1, 4).Select(i => Entry("m" + i, "contoso", rates: "\"input\": \"0.001\", \"output\": \"0.002\"")));
        Assert.Empty(await RunFile(File(models)));
        Assert.Equal(["AGT3007 \"1\""], await RunFile(File(models + ", " + Entry("m5", "contoso", rates: "\"input\": \"1\", \"output\": \"1.5\""))));
    }

    [Theory]
    [InlineData("5", "20", false)]
    [InlineData("10.1", "20", true)]
    [InlineData("1.9", "8", true)]
    public async Task Tiers(string input, string output, bool isOff)
    {
        string file = File($$$"""{"provider": "openai", "id": "m", "prices": [{"rates": {"input": "2", "output": "8"}, "tiers": [{"inputTokens": 200000, "rates": {"input": "{{{input}}}", "output": "{{{output}}}"}}]}]}""");
        Assert.Equal(isOff, (await RunFile(file)).Length > 0);
    }

    [Theory]
    [InlineData(", \"checked\": \"2026-04-01\"", "", "AGT3008 \"2026-04-01\"")]
    [InlineData(", \"checked\": \"2026-08-20\"", "", null)]
    [InlineData("", ", {\"from\": \"2026-11-30\", \"rates\": {\"input\": \"3\", \"output\": \"8\"}}", "AGT3008 {\"from\": \"2026-11-30\", \"rates\": {\"input\": \"3\", \"output\": \"8\"}}")]
    [InlineData("", ", {\"from\": \"2026-11-29\", \"rates\": {\"input\": \"3\", \"output\": \"8\"}}", null)]
    public async Task Prices_that_cannot_have_been_verified(string more, string period, string? expected) => Assert.Equal(
        expected is null ? [] : [expected],
        await RunFile(File(Entry("m", more: more).Replace("}}]}", "}}" + period + "]}", StringComparison.Ordinal))));

    [Fact]
    public async Task Other_files_are_left_alone()
    {
        var options = Options;
        var diagnostics = await AnalyzerTest.Analyze(
            options.Create("public class C;"), options, additionalFiles: [new PricingText("/p/appsettings.json", "{"), new PricingText("/p/llm-pricing.schema.json", "{"), new PricingText("/p/x-llm-pricing.json", "{")]);
        Assert.Empty(diagnostics);
    }

    [Fact]
    public async Task No_file_breaks_the_analyzers()
    {
        var random = new Random(7);
        var options = new TestCompilation();
        var compilation = options.Create("public static class C { public static object? M() => AgentTrace.StartLlmCall(\"gpt-4o\", \"openai\"); }");
        for (int i = 0; i < 60; i++)
        {
            var files = Enumerable.Range(0, 20).Select(file => (AdditionalText)new PricingText($"/p/llm-pricing.{file}.json", Mutate(Example, random)));
            var diagnostics = await AnalyzerTest.Analyze(compilation, options, additionalFiles: [.. files]);
            Assert.All(diagnostics, diagnostic => Assert.StartsWith("AGT3", diagnostic.Id, StringComparison.Ordinal));
        }
    }

    private static string Mutate(string text, Random random)
    {
        const string Pieces = "{}[]\",:0-9eE.\\/*\u0000\uD800\uFEFF\r\n 1\"input\"";
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            int at = random.Next(text.Length);
            int length = random.Next(Math.Min(12, text.Length - at));
            text = random.Next(3) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Pieces[random.Next(Pieces.Length)].ToString()),
                _ => text.Remove(at, length).Insert(random.Next(text.Length - length), text.Substring(at, length)),
            };
        }

        return text;
    }
}
