using System.Diagnostics;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>The kind of work of another library's GenAI span.</summary>
internal enum GenAISpanKind
{
    /// <summary>Not counted.</summary>
    None,

    /// <summary>A model call.</summary>
    Call,

    /// <summary>A run of an agent.</summary>
    Agent,

    /// <summary>An execution of a tool.</summary>
    Tool,
}

/// <summary>Reads the GenAI spans of other libraries: Microsoft.Extensions.AI, Agent Framework, Semantic Kernel, the SDKs of providers.</summary>
internal static class GenAISpan
{
    /// <summary>
    /// Whether a span is a GenAI span without one of our operations. Microsoft.Extensions.AI starts the spans of tools on the source of the
    /// enclosing agent's span, which may be ours.
    /// </summary>
    internal static bool IsForeign(Activity span) => !ReferenceEquals(span.Source, AgentTelemetry.Source) && KindOf(span) is not GenAISpanKind.None
        && !(ReferenceEquals(span.Source, AgentTelemetry.AgentSource) && KindOf(span) is GenAISpanKind.Agent);

    /// <summary>The kind of a span.</summary>
    internal static GenAISpanKind KindOf(Activity span) => span.GetTagItem(GenAIAttributes.OperationName) switch
    {
        OperationNames.InvokeAgent => GenAISpanKind.Agent,
        OperationNames.ExecuteTool => GenAISpanKind.Tool,
        string name when CallOf(name) is not null => GenAISpanKind.Call,
        _ => GenAISpanKind.None,
    };

    /// <summary>The kind of request of a call.</summary>
    internal static LlmOperation? CallOf(Activity span) => CallOf(span.GetTagItem(GenAIAttributes.OperationName) as string);

    /// <summary>Whether the work of a span was cancelled, by the caller or otherwise.</summary>
    internal static bool IsCancelled(Activity span)
        => span.GetTagItem(GenAIAttributes.ErrorType) is "System.OperationCanceledException" or "System.Threading.Tasks.TaskCanceledException";

    /// <summary>Whether the work of a span timed out.</summary>
    internal static bool IsOutOfTime(Activity span) => span.GetTagItem(GenAIAttributes.ErrorType) is "System.TimeoutException";

    /// <summary>Name of the tool that was executed.</summary>
    internal static string? ToolOf(Activity span) => span.GetTagItem(GenAIAttributes.ToolName) as string;

    /// <summary>
    /// Makes a span plain because another one records the call: removes the attributes that back ends count or price. Everything else is
    /// kept.
    /// </summary>
    internal static void MakePlain(Activity span)
    {
        List<string> shownElsewhere = [];
        foreach (var (key, _) in span.TagObjects)
        {
            if (key.StartsWith("gen_ai.usage.", StringComparison.Ordinal)
                || key is GenAIAttributes.OperationName or GenAIAttributes.RequestModel or GenAIAttributes.ResponseModel)
            {
                shownElsewhere.Add(key);
            }
        }

        foreach (var key in shownElsewhere)
            span.SetTag(key, null);
    }

    // Semantic Kernel wrote "chat.completions" and "text.completions" before the conventions had names.
    private static LlmOperation? CallOf(string? name) => name switch
    {
        OperationNames.Chat or "chat.completions" => LlmOperation.Chat,
        OperationNames.TextCompletion or "text.completions" => LlmOperation.TextCompletion,
        OperationNames.GenerateContent => LlmOperation.GenerateContent,
        OperationNames.Embeddings => LlmOperation.Embeddings,
        _ => null,
    };
}
