using System.Text.Json;
using LoopbackLlm;

namespace Shop;

/// <summary>
/// The scripted replies of the loopback server. Each depends only on its request, so any number of customers can write at once.
/// </summary>
public static class ShopScript
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <summary>The replies of all models.</summary>
    public static LoopbackScript Create() =>
    [
        new() { Model = Models.Classifier, ReplyTo = Classify },

        // Some servers that implement OpenAI's protocol omit the usage.
        new() { Model = Models.Support, UserText = "where is", Reply = ScriptedReply.Say("It is on its way and arrives on Thursday.") },
        new() { Model = Models.Support, ReplyTo = request => Say(request, "Yes: within 30 days, used or not.") },

        new() { Model = Models.Orders, Predicate = request => request.IsStreaming, ReplyTo = Confirm },
        new() { Model = Models.Orders, Turn = 1, ReplyTo = request => Call(request, ("ExtractItems", new { text = request.LastUserText })) },
        new() { Model = Models.Orders, Turn = 2, ReplyTo = ValidateInventory },
        new() { Model = Models.Orders, Turn = 3, ReplyTo = request => Call(request, ("PlaceOrder", new { lines = ExtractedLines(request) })) },
        new() { Model = Models.Orders, Turn = 4, ReplyTo = Report },
    ];

    private static ScriptedReply Classify(LoopbackRequest request)
    {
        var answer = request.LastUserText.TrimEnd().EndsWith('?') ? "question" : "order";
        var usage = new ScriptedUsage { InputTokens = 20 + Tokens(request.LastUserText), CachedInputTokens = 2_048, OutputTokens = 4 };
        return ScriptedReply.Say(answer, usage);
    }

    private static ScriptedReply ValidateInventory(LoopbackRequest request)
    {
        var lines = ExtractedLines(request);
        return lines.Count == 0
            ? Say(request, "Nothing was ordered: the request names no product of ours.")
            : Call(request, [.. lines.Select(line => ("ValidateInventory", (object)new { sku = line.Sku, quantity = line.Quantity }))]);
    }

    private static ScriptedReply Report(LoopbackRequest request)
    {
        var order = Read<Order>(request.ToolResults[^1].Text);
        var later = request.ToolResults.Skip(1).SkipLast(1).Count(result => !IsInStock(result));
        return Say(request, FormattableString.Invariant(
            $"Placed order {order.Number} over {order.TotalEur} EUR: {order.Lines.Count - later} of {order.Lines.Count} products ship now, {later} later."));
    }

    private static ScriptedReply Confirm(LoopbackRequest request)
    {
        var report = request.LastUserText.Split("What was done: ")[^1];
        return Say(request, $"Thank you! {report}");
    }

    /// <summary>The result of the first tool.</summary>
    private static List<OrderLine> ExtractedLines(LoopbackRequest request) => Read<List<OrderLine>>(request.ToolResults[0].Text);

    /// <summary>Whether a validation succeeded: a tool that fails returns an error text instead of JSON.</summary>
    private static bool IsInStock(RequestMessage validation) => validation.Text.StartsWith('{') && Read<Stock>(validation.Text).IsEnough;

    private static ScriptedReply Say(LoopbackRequest request, string text) => ScriptedReply.Say(text, UsageOf(request, text));

    private static ScriptedReply Call(LoopbackRequest request, params IReadOnlyList<(string Tool, object Arguments)> calls)
    {
        ScriptedToolCall[] toolCalls = [.. calls.Select(call => new ScriptedToolCall(call.Tool, JsonSerializer.Serialize(call.Arguments, Json)))];
        return ScriptedReply.Call(UsageOf(request, string.Concat(toolCalls.Select(call => call.Name + call.Arguments))), toolCalls);
    }

    /// <summary>Usage of a realistic size: input grows with each turn, and earlier turns are cached.</summary>
    private static ScriptedUsage UsageOf(LoopbackRequest request, string answer)
    {
        var instructions = request.Model == Models.Orders ? 1_100 : 60;
        var usage = ScriptedUsage.Of(instructions + request.Messages.Sum(message => Tokens(message.Text)), 6 + Tokens(answer));
        return request.Turn > 1 ? usage with { CachedInputTokens = 1_024 } : usage;
    }

    private static long Tokens(string text) => (text.Length + 3) / 4;

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Json)!;
}
