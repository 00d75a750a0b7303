using System.Diagnostics;
using System.Text;
using AgentTracing.Pricing;

namespace AgentTracing.Tests.Pricing;

public class PricingFileTests
{
    private const string Model = """{"provider": "acme", "id": "m", "prices": [{"rates": {"input": "1", "output": "2"}}]}""";

    private static readonly Dictionary<string, PriceProvider> NoProviders = [];

    [Theory]
    [InlineData("llm-pricing.catalogue.json", 1_500)]
    [InlineData("llm-pricing.example.json", 7)]
    public void The_files_that_ship_have_no_error(string name, int models)
    {
        PricingFile file = PricingFileReader.Read(PricingFiles.Read(name), NoProviders);
        Assert.DoesNotContain(file.Faults.List, fault => fault.IsError);
        Assert.InRange(file.Models.Count, models, models + 500);
        PriceBook.Load(PricingFiles.Read(name));
    }

    [Theory]
    [InlineData("""{"provider": "acme", "id": "x", "prices": [{"rates": {"input": -1, "output": "2"}}]}""", "\"input\": ", "input must be a price in US dollars")]
    [InlineData("""{"provider": "acme", "id": "x", "prices": [{"rates": {"input": "1e3", "output": "2"}}]}""", "\"input\": ", "input must be a price in US dollars")]
    [InlineData("""{"provider": "acme", "id": "x", "prices": [{"rates": {"input": "1.1234567", "output": "2"}}]}""", "\"input\": ", "input must be a price in US dollars")]
    [InlineData("""{"provider": "acme", "id": "x", "prices": [{"rates": {"input": "01", "output": "2"}}]}""", "\"input\": ", "input must be a price in US dollars")]
    [InlineData("""{"provider": "acme", "id": "x", "prices": [{"rates": {"output": "2"}}]}""", "\"rates\": ", "rates has no \"input\"")]
    [InlineData("""{"provider": "acme", "id": "x", "prices": [{"rates": {"input": "1"}}]}""", "", "x has no output price")]
    [InlineData("""{"provider": "acme", "id": "x", "prices": [{"rates": {"input": "0", "output": "2"}}]}""", "", "x has an input price of 0")]
    [InlineData("""{"provider": "acme", "id": "x", "prices": []}""", "\"prices\": ", "prices has no period")]
    [InlineData("""{"provider": "acme", "id": "X", "prices": [{"rates": {"input": "1", "output": "2"}}]}""", "\"id\": ", "id must be 1 to 200 characters in lower case")]
    [InlineData("""{"provider": "nobody", "id": "x", "prices": [{"rates": {"input": "1", "output": "2"}}]}""", "", "provider \"nobody\" is not known")]
    [InlineData("""{"provider": "acme", "id": "x", "prise": 1, "prices": [{"rates": {"input": "1", "output": "2"}}]}""", "\"id\": \"x\", ", "a model has no property \"prise\"")]
    [InlineData("""{"provider": "acme", "id": "x", "retired": "2026-02-30", "prices": [{"rates": {"input": "1", "output": "2"}}]}""", "\"retired\": ", "retired must be a date")]
    [InlineData("""{"provider": "acme", "id": "x", "prices": [{"rates": {"input": "1", "output": "2"}}, {"rates": {"input": "1", "output": "2"}}]}""", "}}, ", "every period except the first needs \"from\"")]
    [InlineData("""{"provider": "acme", "id": "x", "prices": [{"from": "2026-01-01", "rates": {"input": "1", "output": "2"}}]}""", "\"from\": ", "the first period must not have \"from\"")]
    [InlineData("""{"provider": "acme", "id": "x", "prices": [{"rates": {"input": "1", "output": "2", "cacheWrite": {"5m": "1"}}}]}""", "\"cacheWrite\": ", "cacheWrite has no \"default\"")]
    [InlineData("""{"provider": "acme", "id": "x", "prices": [{"rates": {"input": "1", "output": "2"}, "serviceTiers": {"turbo": {"multiplier": "2"}}}]}""", "\"serviceTiers\": {", "\"turbo\" is not a valid name in serviceTiers")]
    [InlineData("""{"provider": "acme", "id": "x", "prices": [{"rates": {"input": "1", "output": "2"}, "serviceTiers": {"flex": {"multiplier": "0.125"}}}]}""", "\"multiplier\": ", "multiplier must be a factor")]
    [InlineData("""{"provider": "acme", "id": "x", "prices": [{"rates": {"input": "1", "output": "2"}, "windows": [{"utc": "24:00-01:00", "multiplier": "2"}]}]}""", "\"utc\": ", "utc must be a span of hours")]
    [InlineData("""{"provider": "acme", "id": "x", "contextWindow": 1.5, "prices": [{"rates": {"input": "1", "output": "2"}}]}""", "\"contextWindow\": ", "contextWindow must be a whole number")]
    [InlineData("""{"provider": "acme", "id": "x", "prices": [{"rates": {"input": "1", "output": "2"}}], "id": "y"}""", "}}], ", "\"id\" appears twice")]
    [InlineData("""{"provider": "acme", "id": "x", /* note */ "prices": [{"rates": {"input": "1", "output": "2"}}]}""", "\"x\", ", "JSON has no comments")]
    [InlineData("""{"provider": "acme", "id": "x" "prices": [{"rates": {"input": "1", "output": "2"}}]}""", "\"x\" ", "',' or '}' expected")]
    [InlineData("""{"provider": "acme", "id": "x\ud800", "prices": [{"rates": {"input": "1", "output": "2"}}]}""", "\"id\": ", "half of a surrogate pair")]
    [InlineData("""{"provider": "acme", "id": "\x", "prices": [{"rates": {"input": "1", "output": "2"}}]}""", "\"id\": \"", "not a JSON escape sequence")]
    [InlineData("""{"provider": "acme", "id": 'x', "prices": [{"rates": {"input": "1", "output": "2"}}]}""", "\"id\": ", "''x'' is not a JSON value")]
    public void A_fault_is_one_fault_at_its_place_and_the_rest_counts(string broken, string before, string message)
    {
        string text = PricingFiles.With($"{broken},\r\n{Model}");
        PricingFile file = PricingFileReader.Read(text, NoProviders);

        PricingFault fault = Assert.Single(file.Faults.List);
        Assert.StartsWith(message, fault.Message.Replace("the string has half", "half", StringComparison.Ordinal), StringComparison.Ordinal);
        int offset = broken.IndexOf(before, StringComparison.Ordinal) + before.Length;
        Assert.Equal((3, " \"models\": [".Length + offset + 1), file.PositionOf(fault.Start));
        Assert.Equal("m", Assert.Single(file.Models).Value.Id);

        var exception = Assert.Throws<PriceBookFormatException>(() => PriceBook.Load(text));
        Assert.Equal(file.PositionOf(fault.Start), (exception.Line, exception.Column));
        Assert.Contains(fault.Message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"provider": "acme", "id": "m", "prices": [{"rates": {"input": "9", "output": "9"}}]}""", "acme/m is here twice")]
    [InlineData("""{"provider": "acme", "id": "x", "aliases": ["m"], "prices": [{"rates": {"input": "1", "output": "2"}}]}""", "acme/m is also a name of m")]
    public void An_entry_that_is_there_twice_is_a_doubt(string other, string message)
    {
        PricingFile file = PricingFileReader.Read(PricingFiles.With($"{Model}, {other}"), NoProviders);
        PricingFault fault = Assert.Single(file.Faults.List);
        Assert.Equal(PricingFaultKind.Duplicate, fault.Kind);
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_another_currency_or_unit_does_not_count()
    {
        string text = PricingFiles.With(Model).Replace("USD", "EUR", StringComparison.Ordinal);
        PricingFile file = PricingFileReader.Read(text, NoProviders);
        Assert.StartsWith("currency must be \"USD\"", Assert.Single(file.Faults.List).Message, StringComparison.Ordinal);
        Assert.Empty(file.Models);
    }

    [Fact]
    public void A_provider_with_a_fault_is_not_reported_again_at_its_models()
    {
        PricingFile file = PricingFileReader.Read(PricingFiles.With(Model, """ "acme": {"usage": "guess"} """), NoProviders);
        Assert.StartsWith("usage must be one of", Assert.Single(file.Faults.List).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \r\n")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("\"")]
    [InlineData("\"\\")]
    [InlineData("{\"models\": [{\"id\"")]
    [InlineData("// nothing")]
    [InlineData("/*")]
    [InlineData("\uD800")]
    [InlineData("1e")]
    public void An_invalid_pricing_file_is_an_exception_with_the_position(string text)
    {
        var exception = Assert.Throws<PriceBookFormatException>(() => PriceBook.Load(text));
        Assert.True(exception.Line >= 1 && exception.Column >= 1);
    }

    [Fact]
    public void A_byte_order_mark_and_Windows_line_ends_are_no_fault()
    {
        string text = "\uFEFF" + PricingFiles.With(Model).ReplaceLineEndings("\r\n");
        Assert.Empty(PricingFileReader.Read(text, NoProviders).Faults.List);
        Assert.Equal("acme/m", PriceBook.Load(text).Resolve("acme", "m").EntryId);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Deep_nesting_is_one_fault(char bracket)
    {
        string deep = bracket == '[' ? new string('[', 200_000) + new string(']', 200_000) : string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);
        PricingFile file = PricingFileReader.Read(PricingFiles.With(Model, more: $"\"deployments\": {deep}"), NoProviders);
        Assert.Contains(file.Faults.List, fault => fault.Message.StartsWith("nested more than", StringComparison.Ordinal));
        Assert.Single(file.Models);
    }

    [Fact]
    public void Ten_megabytes_are_read_in_linear_time()
    {
        var models = new StringBuilder();
        int count = 0;
        for (; models.Length < 10_000_000; count++)
            models.Append(count == 0 ? "" : ",").Append(Model.Replace("\"m\"", $"\"m{count}\"", StringComparison.Ordinal));

        string text = PricingFiles.With(models.ToString());
        long start = Stopwatch.GetTimestamp();
        PricingFile file = PricingFileReader.Read(text, NoProviders);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);

        TestContext.Current.TestOutputHelper?.WriteLine($"{elapsed.TotalMilliseconds:F0} ms for {text.Length} characters");
        Assert.Equal(count, file.Models.Count);
        Assert.Empty(file.Faults.List);
        Assert.InRange(elapsed.TotalSeconds, 0, 60); // The machine may be busy, so this only rules out quadratic time.
    }

    [Fact]
    public void Mutations_of_a_file_are_read_or_reported_and_never_more()
    {
        string[] seeds = [PricingFiles.Read("llm-pricing.example.json"), PricingFiles.With(Model)];
        const string Alphabet = "{}[]\",:/*\\ \n\r\t-+.eE0123456789truefalsnu\0\uD800\uDC00\uFEFFé";
        var random = new Random(20260822);
        for (int i = 0; i < 12_000; i++)
        {
            var text = new StringBuilder(seeds[i % seeds.Length]);
            for (int edits = random.Next(1, 6); edits > 0; edits--)
                Mutate(text, random, Alphabet);

            AssertReadOrReported(text.ToString());
        }
    }

    [Fact]
    public void Noise_is_reported()
    {
        var random = new Random(20260823);
        for (int i = 0; i < 2_000; i++)
        {
            byte[] bytes = new byte[random.Next(0, 300)];
            random.NextBytes(bytes);
            AssertReadOrReported(Encoding.UTF8.GetString(bytes));
            AssertReadOrReported(Encoding.Latin1.GetString(bytes));
        }
    }

    private static void Mutate(StringBuilder text, Random random, string alphabet)
    {
        int at = random.Next(text.Length);
        int length = Math.Min(random.Next(1, 30), text.Length - at);
        switch (random.Next(5))
        {
            case 0: text.Remove(at, Math.Min(length, text.Length - 1)); break;
            case 1: text.Insert(at, alphabet[random.Next(alphabet.Length)]); break;
            case 2: text[at] = alphabet[random.Next(alphabet.Length)]; break;
            case 3: text.Insert(at, text.ToString(at, length)); break;
            default: text.Length = Math.Max(at, 1); break;
        }
    }

    /// <summary>Either there is an error with a position in the text, or the file is valid and each of its models is found.</summary>
    private static void AssertReadOrReported(string text)
    {
        PricingFile file = PricingFileReader.Read(text, PriceCatalogue.Providers);
        Assert.All(file.Faults.List, fault => Assert.True(fault.Start >= 0 && fault.Length >= 0 && fault.Start + fault.Length <= text.Length, text));

        var table = new LoadedPriceTable(Encoding.UTF8.GetBytes(PriceTableWriter.Write(file)));
        Assert.All(file.Models, model => Assert.NotNull(table.FindModel(model.Value.Provider, model.Value.Id)));
        if (file.Faults.Total == 0)
            PriceBook.Load(text).Resolve("openai", "gpt-4o");
        else
            Assert.Throws<PriceBookFormatException>(() => PriceBook.Load(text));
    }
}
