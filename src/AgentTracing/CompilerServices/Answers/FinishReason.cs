using System.Text;

namespace AgentTracing.CompilerServices;

/// <summary>Spelling of finish reasons.</summary>
internal static class FinishReason
{
    // Nearly every response has exactly one of these reasons, so the arrays are shared and never changed.
    private static readonly string[] Stop = ["stop"];
    private static readonly string[] Length = ["length"];
    private static readonly string[] ToolCall = ["tool_call"];
    private static readonly string[] ToolCalls = ["tool_calls"];
    private static readonly string[] ToolUse = ["tool_use"];
    private static readonly string[] EndTurn = ["end_turn"];
    private static readonly string[] Completed = ["completed"];
    private static readonly string[] ContentFilter = ["content_filter"];

    // SDKs return the same string object for each reason, and most calls of a program end for the same reason.
    private static LastReason? _last;

    /// <summary>Converts the only reason of a response to the wire format, as an array.</summary>
    internal static string[] Only(string reason)
    {
        if (_last is { } last && ReferenceEquals(last.Reason, reason))
            return last.Alone;

        var alone = Alone(Normalize(reason));
        _last = new LastReason(reason, alone);
        return alone;
    }

    private static string[] Alone(string reason) => reason switch
    {
        "stop" => Stop,
        "length" => Length,
        "tool_call" => ToolCall,
        "tool_calls" => ToolCalls,
        "tool_use" => ToolUse,
        "end_turn" => EndTurn,
        "completed" => Completed,
        "content_filter" => ContentFilter,
        _ => [reason],
    };

    /// <summary>The conventions' values for a provider's finish reasons.</summary>
    internal static string[] ToConventions(string[] reasons) => reasons switch
    {
        _ when ReferenceEquals(reasons, Stop) => reasons,
        [var only] => Alone(ToConvention(only)),
        _ => Array.ConvertAll(reasons, ToConvention),
    };

    /// <summary>
    /// Converts an SDK's enum name (<c>ToolCalls</c>, <c>ContentFilter</c>) to the wire format (<c>tool_calls</c>, <c>content_filter</c>);
    /// values in the wire format are unchanged.
    /// </summary>
    internal static string Normalize(string reason) => reason switch
    {
        "Stop" => "stop",
        "Length" => "length",
        "ToolCalls" => "tool_calls",
        "ContentFilter" => "content_filter",
        "FunctionCall" => "function_call",
        _ => IsPascalCase(reason) ? ToSnakeCase(reason) : reason,
    };

    /// <summary>
    /// The conventions' value (gen-ai-output-messages.json, FinishReason) for a provider's finish reason; other values are unchanged.
    /// </summary>
    internal static string ToConvention(string reason) => reason switch
    {
        "completed" or "end_turn" or "stop_sequence" or "STOP" or "eos" or "COMPLETE" or "stop" => "stop",
        "max_tokens" or "max_output_tokens" or "MAX_TOKENS" or "model_length" or "incomplete" or "model_context_window_exceeded" => "length",
        "tool_calls" or "tool_use" or "function_call" or "tool_call" => "tool_call",
        "refusal" or "safety" or "SAFETY" or "content_filtered" or "guardrail_intervened" => "content_filter",
        "failed" or "ERROR" or "error" => "error",
        _ => reason,
    };

    private static bool IsPascalCase(string text)
    {
        var hasLower = false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
            hasLower |= char.IsAsciiLetterLower(c);
        }

        return hasLower && char.IsAsciiLetterUpper(text[0]);
    }

    private static string ToSnakeCase(string text)
    {
        var snake = new StringBuilder(text.Length + 4);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterUpper(c) && snake.Length > 0)
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }

        return snake.ToString();
    }

    /// <summary>A reason and its array.</summary>
    private sealed record LastReason(string Reason, string[] Alone);
}
