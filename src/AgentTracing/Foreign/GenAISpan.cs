using System.Diagnostics;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>What kind of work a GenAI span of another library stands for.</summary>
internal enum GenAISpanKind
{
    /// <summary>None that is counted.</summary>
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
    /// Whether a span is a GenAI span that no operation of ours stands for. Microsoft.Extensions.AI makes the spans of tools on the source of the
    /// agent's span around them, which may be ours.
    /// </summary>
    internal static bool IsForeign(Activity span) => !ReferenceEquals(span.Source, AgentTelemetry.Source) && KindOf(span) is not GenAISpanKind.None
        && !(ReferenceEquals(span.Source, AgentTelemetry.AgentSource) && KindOf(span) is GenAISpanKind.Agent);

    /// <summary>What a span stands for.</summary>
    internal static GenAISpanKind KindOf(Activity span) => span.GetTagItem(GenAIAttributes.OperationName) switch
    {
        OperationNames.InvokeAgent => GenAISpanKind.Agent,
        OperationNames.ExecuteTool => GenAISpanKind.Tool,
        string name when CallOf(name) is not null => GenAISpanKind.Call,
        _ => GenAISpanKind.None,
    };

    /// <summary>What the model of a call was asked to do.</summary>
    internal static LlmOperation? CallOf(Activity span) => CallOf(span.GetTagItem(GenAIAttributes.OperationName) as string);

    /// <summary>Whether what a span stands for was cancelled, by whomever.</summary>
    internal static bool IsCancelled(Activity span)
        => span.GetTagItem(GenAIAttributes.ErrorType) is "System.OperationCanceledException" or "System.Threading.Tasks.TaskCanceledException";

    /// <summary>Whether what a span stands for ran out of time.</summary>
    internal static bool IsOutOfTime(Activity span) => span.GetTagItem(GenAIAttributes.ErrorType) is "System.TimeoutException";

    /// <summary>Name of the tool that was executed.</summary>
    internal static string? ToolOf(Activity span) => span.GetTagItem(GenAIAttributes.ToolName) as string;

    /// <summary>
    /// Makes a span a plain one: another one shows the call, and back ends would count, or price, it again by what is taken off here. Its children
    /// and everything else stay.
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
