using AgentTracing.Generators.Infrastructure;

namespace AgentTracing.Generators.Pricing;

/// <summary>Everything that the source of a project's prices is written from.</summary>
/// <param name="Target">The project.</param>
/// <param name="Tables">Its pricing files, from the overridden to the overriding.</param>
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
