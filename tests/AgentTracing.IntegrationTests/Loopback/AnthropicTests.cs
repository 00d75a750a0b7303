using System.Text.Json;
using Anthropic.Models.Messages;
using LoopbackLlm;
using Beta = Anthropic.Models.Beta.Messages;

namespace AgentTracing.IntegrationTests.Loopback;

public class AnthropicTests
{
    private static readonly ScriptedUsage EveryFigure = new()
    {
        InputTokens = 301,
        OutputTokens = 103,
        CachedInputTokens = 55,
        CacheWriteInputTokens = 7,
        CacheWrite5mInputTokens = 3,
        CacheWrite1hInputTokens = 4,
        ReasoningTokens = 19,
        WebSearchRequests = 2,
        WebFetchRequests = 1,
    };

    private static readonly IReadOnlyDictionary<string, JsonElement> NoInput = new Dictionary<string, JsonElement>();

    [Fact]
    public async Task An_answer_has_every_figure_of_the_script()
    {
        var reply = ScriptedReply.Say("hello 世界", EveryFigure) with { Model = "claude-real", ServiceTier = "priority" };
        await using var server = await LoopbackClients.StartAsync(reply);

        var message = await server.Anthropic().Messages.Create(Request("hi"), LoopbackClients.Cancellation);

        var logged = Assert.Single(server.Log.Requests);
        Assert.True(message.Content[0].TryPickText(out var text));
        Assert.Equal("hello 世界", text.Text);
        Assert.Equal("claude-real", message.Model.Raw());
        Assert.Equal(logged.ResponseId, message.ID);
        Assert.Equal("end_turn", message.StopReason?.Raw());
        Assert.Equal(301, message.Usage.InputTokens);
        Assert.Equal(103, message.Usage.OutputTokens);
        Assert.Equal(55, message.Usage.CacheReadInputTokens);
        Assert.Equal(7, message.Usage.CacheCreationInputTokens);
        Assert.Equal(3, message.Usage.CacheCreation?.Ephemeral5mInputTokens);
        Assert.Equal(4, message.Usage.CacheCreation?.Ephemeral1hInputTokens);
        Assert.Equal(19, message.Usage.OutputTokensDetails?.ThinkingTokens);
        Assert.Equal(2, message.Usage.ServerToolUse?.WebSearchRequests);
        Assert.Equal(1, message.Usage.ServerToolUse?.WebFetchRequests);
        Assert.Equal("priority", message.Usage.ServiceTier?.Raw());
        Assert.Equal(EveryFigure, logged.Usage);
        Assert.Equal("claude-test", logged.Model);
    }

    [Fact]
    public async Task A_stream_splits_usage_between_its_start_and_its_delta()
    {
        var reply = new ScriptedReply { Chunks = ["Hel", "lo 🌍"], Usage = EveryFigure, FinishReason = "length" };
        await using var server = await LoopbackClients.StartAsync(reply);

        var events = await server.Anthropic().Messages.CreateStreaming(Request("hi"), LoopbackClients.Cancellation).ToListAsync();

        Assert.True(events[0].TryPickStart(out var start));
        Assert.Equal(301, start.Message.Usage.InputTokens);
        Assert.Equal(1, start.Message.Usage.OutputTokens);
        Assert.Equal(55, start.Message.Usage.CacheReadInputTokens);
        Assert.Equal(7, start.Message.Usage.CacheCreationInputTokens);
        Assert.Equal(3, start.Message.Usage.CacheCreation?.Ephemeral5mInputTokens);
        Assert.Equal(4, start.Message.Usage.CacheCreation?.Ephemeral1hInputTokens);
        var delta = Assert.Single(events.Select(e => e.TryPickDelta(out var d) ? d : null).OfType<RawMessageDeltaEvent>());
        Assert.Equal("max_tokens", delta.Delta.StopReason?.Raw());
        Assert.Equal(301, delta.Usage.InputTokens);
        Assert.Equal(103, delta.Usage.OutputTokens);
        Assert.Equal(55, delta.Usage.CacheReadInputTokens);
        Assert.Equal(7, delta.Usage.CacheCreationInputTokens);
        Assert.Equal(19, delta.Usage.OutputTokensDetails?.ThinkingTokens);
        Assert.Equal(2, delta.Usage.ServerToolUse?.WebSearchRequests);
        Assert.True(events[^1].TryPickStop(out _));
        Assert.Equal(["Hel", "lo 🌍"], events.Select(TextOf).OfType<string>());
        var logged = Assert.Single(server.Log.Requests);
        Assert.Equal(EveryFigure, logged.Usage);
        Assert.Equal(start.Message.ID, logged.ResponseId);
    }

    [Fact]
    public async Task Tool_calls_arrive_whole_and_in_pieces_and_their_results_go_back()
    {
        const string Input = """{"sku":"A-100","quantity":2}""";
        LoopbackScript script =
        [
            new()
            {
                HasToolResult = true,
                Turn = 2,
                ReplyTo = r => ScriptedReply.Say($"{r.ToolResults[0].ToolCallId}: {r.ToolResults[0].Text}", ScriptedUsage.Of(5, 6)),
            },
            new()
            {
                Turn = 1,
                Reply = new() { Text = "Let me see.", ToolCalls = [new("validate", Input, "toolu_own")], Usage = ScriptedUsage.Of(3, 4) },
            },
        ];
        await using var server = await LoopbackClients.StartAsync(script);
        var messages = server.Anthropic().Messages;

        var first = await messages.Create(Request("hi"), LoopbackClients.Cancellation);
        var events = await messages.CreateStreaming(Request("hi"), LoopbackClients.Cancellation).ToListAsync();
        var call = new ToolUseBlockParam { ID = "toolu_own", Name = "validate", Input = NoInput };
        var second = await messages.Create(
            Request("hi") with
            {
                Messages =
                [
                    new UserMessageParam("hi"),
                    new AssistantMessageParam(new List<ContentBlockParam> { call }),
                    new UserMessageParam(new List<ContentBlockParam> { new ToolResultBlockParam("toolu_own") { Content = "in stock" } }),
                ],
            },
            LoopbackClients.Cancellation);

        Assert.Equal("tool_use", first.StopReason?.Raw());
        Assert.True(first.Content[1].TryPickToolUse(out var toolUse));
        Assert.Equal(("toolu_own", "validate"), (toolUse.ID, toolUse.Name));
        Assert.Equal(2, toolUse.Input["quantity"].GetInt32());
        var pieces = events.Select(InputOf).OfType<string>().ToList();
        Assert.True(pieces.Count > 1);
        Assert.Equal(Input, string.Concat(pieces));
        Assert.True(second.Content[0].TryPickText(out var text));
        Assert.Equal("toolu_own: in stock", text.Text);
    }

    [Fact]
    public async Task The_beta_service_speaks_the_same_wire()
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Say("one two", EveryFigure));
        var service = server.Anthropic().Beta.Messages;
        var request = new Beta.MessageCreateParams
        {
            Model = "claude-test",
            MaxTokens = 100,
            Messages = [new Beta.BetaUserMessageParam("hi")],
        };

        var message = await service.Create(request, LoopbackClients.Cancellation);
        var events = await service.CreateStreaming(request, LoopbackClients.Cancellation).ToListAsync();

        Assert.Equal(301, message.Usage.InputTokens);
        Assert.Equal(103, message.Usage.OutputTokens);
        Assert.Equal(55, message.Usage.CacheReadInputTokens);
        Assert.Equal(4, message.Usage.CacheCreation?.Ephemeral1hInputTokens);
        var delta = Assert.Single(events.Select(e => e.TryPickDelta(out var d) ? d : null).OfType<Beta.BetaRawMessageDeltaEvent>());
        Assert.Equal(103, delta.Usage.OutputTokens);
        Assert.All(server.Log.Requests, r => Assert.Equal("/v1/messages", r.Path));
    }

    [Fact]
    public async Task The_system_message_is_not_the_users()
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Say("x", ScriptedUsage.Of(1, 1)));

        await server.Anthropic().Messages.Create(Request("from the user") with { System = "be brief" }, LoopbackClients.Cancellation);

        var request = Assert.Single(server.Log.Requests).Request;
        Assert.Equal(("be brief", "from the user", 1), (request.SystemText, request.LastUserText, request.Turn));
    }

    private static string? TextOf(RawMessageStreamEvent e) =>
        e.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var text) ? text.Text : null;

    private static string? InputOf(RawMessageStreamEvent e) =>
        e.TryPickContentBlockDelta(out var delta) && delta.Index == 1 && delta.Delta.TryPickInputJson(out var input) ? input.PartialJson : null;

    private static MessageCreateParams Request(string text) => new()
    {
        Model = "claude-test",
        MaxTokens = 100,
        Messages = [new UserMessageParam(text)],
    };
}
