namespace AgentTracing;

/// <summary>
/// Limits of a run: <c>[Agent(MaxCostUsd = 0.50)]</c>, or <see cref="AgentTrace.BeginBudget"/> around any code. Sub-agents count towards
/// every budget around them. A null limit does not apply.
/// </summary>
/// <remarks>
/// The limits are checked before each model call and tool execution that AgentTracing sees: annotated, intercepted, or in a pipeline with
/// <c>UseAgentTracing()</c>. A running call is not aborted, so cost and tokens exceed their limit by at most the calls that are running
/// when it is reached: one if calls are sequential.
/// </remarks>
public sealed record AgentBudget
{
    /// <summary>Cost in USD. No further call is made once it is reached.</summary>
    public decimal? MaxCostUsd { get; init; }

    /// <summary>Tokens, input and output together. No further call is made once they are reached.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>Model calls.</summary>
    public long? MaxLlmCalls { get; init; }

    /// <summary>Executions of tools.</summary>
    public long? MaxToolCalls { get; init; }

    /// <summary>
    /// Maximum number of calls of one tool with equal arguments in one run. Arguments are compared as JSON with sorted members;
    /// <see cref="NotCapturedAttribute"/> parameters are not compared.
    /// </summary>
    public int? MaxRepeatedToolCalls { get; init; }

    /// <summary>
    /// The handling of calls without a price if <see cref="MaxCostUsd"/> is set. Default: <see cref="UnpricedCalls.Deny"/>.
    /// </summary>
    public UnpricedCalls OnUnpriced { get; init; }

    /// <summary>Whether there is no limit.</summary>
    internal bool IsEmpty => MaxCostUsd is null && MaxTokens is null && MaxLlmCalls is null && MaxToolCalls is null && MaxRepeatedToolCalls is null;

    /// <summary>Throws if a limit is invalid.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is zero or negative.</exception>
    internal AgentBudget Validated(string parameter)
    {
        Check(MaxCostUsd <= 0, nameof(MaxCostUsd), MaxCostUsd);
        Check(MaxTokens <= 0, nameof(MaxTokens), MaxTokens);
        Check(MaxLlmCalls <= 0, nameof(MaxLlmCalls), MaxLlmCalls);
        Check(MaxToolCalls <= 0, nameof(MaxToolCalls), MaxToolCalls);
        Check(MaxRepeatedToolCalls <= 0, nameof(MaxRepeatedToolCalls), MaxRepeatedToolCalls);
        return this;

        void Check(bool isMeaningless, string limit, object? value)
        {
            if (isMeaningless)
                throw new ArgumentOutOfRangeException(parameter, value, $"{limit} must be greater than zero; leave it null for no limit.");
        }
    }
}
