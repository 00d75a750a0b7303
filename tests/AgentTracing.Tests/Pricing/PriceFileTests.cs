using System.Diagnostics.Tracing;
using AgentTracing.Pricing;

namespace AgentTracing.Tests.Pricing;

/// <summary>Changes the prices of the process, so nothing else may run.</summary>
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
    public void A_path_is_read_and_a_missing_file_is_said()
    {
        Write("gpt-4o", "7");
        Assert.True(PriceBook.Load(_path).TryGetCost("openai", "gpt-4o", new() { Input = 1_000_000 }, out Cost cost));
        Assert.Equal(7, cost.Usd);
        Assert.Throws<FileNotFoundException>(() => PriceBook.Load(_path + ".json"));
    }

    [Fact]
    public void The_variable_names_a_file_whose_changes_are_read_where_that_is_asked_for()
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
    public void A_file_with_a_fault_leaves_the_prices_and_is_told_once_with_line_and_column()
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

    // Without "providers": the catalogue knows the provider.
    private static string File(string id, string input, string asOf = "2026-11-29") => $$$"""
        {"schemaVersion": 1, "asOf": "{{{asOf}}}", "currency": "USD", "unit": "per-1M-tokens",
         "models": [{"provider": "openai", "id": "{{{id}}}", "prices": [{"rates": {"input": "{{{input}}}", "output": "20"}}]}]}
        """;

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
