using AgentTracing.Generators.Infrastructure;

namespace AgentTracing.Generators.Pricing;

/// <summary>The complete input of a project's generated prices.</summary>
/// <param name="Target">The project.</param>
/// <param name="Tables">Its pricing files; later ones override earlier ones.</param>
internal sealed record PricingModel(PricingTarget Target, EquatableArray<PricingTable> Tables)
{
    /// <summary>Whether there is anything to write.</summary>
    public bool HasSource => Target.Role switch
    {
        PricingRole.Runtime or PricingRole.Catalogue => Tables.Count > 0,
        PricingRole.Project => Tables.Count > 0 || Target.References.Count > 0,
        _ => false,
    };
}
