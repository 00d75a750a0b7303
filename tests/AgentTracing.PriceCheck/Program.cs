// Checks a catalogue of prices and prints what it changes in the shipped one, so that an update of prices is a reviewed diff:
//     dotnet run --project tests/AgentTracing.PriceCheck -- path/to/llm-pricing.catalogue.json
// The exit code is 1 where the file has an error or a doubt, 2 where it cannot be read. The catalogue is made by eng/Prices.
using AgentTracing.Generators.Pricing;
using AgentTracing.PriceCheck;
using AgentTracing.Pricing;

if (args is not [var path] || !File.Exists(path))
{
    Console.Error.WriteLine("usage: dotnet run --project tests/AgentTracing.PriceCheck -- <catalogue file>");
    return 2;
}

PricingFile file = PricingFileReader.Read(File.ReadAllText(path), new Dictionary<string, PriceProvider>());
PricingPlausibility.Check(file, ShippedCatalogue.Embedded);
foreach (PricingFault fault in file.Faults.List.OrderBy(fault => fault.Start))
{
    var (line, column) = file.PositionOf(fault.Start);
    Console.WriteLine($"{path}({line},{column}): {(fault.IsError ? "error" : "warning")} {fault.Kind}: {fault.Message}");
}

string[] changes = [.. CatalogueDiff.Between(PriceTableWriter.Write(ShippedCatalogue.File), PriceTableWriter.Write(file))];
foreach (string change in changes)
    Console.WriteLine(change);

Console.WriteLine($"{file.Models.Count} models, {file.Faults.Total} errors, {file.Faults.List.Count(fault => !fault.IsError)} warnings, {changes.Length} changes");
return file.Faults.List.Count == 0 ? 0 : 1;
