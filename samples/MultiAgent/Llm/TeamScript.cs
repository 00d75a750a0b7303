using LoopbackLlm;

namespace TravelDesk;

/// <summary>The scripted replies of the loopback servers. Each depends only on its request.</summary>
internal static class TeamScript
{
    /// <summary>The replies of all models.</summary>
    public static LoopbackScript Create() =>
    [
        new() { Model = Models.Validator, ReplyTo = request => Say(request, "The rules allow it: 13.5 hours, and 520 km by train.") },
        new() { Model = Models.Research, UserText = "06:10", ReplyTo = request => Say(request, "Out 07:10-10:35, back 17:25-20:48.") },
        new() { Model = Models.Research, ReplyTo = request => Say(request, "Amsterdam, Paris") },
        new() { Model = Models.Orchestrator, UserText = "There is no", ReplyTo = request => Say(request, $"I cannot say yet: {Missing(request)}") },
        new() { Model = Models.Orchestrator, UserText = "07:10", ReplyTo = request => Say(request, "Yes: leave at 07:10, be back at 20:48.") },
        new() { Model = Models.Orchestrator, ReplyTo = request => Say(request, "Amsterdam to Paris and back, one day, train") },
    ];

    /// <summary>Calls <paramref name="asked"/> at each request, and delays the response by a minute.</summary>
    public static LoopbackScript ThatNeverAnswers(Action asked) =>
    [
        new()
        {
            ReplyTo = request =>
            {
                asked();
                return Say(request, "") with { Delay = TimeSpan.FromMinutes(1) };
            },
        },
    ];

    private static string Missing(LoopbackRequest request)
        => request.LastUserText.Split('\n').First(line => line.StartsWith("There is no", StringComparison.Ordinal)).ToLowerInvariant();

    /// <summary>A reply with usage of a realistic size.</summary>
    private static ScriptedReply Say(LoopbackRequest request, string text)
        => ScriptedReply.Say(text, ScriptedUsage.Of(120 + request.Messages.Sum(message => Tokens(message.Text)), 4 + Tokens(text)));

    private static long Tokens(string text) => (text.Length + 3) / 4;
}
