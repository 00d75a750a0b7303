using System.Diagnostics.Tracing;
using AgentTracing.Pricing;

namespace AgentTracing.Tests.Pricing;

/// <summary>Changes the prices of the process, so it does not run in parallel with other tests.</summary>
[CollectionDefinition(nameof(PriceFileTests), DisableParallelization = true)]
[Collection(nameof(PriceFileTests))]
public sealed class PriceFileTests : IDisposable
{
    private readonly OptionsScope _options = new(static _ => { });
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("prices-").FullName, "llm-pricing.json");
    private int _writes;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(PriceFile.Variable, null);
        _options.Dispose();
        Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
    }

    [Fact]
    public void Prices_of_the_options_lie_over_all_others_and_leave_the_rest()
    {
        decimal before = Usd("openai", "gpt-4o-mini");
        AgentTracingOptions.Configure(options => options.Prices = PriceBook.Load(File("gpt-4o", "7")));
        Assert.Equal(7, Usd("openai", "gpt-4o"));
        Assert.Equal(before, Usd("openai", "gpt-4o-mini"));

        AgentTracingOptions.Configure(options => options.Prices = null);
        Assert.Equal(2.5m, Usd("openai", "gpt-4o"));
    }

    [Fact]
    public void A_path_is_read_and_a_missing_file_is_reported()
    {
        Write("gpt-4o", "7");
        Assert.True(PriceBook.Load(_path).TryGetCost("openai", "gpt-4o", new() { Input = 1_000_000 }, out Cost cost));
        Assert.Equal(7, cost.Usd);
        Assert.Throws<FileNotFoundException>(() => PriceBook.Load(_path + ".json"));
    }

    [Fact]
    public void The_variable_names_a_file_that_is_reloaded_if_enabled()
    {
        Write("gpt-4o", "7");
        Environment.SetEnvironmentVariable(PriceFile.Variable, _path);
        AgentTracingOptions.Configure(options => options.ReloadPrices = true);
        Assert.Equal(7, Usd("openai", "gpt-4o"));

        Write("gpt-4o", "8");
        PriceFile.CheckNow();
        Assert.Equal(8, Usd("openai", "gpt-4o"));
    }

    [Fact]
    public void A_file_with_an_error_keeps_the_prices_and_is_reported_once_with_line_and_column()
    {
        using var told = new Told();
        Write("gpt-4o", "7");
        Environment.SetEnvironmentVariable(PriceFile.Variable, _path);
        AgentTracingOptions.Configure(options => options.ReloadPrices = true);

        long faults = TelemetryFault.Count;
        WriteText("{\n  \"schemaVersion\": 1,\n  \"asOf\": 5\n}");
        PriceFile.CheckNow();
        PriceFile.CheckNow();
        AgentTracingOptions.Configure(options => options.MaxLabelValues = 100);
        Assert.Equal(7, Usd("openai", "gpt-4o"));
        Assert.Equal(faults + 1, TelemetryFault.Count);
        string message = Assert.Single(told.Messages, message => message.Contains(_path, StringComparison.Ordinal));
        Assert.Matches(@"\(\d+,\d+\): ", message);

        System.IO.File.Delete(_path);
        PriceFile.CheckNow();
        Assert.Equal((7m, faults + 2), (Usd("openai", "gpt-4o"), TelemetryFault.Count));

        Write("gpt-4o", "9");
        PriceFile.CheckNow();
        Assert.Equal(9, Usd("openai", "gpt-4o"));
    }

    [Theory]
    [InlineData("partly written")]
    [InlineData("empty")]
    [InlineData("an unknown property")]
    [InlineData("another type")]
    [InlineData("a negative price")]
    [InlineData("a price that is no string")]
    [InlineData("another currency")]
    [InlineData("an unknown provider")]
    [InlineData("no models")]
    [InlineData("a comment")]
    [InlineData("twice in one file")]
    [InlineData("no text")]
    [InlineData("larger than any price file")]
    public void A_file_that_becomes_invalid_keeps_its_prices_is_reported_once_and_is_read_again_when_valid(string fault)
    {
        using var told = new Told();
        Write("gpt-4o", "7");
        Environment.SetEnvironmentVariable(PriceFile.Variable, _path);
        AgentTracingOptions.Configure(options => options.ReloadPrices = true);

        long faults = TelemetryFault.Count;
        Break(fault);
        for (int i = 0; i < 3; i++)
            PriceFile.CheckNow();
        Assert.Equal((7m, faults + 1), (Usd("openai", "gpt-4o"), TelemetryFault.Count));
        Assert.Matches(@"\(\d+,\d+\): ", Assert.Single(told.Messages, message => message.Contains(_path, StringComparison.Ordinal)));

        Write("gpt-4o", "9");
        PriceFile.CheckNow();
        Assert.Equal((9m, faults + 1), (Usd("openai", "gpt-4o"), TelemetryFault.Count));
    }

    [Fact]
    public void A_file_that_is_bad_at_the_start_leaves_the_catalogue()
    {
        WriteText("{\n  \"schemaVersion\": 1,");
        Environment.SetEnvironmentVariable(PriceFile.Variable, _path);
        long faults = TelemetryFault.Count;
        AgentTracingOptions.Configure(options => options.ReloadPrices = false);
        Assert.Equal((2.5m, faults + 1), (Usd("openai", "gpt-4o"), TelemetryFault.Count));
    }

    [Fact]
    public void A_file_that_another_process_has_locked_is_read_once_it_is_free()
    {
        Write("gpt-4o", "7");
        Environment.SetEnvironmentVariable(PriceFile.Variable, _path);
        AgentTracingOptions.Configure(options => options.ReloadPrices = true);
        Write("gpt-4o", "8");

        long faults = TelemetryFault.Count;
        using (new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            PriceFile.CheckNow();
            PriceFile.CheckNow();
            Assert.Equal((7m, faults + 1), (Usd("openai", "gpt-4o"), TelemetryFault.Count));
        }

        PriceFile.CheckNow();
        Assert.Equal((8m, faults + 1), (Usd("openai", "gpt-4o"), TelemetryFault.Count));
    }

    [Fact]
    public void A_file_that_vanishes_twice_is_reported_twice_and_a_folder_in_its_place_once()
    {
        Write("gpt-4o", "7");
        Environment.SetEnvironmentVariable(PriceFile.Variable, _path);
        AgentTracingOptions.Configure(options => options.ReloadPrices = true);

        long faults = TelemetryFault.Count;
        System.IO.File.Delete(_path);
        PriceFile.CheckNow();
        PriceFile.CheckNow();
        Write("gpt-4o", "8");
        PriceFile.CheckNow();
        System.IO.File.Delete(_path);
        PriceFile.CheckNow();
        Assert.Equal((8m, faults + 2), (Usd("openai", "gpt-4o"), TelemetryFault.Count));

        Directory.CreateDirectory(_path);
        PriceFile.CheckNow();
        PriceFile.CheckNow();
        Assert.Equal(8m, Usd("openai", "gpt-4o"));
        Assert.Equal(faults + 2, TelemetryFault.Count);
        Directory.Delete(_path);
    }

    [Theory]
    [InlineData("utf-8 with a byte order mark")]
    [InlineData("utf-16")]
    [InlineData("Windows line ends")]
    public void Marks_of_byte_order_and_line_ends_are_no_fault(string how)
    {
        string text = File("gpt-4o", "8");
        switch (how)
        {
            case "utf-16":
                System.IO.File.WriteAllText(_path, text, System.Text.Encoding.Unicode);
                break;
            case "Windows line ends":
                System.IO.File.WriteAllText(_path, text.ReplaceLineEndings("\r\n"));
                break;
            default:
                System.IO.File.WriteAllText(_path, text, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                break;
        }

        AgentTracingOptions.Configure(options => options.Prices = PriceBook.Load(_path));
        Assert.Equal(8, Usd("openai", "gpt-4o"));
    }

    [Fact]
    public void Of_two_entries_of_one_model_in_a_file_one_holds_and_nothing_else_is_lost()
    {
        decimal before = Usd("openai", "gpt-4o-mini");
        const string Entry = """{"provider": "openai", "id": "gpt-4o", "prices": [{"rates": {"input": "7", "output": "20"}}]}""";
        WriteText(File("gpt-4o", "8").Replace("[{\"provider\"", $"[{Entry}, {{\"provider\"", StringComparison.Ordinal));

        AgentTracingOptions.Configure(options => options.Prices = PriceBook.Load(_path));

        Assert.Contains(Usd("openai", "gpt-4o"), (decimal[])[7, 8]);
        Assert.Equal(before, Usd("openai", "gpt-4o-mini"));
    }

    [Fact]
    public void Prices_of_the_options_are_read_again_when_their_file_changes()
    {
        Write("gpt-4o", "7");
        AgentTracingOptions.Configure(options =>
        {
            options.Prices = PriceBook.Load(_path);
            options.ReloadPrices = true;
        });
        Assert.Equal(7, Usd("openai", "gpt-4o"));

        Write("gpt-4o", "8");
        PriceFile.CheckNow();
        Assert.Equal(8, Usd("openai", "gpt-4o"));
    }

    [Fact]
    public void The_age_is_that_of_the_younger_of_catalogue_and_file()
    {
        DateOnly catalogue = PriceBook.Default.CatalogueDate;
        Assert.Equal(catalogue, PriceBook.Default.PricesDate);
        AgentTracingOptions.Configure(options => options.Prices = PriceBook.Load(File("gpt-4o", "7", "2020-01-01")));
        Assert.Equal(catalogue, PriceBook.Default.PricesDate);
        AgentTracingOptions.Configure(options => options.Prices = PriceBook.Load(File("gpt-4o", "7", "2090-01-01")));
        Assert.Equal(new DateOnly(2090, 1, 1), PriceBook.Default.PricesDate);
    }

    private static decimal Usd(string provider, string model)
    {
        Assert.True(PriceBook.Default.TryGetCost(provider, model, new() { Input = 1_000_000 }, out Cost cost));
        return cost.Usd;
    }

    // Without "providers", because the catalogue contains the provider.
    private static string File(string id, string input, string asOf = "2026-11-29") => $$$"""
        {"schemaVersion": 1, "asOf": "{{{asOf}}}", "currency": "USD", "unit": "per-1M-tokens",
         "models": [{"provider": "openai", "id": "{{{id}}}", "prices": [{"rates": {"input": "{{{input}}}", "output": "20"}}]}]}
        """;

    private void Break(string fault)
    {
        string good = File("gpt-4o", "8");
        switch (fault)
        {
            case "no text":
                System.IO.File.WriteAllBytes(_path, [.. Enumerable.Range(0, 4_000).Select(i => (byte)(i * 37))]);
                break;
            case "larger than any price file":
                using (FileStream file = System.IO.File.Create(_path))
                    file.SetLength(64L * 1024 * 1024);
                break;
            default:
                WriteText(fault switch
                {
                    "partly written" => good[..(good.Length / 2)],
                    "empty" => "",
                    "an unknown property" => Changed("\"schemaVersion\"", "\"prises\": 1, \"schemaVersion\""),
                    "another type" => Changed("\"models\": [", "\"models\": {}, \"more\": ["),
                    "a negative price" => Changed("\"8\"", "\"-8\""),
                    "a price that is no string" => Changed("\"8\"", "8"),
                    "another currency" => Changed("USD", "EUR"),
                    "an unknown provider" => Changed("\"openai\"", "\"nobody\""),
                    "no models" => good[..good.IndexOf(",\n", StringComparison.Ordinal)] + "}",
                    "a comment" => "// prices\n" + good,
                    "twice in one file" => good + good,
                    _ => throw new ArgumentOutOfRangeException(nameof(fault)),
                });
                break;
        }

        string Changed(string before, string after)
        {
            Assert.Contains(before, good, StringComparison.Ordinal);
            return good.Replace(before, after, StringComparison.Ordinal);
        }
    }

    private void Write(string id, string input) => WriteText(File(id, input));

    private void WriteText(string text)
    {
        System.IO.File.WriteAllText(_path, text);
        System.IO.File.SetLastWriteTimeUtc(_path, new DateTime(2026, 1, 1, 0, 0, ++_writes, DateTimeKind.Utc));
    }

    private sealed class Told : EventListener
    {
        public List<string> Messages { get; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == AgentTelemetry.SourceName)
                EnableEvents(eventSource, EventLevel.Warning);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) => Messages.Add(string.Join(" ", eventData.Payload ?? (IReadOnlyCollection<object?>)[]));
    }
}
