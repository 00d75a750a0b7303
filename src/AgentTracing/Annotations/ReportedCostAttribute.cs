namespace AgentTracing;

/// <summary>
/// Marks the property or field of a result with the cost of the model call behind it, in USD, as the provider reports it. The type is a
/// number; null is ignored, and 0 is a cost of 0. The cost takes precedence over the computed one, status <c>reported</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ReportedCostAttribute : Attribute;
