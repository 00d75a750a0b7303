namespace AgentTracing.IntegrationTests.Packages;

/// <summary>Prices in fresh projects that reference the package: their files are found, checked, compiled in and used.</summary>
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
        Assert.Contains("Program.cs(3,42): error AGT3001: 'gpt-4o-super' has no price", output, StringComparison.Ordinal);
        Assert.Contains("llm-pricing.json(6,3): error AGT3002: ", output, StringComparison.Ordinal);
        Assert.Contains("llm-pricing.json(5,71): error AGT3003: ", output, StringComparison.Ordinal);
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

    private static Task WriteAsync(string folder, string prices) =>
        File.WriteAllTextAsync(Path.Combine(folder, "llm-pricing.json"), prices, TestContext.Current.CancellationToken);
}
