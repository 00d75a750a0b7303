using AgentTracing.CompilerServices;
using Microsoft.Extensions.AI;

namespace AgentTracing.InterceptionTests.Stacks;

/// <summary>
/// Each run is counted once: spans, metrics, roll-ups and accounts equal what the server sent, with every combination of clients around the
/// call and of listeners.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class StackTests
{
    private const string AI = "Experimental.Microsoft.Extensions.AI";
    private const string Agents = "Experimental.Microsoft.Agents.AI";

    /// <summary>Every stack, streamed and not, with each set of other listeners.</summary>
    public static TheoryData<string, bool, string> Runs => [.. from shape in Stack.Names
                                                               from streaming in (bool[])[false, true]
                                                               from listeners in (string[])["", AI, $"{Agents},{Stack.OwnSource}", $"{AI},{Agents},{Stack.OwnSource}"]
                                                               where listeners.Contains(Agents, StringComparison.Ordinal) || shape != Stack.HeardByListenersOnly
                                                               select (shape, streaming, listeners)];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task The_recorded_usage_is_the_usage_that_was_sent(string shape, bool streaming, string listeners)
    {
        await using var run = await RecordedRun.StartAsync(Stack.Script, [SdkFacts.RoundsSource, .. listeners.Split(',', StringSplitOptions.RemoveEmptyEntries)]);
        var stack = new Stack(model => run.Server.OpenAIChat(model).AsIChatClient());

        using var measured = AgentTrace.Measure();
        await stack.RunAsync(shape, streaming);

        run.AssertAddsUp(measured.Account, stack.Executions);
    }
}
