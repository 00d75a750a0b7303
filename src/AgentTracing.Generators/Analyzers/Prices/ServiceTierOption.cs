using System.Runtime.CompilerServices;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Sdks;
using AgentTracing.Pricing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>A requested service tier: <c>ServiceTier = "flex"</c>, <c>Speed = Speed.Fast</c>, or a request in a batch.</summary>
/// <param name="Provider">The provider of the tier.</param>
/// <param name="Tier">The tier, as the price book names it.</param>
/// <param name="Value">The expression of the tier.</param>
/// <param name="Request">The initializer that contains it, which may also contain the model.</param>
internal sealed record ServiceTierOption(string Provider, string Tier, IOperation Value, IObjectOrCollectionInitializerOperation? Request)
{
    private static readonly HashSet<string> Names = new(MemberNames.ServiceTier, StringComparer.Ordinal) { "speed" };

    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> Mentions = new();

    /// <summary>
    /// Whether a compilation may request a tier. Most do not, and searching the text of the files is cheaper than looking at every model.
    /// </summary>
    public static bool MayBeIn(Compilation compilation) => compilation.SyntaxTrees.Any(MayBeIn);

    private static bool MayBeIn(SyntaxTree tree) => Mentions.GetValue(tree, static tree =>
    {
        string text = tree.GetText().ToString();
        return new(Names.Append("batch").Any(name => text.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0));
    }).Value;

    /// <summary>The tier that an assignment requests, or null.</summary>
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

    /// <summary>A constant string, or a member of the SDK's tier type.</summary>
    private static string? TierOf(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text.ToLowerInvariant(),
        IConversionOperation conversion => TierOf(conversion.Operand),
        IObjectCreationOperation { Arguments: [var argument] } => TierOf(argument.Value),
        IMemberReferenceOperation { Member: { IsStatic: true } member } => member.Name.ToLowerInvariant(),
        _ => null,
    };
}
