using System.Text;

namespace AgentTracing.CompilerServices;

/// <summary>Spelling of finish reasons.</summary>
internal static class FinishReason
{
    /// <summary>
    /// Brings an SDK's enum name (<c>ToolCalls</c>, <c>ContentFilter</c>) to the spelling of the wire (<c>tool_calls</c>, <c>content_filter</c>);
    /// what is spelled like the wire already stays as it is.
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
}
