using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Rarely used state, allocated on demand to keep <c>Operation</c> small.</summary>
internal sealed class OperationExtras
{
    /// <summary>The public view of the operation, for <see cref="AgentTrace"/>.</summary>
    internal AgentOperation? Facade { get; set; }

    /// <summary>The result of an evaluator or a guardrail.</summary>
    internal Verdict? Verdict { get; set; }

    /// <summary>The metrics that inner evaluators have recorded, by reference.</summary>
    internal HashSet<object>? Scored { get; set; }

    /// <summary>The budget of the operation.</summary>
    internal BudgetState? Budget { get; set; }

    /// <summary>The exception of an enclosing budget that stopped the operation's work, although it ended without an exception.</summary>
    internal AgentBudgetExceededException? StoppedBy { get; set; }

    /// <summary>The token of an enumeration.</summary>
    internal CancellationToken Enumeration { get; set; }

    /// <summary>The recorded cost of a tool in USD.</summary>
    internal decimal? ToolUsd { get; set; }

    /// <summary>The source of that figure.</summary>
    internal string? ToolCostSource { get; set; }

    /// <summary>The exception of the implementation.</summary>
    internal Exception? Exception { get; set; }

    /// <summary>Whether the caller cancelled the operation.</summary>
    internal bool IsCancelled { get; set; }

    /// <summary>Whether the caller left a stream before its end.</summary>
    internal bool IsIncomplete { get; set; }

    /// <summary>Whether a budget denied the operation after it started.</summary>
    internal bool IsDenied { get; set; }

    /// <summary>Input and output of the operation.</summary>
    internal OperationContent? Content { get; set; }

    /// <summary>The model's function call that encloses the operation.</summary>
    internal FunctionInvocation? Invocation { get; set; }

    /// <summary>The function execution that the client reported for this tool.</summary>
    internal Operation? Execution { get; set; }

    /// <summary>Whether the executed tool records and counts the execution.</summary>
    internal bool IsTakenOver { get; set; }

    /// <summary>The enclosing run of the same agent.</summary>
    internal Operation? RunOf { get; set; }

    /// <summary>The span of another library that represents this run.</summary>
    internal Activity? ForeignSpan { get; set; }

    /// <summary>The sums that an intercepted agent reports for its inner calls.</summary>
    internal AgentAggregate? Aggregate { get; set; }

    /// <summary>The operation that records this intercepted call as its own.</summary>
    internal LlmCall? AbsorbedBy { get; set; }

    /// <summary>The SDK's own tracing of this intercepted call.</summary>
    internal NativeTracing? NativeTracing { get; set; }

    /// <summary>The start time of the span, if it differs from its creation.</summary>
    internal DateTimeOffset StartTime { get; set; }
}
