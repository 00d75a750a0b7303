using System.Text.Json.Nodes;
using AgentTracing.Eng.Prices.Sources;
using AgentTracing.Generators.Pricing;
using AgentTracing.Pricing;

namespace AgentTracing.Eng.Prices;

/// <summary>The commands of the tool.</summary>
internal static class Commands
{
    private const string Usage = "usage: dotnet run --project eng/Prices -- update [--inputs <folder>] [--catalogue <file>] [--report <file>] [--check] | fetch [--inputs <folder>] | check [<file>]";

    private static readonly string Repository = RepositoryRoot.Folder;

    public static string DefaultInputs => Path.Combine(Repository, "eng", "Prices", "inputs");

    public static string DefaultCatalogue => Path.Combine(Repository, "src", "AgentTracing", "Pricing", "Data", "llm-pricing.catalogue.json");

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        switch (args)
        {
            case ["update", .. var options] when Options(options, ["--inputs", "--catalogue", "--report"], "--check") is { } named:
                return RunUpdate(
                    named.GetValueOrDefault("--inputs", DefaultInputs), named.GetValueOrDefault("--catalogue", DefaultCatalogue), named.GetValueOrDefault("--report"), named.ContainsKey("--check"), output, errors);
            case ["fetch", .. var options] when Options(options, ["--inputs"]) is { } named:
                return NpmPackage.Fetch(Path.Combine(named.GetValueOrDefault("--inputs", DefaultInputs), "genai-prices"), output);
            case ["check"]:
                return CheckAndCompare(DefaultCatalogue, output);
            case ["check", var path] when File.Exists(path):
                return CheckAndCompare(path, output);
            default:
                errors.WriteLine(Usage);
                return 2;
        }
    }

    private static int RunUpdate(string inputs, string catalogue, string? report, bool isCheck, TextWriter output, TextWriter errors)
    {
        // Reads, builds and checks everything before it writes anything.
        Update update = Update.Of(inputs);
        string before = File.Exists(catalogue) ? File.ReadAllText(catalogue) : "{\"models\": []}";
        string markdown = Report.Write(update, before, (string)JsonNode.Parse(update.Text)!["asOf"]!);
        if (Check(catalogue, update.Text, errors) != 0)
        {
            errors.WriteLine("The catalogue built from the sources has errors, so nothing was written. Correct them in overrides.json, and name the source there.");
            return 1;
        }

        if (report is null)
            output.Write(markdown);
        if (isCheck)
        {
            bool isSame = before == update.Text;
            errors.WriteLine(isSame ? "The catalogue is up to date with its sources." : $"{catalogue} differs from what the sources produce; run update, and review the changes.");
            return isSame ? 0 : 1;
        }

        File.WriteAllText(catalogue, update.Text);
        if (report is not null)
            File.WriteAllText(report, markdown);

        return 0;
    }

    /// <summary>
    /// Prints the findings of the rules and the differences from the shipped catalogue, so that a price update can be reviewed as a diff.
    /// </summary>
    private static int CheckAndCompare(string path, TextWriter output)
    {
        string text = File.ReadAllText(path);
        int result = Check(path, text, output);
        PricingFile file = PricingFileReader.Read(text, new Dictionary<string, PriceProvider>());
        string[] changes = [.. CatalogueDiff.Between(PriceTableWriter.Write(ShippedCatalogue.File), PriceTableWriter.Write(file))];
        foreach (string change in changes)
            output.WriteLine(change);
        output.WriteLine($"{changes.Length} changes");
        return result;
    }

    /// <summary>Runs the rules of the analyzers, including those for doubtful prices. The exit code is 1 if there is any finding.</summary>
    public static int Check(string path, string text, TextWriter output)
    {
        PricingFile file = PricingFileReader.Read(text, new Dictionary<string, PriceProvider>());
        PricingPlausibility.Check(file, ShippedCatalogue.Embedded);
        foreach (PricingFault fault in file.Faults.List.OrderBy(fault => fault.Start))
        {
            var (line, column) = file.PositionOf(fault.Start);
            output.WriteLine($"{path}({line},{column}): {(fault.IsError ? "error" : "warning")} {fault.Kind}: {fault.Message}");
        }

        output.WriteLine($"{file.Models.Count} models, {file.Faults.Total} errors, {file.Faults.List.Count(fault => !fault.IsError)} warnings");
        return file.Faults.List.Count == 0 ? 0 : 1;
    }

    private static Dictionary<string, string>? Options(string[] args, string[] withValue, params string[] flags)
    {
        var options = new Dictionary<string, string>();
        for (int i = 0; i < args.Length; i++)
        {
            if (flags.Contains(args[i]))
                options[args[i]] = "";
            else if (withValue.Contains(args[i]) && i + 1 < args.Length)
                options[args[i]] = args[++i];
            else
                return null;
        }

        return options;
    }
}
