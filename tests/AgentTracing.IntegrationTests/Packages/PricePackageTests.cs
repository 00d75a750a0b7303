namespace AgentTracing.IntegrationTests.Packages;

/// <summary>Prices in new projects that reference the package: pricing files are found, checked, compiled and used.</summary>
public sealed class PricePackageTests(PackedPackages packages)
{
    private const string Program = """
        using AgentTracing;

        var usage = new TokenUsage { Input = 1_000_000 };
        Console.WriteLine(PriceBook.Default.TryGetCost("contoso", "contoso-large", usage, out var own) ? $"own {own.Usd}" : "own none");
        Console.WriteLine(PriceBook.Default.TryGetCost("openai", "gpt-4o", usage, out var shipped) ? $"shipped {shipped.Usd}" : "shipped none");
        using var call = AgentTrace.StartLlmCall("contoso-large", "contoso");
        """;

    private const string Prices = """
        {
          "schemaVersion": 1, "asOf": "2026-08-22", "currency": "USD", "unit": "per-1M-tokens",
          "providers": {"contoso": {"usage": "inclusive"}},
          "models": [
            {"provider": "contoso", "id": "contoso-large", "prices": [{"rates": {"input": "3.25", "output": "13"}}]}
          ]
        }
        """;

    [Fact]
    public async Task A_build_marks_models_in_code_and_faults_in_the_file()
    {
        var folder = await packages.CreateProjectAsync("Marked", """
            using AgentTracing;

            using var call = AgentTrace.StartLlmCall("gpt-4o-super", "openai");
            """);
        await WriteAsync(folder, """
            {
              "schemaVersion": 1, "asOf": "2026-08-22", "currency": "USD", "unit": "per-1M-tokens",
              "providers": {"contoso": {"usage": "inclusive"}},
              "models": [
                {"provider": "contoso", "id": "a", "prices": [{"rates": {"input": -3, "output": "13"}}]},
              ]
            }
            """);

        var (exitCode, output) = await DotNet.TryRunAsync(folder, "build");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Program.cs(3,42): error AGT3001: No price found for the model 'gpt-4o-super'", output, StringComparison.Ordinal);
        Assert.Contains("llm-pricing.json(6,3): error AGT3002: ", output, StringComparison.Ordinal);
        Assert.Contains("llm-pricing.json(5,71): error AGT3003: ", output, StringComparison.Ordinal);
    }

    // The workspace of dotnet format can change additional files on disk, but not add any, so an empty file has to exist.
    [Theory]
    [InlineData("")]
    [InlineData("""
        {
          // What we negotiated.
          "schemaVersion": 1, "asOf": "2026-08-22", "currency": "USD", "unit": "per-1M-tokens",
          "providers": {"contoso": {"usage": "inclusive"}},
          "models": [
            {"provider": "contoso", "id": "contoso-small", "prices": [{"rates": {"input": "1", "output": "2"}}]} // small
          ]
        }
        """)]
    public async Task Format_gives_models_an_entry(string before)
    {
        var folder = await packages.CreateProjectAsync(before.Length == 0 ? "Entries" : "MoreEntries", """
            using AgentTracing;

            using var first = AgentTrace.StartLlmCall("gpt-4o-super", "openai");
            using var second = AgentTrace.StartLlmCall("gpt-4o-hyper", "openai");
            Console.WriteLine(PriceBook.Default.Resolve("openai", "gpt-4o-super").EntryId);
            """);
        await WriteAsync(folder, before);

        await DotNet.RunAsync(folder, "format", "analyzers", "--diagnostics", "AGT3001", "--severity", "warn");

        string after = await File.ReadAllTextAsync(Path.Combine(folder, "llm-pricing.json"), TestContext.Current.CancellationToken);
        Assert.Contains("gpt-4o-super", after, StringComparison.Ordinal);
        Assert.Contains("gpt-4o-hyper", after, StringComparison.Ordinal);
        if (before.Length > 0)
            Assert.Contains("// What we negotiated.", after, StringComparison.Ordinal);

        // The new entries have no price yet: the user fills it in.
        Assert.DoesNotContain("AGT3001", (await DotNet.TryRunAsync(folder, "build", "--no-restore")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("llm-pricing", await File.ReadAllTextAsync(Path.Combine(folder, Path.GetFileName(folder) + ".csproj"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trimmed_application_has_its_prices()
    {
        var folder = await packages.CreateProjectAsync(
            "Trimmed", Program, "<PublishTrimmed>true</PublishTrimmed><TrimMode>full</TrimMode><InvariantGlobalization>true</InvariantGlobalization>");
        await WriteAsync(folder, Prices);

        await DotNet.RunAsync(folder, "publish", "--use-current-runtime", "--self-contained", "--output", "out");

        var (exitCode, output) = await DotNet.TryRunProgramAsync(folder, Path.Combine(folder, "out", "Trimmed" + (OperatingSystem.IsWindows() ? ".exe" : "")));
        Assert.True(exitCode == 0, output);
        Assert.Equal(["own 3.25", "shipped 2.5"], output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>
    /// The ways to update prices that docs/pricing.md describes, one after another in one project: the shipped prices, a file at run time,
    /// a newer package, the user's own entry.
    /// </summary>
    [Fact]
    public async Task Each_way_of_the_page_renews_a_price()
    {
        var folder = await packages.CreateProjectAsync("Renewed", """
            using AgentTracing;

            PriceBook.Default.TryGetCost("openai", "gpt-4o", new TokenUsage { Input = 1_000_000 }, out var cost);
            Console.WriteLine($"price {cost.Usd} of {PriceBook.Default.CatalogueDate:yyyy-MM-dd}");
            """);
        var catalogue = await File.ReadAllTextAsync(
            Path.Combine(RepositoryRoot.Folder, "src", "AgentTracing", "Pricing", "Data", "llm-pricing.catalogue.json"), TestContext.Current.CancellationToken);
        var day = System.Text.RegularExpressions.Regex.Match(catalogue, "\"asOf\": ?\"([0-9-]+)\"").Groups[1].Value;
        Assert.Contains($"price 2.5 of {day}", await DotNet.RunAsync(folder, "run"), StringComparison.Ordinal);

        var file = Path.Combine(folder, "prices-of-today.json");
        await File.WriteAllTextAsync(file, Gpt4o("7"), TestContext.Current.CancellationToken);
        Assert.Contains($"price 7 of {day}", await DotNet.RunAsync(folder, "run", "--no-build", "-e", $"AGENT_TRACING_PRICES={file}"), StringComparison.Ordinal);

        var later = System.Text.RegularExpressions.Regex.Replace(
            new System.Text.RegularExpressions.Regex(day).Replace(catalogue, "2030-01-02", 1), "(\"provider\":\"openai\",\"id\":\"gpt-4o\",.*?\"input\":)\"2.5\"", "$1\"1.75\"");
        var version = $"2030.1.2-{packages.Version[(packages.Version.IndexOf('-', StringComparison.Ordinal) + 1)..]}";
        await packages.PackPricesAsync(later, version);
        await DotNet.RunAsync(folder, "add", "package", "AgentTracing.Prices", "--version", version);
        Assert.Contains("price 1.75 of 2030-01-02", await DotNet.RunAsync(folder, "run"), StringComparison.Ordinal);

        await WriteAsync(folder, Gpt4o("2.25"));
        Assert.Contains("price 2.25 of 2030-01-02", await DotNet.RunAsync(folder, "run"), StringComparison.Ordinal);

        static string Gpt4o(string input) => $$$"""
            {
              "schemaVersion": 1, "asOf": "2026-11-29", "currency": "USD", "unit": "per-1M-tokens",
              "models": [
                {"provider": "openai", "id": "gpt-4o", "prices": [{"rates": {"input": "{{{input}}}", "output": "20", "cacheRead": "1"}}]}
              ]
            }
            """;
    }

    private static Task WriteAsync(string folder, string prices) =>
        File.WriteAllTextAsync(Path.Combine(folder, "llm-pricing.json"), prices, TestContext.Current.CancellationToken);
}
