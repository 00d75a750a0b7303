using System.Collections.Immutable;
using AgentTracing.Generators.Pricing;
using AgentTracing.Pricing;
using AgentTracing.Pricing.Json;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>
/// Entries of several pricing files of a project for the same model: the file with the later path applies (<see
/// cref="PricingTable.InOrder"/>).
/// </summary>
internal sealed class OverriddenPrices(ImmutableArray<AdditionalText> files, PricingRole role)
{
    private readonly Lazy<ImmutableArray<(string Path, HashSet<string> Names)>> _inOrder = new(() =>
    [
        .. files
            .Where(static file => PricingTable.IsPricingFile(file.Path))
            .OrderBy(static file => file.Path, StringComparer.Ordinal)
            .Select(file => (file.Path, new HashSet<string>(Entries(PricingTable.Read(file.GetText()?.ToString() ?? "", role, ShippedCatalogue.Of(files))).Select(static entry => entry.Name), StringComparer.Ordinal))),
    ]);

    private readonly bool _isOneFile = files.Count(static file => PricingTable.IsPricingFile(file.Path)) <= 1;

    /// <summary>Adds to the faults of a file the entries that an earlier file also contains.</summary>
    public void Check(string path, PricingFile file)
    {
        if (_isOneFile)
            return;

        foreach (var (name, node) in Entries(file))
        {
            foreach (var (otherPath, names) in _inOrder.Value)
            {
                if (otherPath == path)
                    break;
                if (names.Contains(name))
                    file.Faults.Add(PricingFaultKind.Override, $"{name} is in {PricingTable.NameOf(otherPath)} as well; this one applies, because the path of its file comes later", node.Start, node.End - node.Start);
            }
        }
    }

    private static IEnumerable<(string Name, JsonNode Node)> Entries(PricingFile file) =>
        file.Models.SelectMany(static model => model.Value.Aliases.Prepend(model.Value.Id).Select(id => ($"{model.Value.Provider}/{id}", model.Node)))
            .Concat(file.Deployments.Select(static deployment => ($"{deployment.Value.Provider}/{deployment.Value.Name}", deployment.Node)))
            .Concat(file.Unpriced.Select(static model => ($"{model.Value.Provider}/{model.Value.Id}", model.Node)));
}
