using System.Globalization;
using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Operations;

/// <summary>The limits of a run: <c>[Agent(MaxCostUsd = 0.5, MaxLlmCalls = 20)]</c>.</summary>
internal static class BudgetLimits
{
    public const string MaxCostUsd = "MaxCostUsd";

    public const string OnUnpriced = "OnUnpriced";

    public const string CostUsd = "CostUsd";

    /// <summary>Every limit that an attribute can set.</summary>
    public static readonly string[] Names = [MaxCostUsd, "MaxTokens", "MaxLlmCalls", "MaxToolCalls", "MaxRepeatedToolCalls"];

    /// <summary>
    /// The valid limits, as members of the run time's <c>AgentBudget</c> with C# literals. Limits without effect are omitted.
    /// </summary>
    public static EquatableArray<InputMember> Of(AttributeData attribute)
    {
        List<InputMember> limits = [];
        foreach (var name in Names)
        {
            if (Literal(attribute.Named(name)) is { } literal)
                limits.Add(new(name, literal));
        }

        if (limits.Count > 0 && attribute.EnumValue(OnUnpriced) is { } policy and not 0)
            limits.Add(new(OnUnpriced, $"(global::{OperationAttributes.Namespace}.UnpricedCalls){policy.ToString(CultureInfo.InvariantCulture)}"));
        return limits.ToEquatableArray();
    }

    /// <summary>
    /// Whether an attribute sets a limit without effect: zero, negative, or outside of decimal's range. NaN means no limit.
    /// </summary>
    public static bool IsMeaningless(TypedConstant limit) => limit.Value is not (null or double.NaN) && Literal(limit) is null;

    /// <summary>The cost of a tool execution: <c>[Tool(CostUsd = 0.005)]</c>, as a literal. 0 is a cost; null when there is none.</summary>
    public static string? CostOf(AttributeData attribute)
        => attribute.Named(CostUsd) is { Value: double usd } && (usd == 0 || IsAmount(usd)) ? Decimal(usd) : null;

    /// <summary>Whether an attribute limits the cost.</summary>
    public static bool LimitsCost(AttributeData attribute) => Literal(attribute.Named(MaxCostUsd)) is not null;

    /// <summary>Whether an attribute allows calls without a price.</summary>
    public static bool AllowsUnpriced(AttributeData attribute) => attribute.EnumValue(OnUnpriced) is not (null or 0);

    /// <summary>The argument of an attribute that sets a limit; null when it is not in the source of the compilation.</summary>
    public static AttributeArgumentSyntax? SyntaxOf(AttributeData attribute, string limit, Compilation compilation, CancellationToken cancellationToken)
        => (attribute.SyntaxIn(compilation, cancellationToken) as AttributeSyntax)?.ArgumentList?.Arguments
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == limit);

    private static string? Literal(TypedConstant limit) => limit.Value switch
    {
        int and > 0 or long and > 0 => $"{((IFormattable)limit.Value).ToString(null, CultureInfo.InvariantCulture)}",
        double usd when IsAmount(usd) => Decimal(usd),
        _ => null,
    };

    private static string Decimal(double usd) => ((decimal)usd).ToString(CultureInfo.InvariantCulture) + "m";

    private static bool IsAmount(double usd) => usd > 0 && usd < (double)decimal.MaxValue && (decimal)usd > 0;
}
