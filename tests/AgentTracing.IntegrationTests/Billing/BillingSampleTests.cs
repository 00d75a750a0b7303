using AgentTracing.IntegrationTests.Packages;

namespace AgentTracing.IntegrationTests.Billing;

/// <summary>Runs the billing sample as its README describes: in a process without a listener.</summary>
public sealed class BillingSampleTests
{
    private static readonly string Sample = Path.Combine(RepositoryRoot.Folder, "samples", "Billing");

    /// <summary>
    /// The cost of one question: a call of gpt-4o and one of claude-haiku-4-5, with 1,200 input and 80 output tokens each, and a tool for
    /// half a cent.
    /// </summary>
    private const decimal Question = (((1_200 * 2.5m) + (80 * 10m) + (1_200 * 1m) + (80 * 5m)) / 1_000_000) + 0.005m;

    [Fact]
    public async Task It_writes_a_bill_for_each_of_three_tenants_and_stops_the_one_over_its_budget()
    {
        var folder = Directory.CreateTempSubdirectory("billing-").FullName;
        try
        {
            var database = Path.Combine(folder, "usage.db");
            var (exitCode, output) = await DotNet.TryRunProgramAsync(folder, "dotnet", Path.Combine(AppContext.BaseDirectory, "Billing.dll"), database);

            Assert.True(exitCode == 0, output);
            Assert.Contains("initech is stopped: ", output, StringComparison.Ordinal);
            Assert.DoesNotContain("acme is stopped", output, StringComparison.Ordinal);
            Assert.Equal(
                [("acme", 5 * Question), ("globex", 3 * Question), ("initech", 6 * Question)],
                BillsIn(output));
            Assert.True(new FileInfo(database).Length > 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Its_README_names_the_command()
        => Assert.Contains("dotnet run --project samples/Billing\n", await File.ReadAllTextAsync(Path.Combine(Sample, "README.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

    private static IEnumerable<(string Tenant, decimal Usd)> BillsIn(string output)
    {
        var tenant = "";
        foreach (var line in output.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("Bill of ", StringComparison.Ordinal))
                tenant = line["Bill of ".Length..];
            else if (line.StartsWith("total ", StringComparison.Ordinal))
                yield return (tenant, decimal.Parse(line[(line.IndexOf('$', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
