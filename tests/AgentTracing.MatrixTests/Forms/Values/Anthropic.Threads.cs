using Anthropic.Helpers.Beta;
using Beta = Anthropic.Models.Beta.Messages;

internal static partial class Values
{
    public static BetaMessageThread Thread => BetaMessages.Thread(ThreadParams);

    public static BetaMessageThread<Parsed> ParsedThread => BetaMessages.Thread<Parsed>(ThreadParams);

    public static Func<Beta.ThreadSendParams, Beta.ThreadSendParams> SendParams => static parameters => parameters;

    public static Beta.BetaMessage Reply => System.Text.Json.JsonSerializer.Deserialize<Beta.BetaMessage>(
        """{"id":"msg","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}""")!;

    private static Beta.ThreadCreateParams ThreadParams => new() { Model = Claude, MaxTokens = 100, Messages = [BetaMessage] };
}
