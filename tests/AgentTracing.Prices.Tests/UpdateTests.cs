using AgentTracing.Eng.Prices;
using AgentTracing.Eng.Prices.Sources;

namespace AgentTracing.Prices.Tests;

/// <summary>An update in a temporary folder: the effect of a broken source, and the same result for the same sources.</summary>
public sealed class UpdateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prices-").FullName;

    public UpdateTests()
    {
        foreach (string file in Directory.GetFiles(Commands.DefaultInputs, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(_folder, "inputs", Path.GetRelativePath(Commands.DefaultInputs, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private string Catalogue => Path.Combine(_folder, "catalogue.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_sources_make_the_same_file_and_nothing_to_report()
    {
        Assert.Equal(0, Run());
        string first = File.ReadAllText(Catalogue);
        string report = Path.Combine(_folder, "report.md");
        Assert.Equal(0, Run("--report", report));
        Assert.Equal(first, File.ReadAllText(Catalogue));
        Assert.Contains(" 0 new, 0 changed, 0 retired, 0 removed", File.ReadAllText(report), StringComparison.Ordinal);
        Assert.Equal(0, Run("--check"));
    }

    [Fact]
    public void Contradictions_have_both_figures()
    {
        string report = Path.Combine(_folder, "report.md");
        Run("--report", report);
        Assert.Contains("| openai/gpt-5.6-sol | input | 5 (langfuse 2026-08-21) | 4 (genai-prices 0.1.8) | 4 |", File.ReadAllText(report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("genai-prices/dist/index.js", "const E = [\n  {id: \"openai\",")]
    [InlineData("genai-prices/dist/index.js", "const E = [{id: \"openai\", models: []}];")]
    [InlineData("genai-prices/dist/index.js", "const E = [fetch(\"x\")];")]
    [InlineData("genai-prices/package.json", "{\"version\": \"0.1.8\", \"license\": \"UNLICENSED\"}")]
    [InlineData("genai-prices/package.json", "{\"version\": \"9.9.9\", \"license\": \"MIT\"}")]
    [InlineData("public/llm-pricing.2026-08-22.json", "{\"asOf\": ")]
    [InlineData("public/unknown.json", "{}")]
    [InlineData("overrides.json", "{\"asOf\": \"2026-11-29\", \"providers\": {}, \"models\": [{\"provider\": \"x\", \"id\": \"y\", \"prices\": []}], \"changes\": []}")]
    [InlineData("overrides.json", "{\"asOf\": \"2026-11-29\", \"providers\": {}, \"models\": [], \"changes\": [{\"provider\": \"openai\", \"ids\": [\"gpt-none\"], \"source\": \"s\", \"checked\": \"2026-11-29\"}]}")]
    public void A_broken_source_stops_it_before_it_writes(string source, string text)
    {
        File.WriteAllText(Catalogue, "{\"models\": []}");
        File.WriteAllText(Path.Combine(_folder, "inputs", source), text);
        Assert.Throws<SourceException>(() => Run());
        Assert.Equal("{\"models\": []}", File.ReadAllText(Catalogue));
    }

    [Fact]
    public void A_catalogue_with_a_doubt_is_not_written()
    {
        string path = Path.Combine(_folder, "inputs", "overrides.json");
        string overrides = File.ReadAllText(path);
        File.WriteAllText(path, overrides.Replace("\"cacheRead\": \"0.25\", \"cacheWrite\": {\"default\": \"12.5\"", "\"cacheRead\": \"25\", \"cacheWrite\": {\"default\": \"12.5\"", StringComparison.Ordinal));
        Assert.Equal(1, Run());
        Assert.False(File.Exists(Catalogue));
    }

    private int Run(params string[] options) =>
        Commands.Run(["update", "--inputs", Path.Combine(_folder, "inputs"), "--catalogue", Catalogue, .. options], TextWriter.Null, TextWriter.Null);
}
