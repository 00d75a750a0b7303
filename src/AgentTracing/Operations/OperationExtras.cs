using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Rarely used state, allocated on demand to keep <c>Operation</c> small.</summary>
internal sealed class OperationExtras
{
    /// <summary>What <see cref="AgentTrace"/> shows of the operation.</summary>
    internal AgentOperation? Facade { get; set; }

    /// <summary>What an evaluator or a guardrail returned.</summary>
    internal Verdict? Verdict { get; set; }

    /// <summary>The metrics that evaluators inside have recorded already, by reference.</summary>
    internal HashSet<object>? Scored { get; set; }

    /// <summary>The budget of the operation.</summary>
    internal BudgetState? Budget { get; set; }

    /// <summary>The exception of a budget around that stopped the operation's work and let it end as if it were done.</summary>
    internal AgentBudgetExceededException? StoppedBy { get; set; }

    /// <summary>The token of an enumeration.</summary>
    internal CancellationToken Enumeration { get; set; }

    /// <summary>What is recorded that a tool cost, in USD.</summary>
    internal decimal? ToolUsd { get; set; }

    /// <summary>The source of that figure.</summary>
    internal string? ToolCostSource { get; set; }

    /// <summary>The exception that left the implementation.</summary>
    internal Exception? Exception { get; set; }

    /// <summary>Whether the caller cancelled the operation.</summary>
    internal bool IsCancelled { get; set; }

    /// <summary>Whether the caller left a stream before its end.</summary>
    internal bool IsIncomplete { get; set; }

    /// <summary>Whether a budget denied the operation after it started.</summary>
    internal bool IsDenied { get; set; }

    /// <summary>What the operation is given and returns.</summary>
    internal OperationContent? Content { get; set; }

    /// <summary>The function call of a model that is executed around the operation.</summary>
    internal FunctionInvocation? Invocation { get; set; }

    /// <summary>The execution of a function that a tool is.</summary>
    internal Operation? Execution { get; set; }

    /// <summary>Whether the tool that is executed shows and counts the execution.</summary>
    internal bool IsTakenOver { get; set; }

    /// <summary>The run of the same agent of which this one is a part.</summary>
    internal Operation? RunOf { get; set; }

    /// <summary>The foreign span that shows this run.</summary>
    internal Activity? ShownBy { get; set; }

    /// <summary>The sums that an intercepted agent reports for the calls inside it.</summary>
    internal AgentAggregate? Aggregate { get; set; }

    /// <summary>The operation that shows this intercepted call as its own.</summary>
    internal LlmCall? AbsorbedBy { get; set; }

    /// <summary>The SDK's own tracing that shows this intercepted call.</summary>
    internal NativeTracing? NativeTracing { get; set; }

    /// <summary>When the span began, where that was not when it was started.</summary>
    internal DateTimeOffset StartTime { get; set; }
}
