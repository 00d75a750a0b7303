using AgentTracing.IntegrationTests.Packages;

namespace AgentTracing.IntegrationTests.Pricing;

/// <summary>Runs the maintainer's check of a catalogue as docs/pricing.md describes.</summary>
public sealed class PriceCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("agenttracing-").FullName;

    private static readonly string Catalogue = Path.Combine(RepositoryRoot.Folder, "src", "AgentTracing", "Pricing", "Data", "llm-pricing.catalogue.json");

    [Fact]
    public async Task The_shipped_catalogue_has_no_error_and_no_change()
    {
        var (exitCode, output) = await CheckAsync(Catalogue);
        Assert.Equal(0, exitCode);
        Assert.Matches(@"(^|\n)1592 models, 0 errors, 0 warnings\r?\n0 changes\s*$", output);
    }

    [Fact]
    public async Task What_changes_is_printed_and_what_is_wrong_has_its_place()
    {
        string text = await File.ReadAllTextAsync(Catalogue, TestContext.Current.CancellationToken);
        int rates = text.IndexOf("\"input\":\"", text.IndexOf("\"id\":\"claude-opus-4-5\"", StringComparison.Ordinal), StringComparison.Ordinal);
        string dearer = text[..rates] + text[rates..].Insert("\"input\":\"".Length, "800");
        string broken = dearer.Replace("\"schemaVersion\": 1,", "\"schemaVersion\": 1, \"extra\": 2,", StringComparison.Ordinal);

        var (exitCode, output) = await CheckAsync(await WriteAsync("dearer.json", dearer));
        Assert.Equal(1, exitCode);
        Assert.Contains("times off its neighbours", output, StringComparison.Ordinal);
        Assert.Contains("- model anthropic/claude-opus-4-5 ", output, StringComparison.Ordinal);
        Assert.Contains("+ model anthropic/claude-opus-4-5 ", output, StringComparison.Ordinal);

        (exitCode, output) = await CheckAsync(await WriteAsync("broken.json", broken));
        Assert.Equal(1, exitCode);
        int column = broken.Split('\n')[1].IndexOf("\"extra\"", StringComparison.Ordinal) + 1;
        Assert.Contains($"broken.json(2,{column}): error Schema:", output, StringComparison.Ordinal);

        (exitCode, output) = await CheckAsync(Path.Combine(_folder, "missing.json"));
        Assert.Equal(2, exitCode);
        Assert.Contains("usage: dotnet run --project eng/Prices -- ", output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> WriteAsync(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }

    private static Task<(int ExitCode, string Output)> CheckAsync(string file) =>
        DotNet.TryRunAsync(RepositoryRoot.Folder, "run", "--project", "eng/Prices", "-p:UseSharedCompilation=false", "--", "check", file);
}
