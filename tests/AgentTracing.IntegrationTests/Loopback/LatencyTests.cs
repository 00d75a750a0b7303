using System.Diagnostics;
using LoopbackLlm;
using OpenAI.Chat;

namespace AgentTracing.IntegrationTests.Loopback;

/// <summary>Asserts only lower bounds: a busy machine may take longer, but no delay may be shorter.</summary>
public class LatencyTests
{
    // A timer may fire early by up to one tick of the system clock.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(16);

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(120);

    [Fact]
    public async Task The_first_byte_waits_for_the_delay_of_the_reply()
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Say("x") with { Delay = Delay });

        var elapsed = await TimeAsync(() => server.OpenAIChat().AskAsync());

        Assert.True(elapsed >= Delay - Slack, $"{elapsed}");
    }

    [Fact]
    public async Task Each_chunk_waits_for_the_chunk_delay()
    {
        await using var server = await LoopbackClients.StartAsync(new ScriptedReply { Chunks = ["a", "b", "c"], ChunkDelay = Delay });

        var arrivals = new List<TimeSpan>();
        var watch = Stopwatch.StartNew();
        await foreach (var update in server.OpenAIChat().AskStreaming())
        {
            if (update.ContentUpdate is [{ Text.Length: > 0 }])
                arrivals.Add(watch.Elapsed);
        }

        Assert.Equal(3, arrivals.Count);
        Assert.All(arrivals.Index(), a => Assert.True(a.Item >= (a.Index + 1) * (Delay - Slack), $"{a}"));

        // The first chunk arrives before the last is sent: the response is streamed.
        Assert.True(arrivals[2] - arrivals[0] >= Delay, $"{string.Join(", ", arrivals)}");
    }

    [Fact]
    public async Task The_options_of_the_server_apply_unless_the_reply_overrides_them()
    {
        var options = new LoopbackServerOptions { Delay = Delay, ChunkDelay = Delay };
        LoopbackScript script =
        [
            new() { UserText = "fast", Reply = ScriptedReply.Say("x") with { Delay = TimeSpan.Zero, ChunkDelay = TimeSpan.Zero } },
            new() { Reply = ScriptedReply.Say("x") },
        ];
        await using var server = await LoopbackClients.StartAsync(script, options);
        var client = server.OpenAIChat();
        await TimeAsync(() => StreamAsync(client, "fast"));

        var slow = await TimeAsync(() => StreamAsync(client, "slow"));
        var fast = await TimeAsync(() => StreamAsync(client, "fast"));

        Assert.True(slow >= 2 * (Delay - Slack), $"{slow}");
        Assert.True(fast < slow, $"{fast} {slow}");
    }

    private static Task<List<StreamingChatCompletionUpdate>> StreamAsync(ChatClient client, string text) =>
        client.AskStreaming(text).ToListAsync();

    private static async Task<TimeSpan> TimeAsync(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed;
    }
}
