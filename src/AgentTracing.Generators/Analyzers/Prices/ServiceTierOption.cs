using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Sdks;
using AgentTracing.Pricing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>A service tier that code asks for: <c>ServiceTier = "flex"</c>, <c>Speed = Speed.Fast</c>, or a request that goes into a batch.</summary>
/// <param name="Provider">Whose tier it is.</param>
/// <param name="Tier">The tier, as the price book names it.</param>
/// <param name="Value">The expression that asks for it.</param>
/// <param name="Request">The initialiser that it stands in, where the model may stand too.</param>
internal sealed record ServiceTierOption(string Provider, string Tier, IOperation Value, IObjectOrCollectionInitializerOperation? Request)
{
    private static readonly HashSet<string> Names = new(MemberNames.ServiceTier, StringComparer.Ordinal) { "speed" };

    /// <summary>The tier that an assignment asks for, or null.</summary>
    public static ServiceTierOption? Read(IAssignmentOperation assignment)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: var property } || Sdk.Of(property.ContainingNamespace)?.Provider is not { } provider)
            return null;

        var request = assignment.Parent as IObjectOrCollectionInitializerOperation;
        if (property.Name == "Model" && property.ContainingNamespace.Name == "Batches")
            return new ServiceTierOption(provider, "batch", assignment.Value, request);

        return Names.Contains(MemberNames.Canonical(property.Name)) && TierOf(assignment.Value) is { } tier && ServiceTierNames.Contain(tier)
            ? new ServiceTierOption(provider, tier, assignment.Value, request)
            : null;
    }

    /// <summary>A string, or a member of the SDK's type of tiers, that is known at compile time.</summary>
    private static string? TierOf(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text.ToLowerInvariant(),
        IConversionOperation conversion => TierOf(conversion.Operand),
        IObjectCreationOperation { Arguments: [var argument] } => TierOf(argument.Value),
        IMemberReferenceOperation { Member: { IsStatic: true } member } => member.Name.ToLowerInvariant(),
        _ => null,
    };
}
