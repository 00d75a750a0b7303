using Anthropic.Models.Messages;
using Anthropic.Services;
using Beta = Anthropic.Models.Beta.Messages;

internal static partial class Values
{
    private const string Claude = "claude-sonnet-4-5";

    public static IMessageService Messages => Anthropic.Messages;

    public static Anthropic.Services.Beta.IMessageService BetaMessages => Anthropic.Beta.Messages;

    public static MessageCreateParams Question => new() { Model = Claude, MaxTokens = 100, Messages = [new UserMessageParam("hi")] };

    public static Beta.MessageCreateParams BetaQuestion => new() { Model = Claude, MaxTokens = 100, Messages = [BetaMessage] };

    public static Beta.BetaMessageParam BetaMessage => new Beta.BetaUserMessageParam("hi");

    public static IEnumerable<Beta.BetaMessageParam> BetaMessageList => [BetaMessage];
}
