using AgentTracing.CompilerServices;
using Microsoft.Extensions.AI;

namespace AgentTracing.PipelineTests;

/// <summary>Each run is counted once without interception: our clients or those of Microsoft.Extensions.AI trace the calls.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class StackTests
{
    private const string AI = "Experimental.Microsoft.Extensions.AI";
    private const string Agents = "Experimental.Microsoft.Agents.AI";

    /// <summary>Every stack, streamed and not, with each set of other listeners.</summary>
    public static TheoryData<string, bool, string> OfOurs => Runs("", AI, $"{Agents},{Stack.OwnSource}", $"{AI},{Agents},{Stack.OwnSource}");

    /// <summary>The same if something listens to the clients' own source, as <c>AddAgentTracing</c> does.</summary>
    public static TheoryData<string, bool, string> OfTheirs => Runs(AI, $"{AI},{Agents},{Stack.OwnSource}");

    [Theory]
    [MemberData(nameof(OfOurs))]
    public Task Clients_that_we_trace(string shape, bool streaming, string listeners) => RunAsync(shape, streaming, listeners, static client => client.UseAgentTracing());

    [Theory]
    [MemberData(nameof(OfTheirs))]
    public Task Clients_that_trace_themselves(string shape, bool streaming, string listeners) => RunAsync(shape, streaming, listeners, static client => client.UseOpenTelemetry());

    private static TheoryData<string, bool, string> Runs(params string[] listeners)
        => [.. from shape in Stack.Names from streaming in (bool[])[false, true] from set in listeners select (shape, streaming, set)];

    private static async Task RunAsync(string shape, bool streaming, string listeners, Func<ChatClientBuilder, ChatClientBuilder> trace)
    {
        await using var run = await RecordedRun.StartAsync(Stack.Script, [SdkFacts.RoundsSource, .. listeners.Split(',', StringSplitOptions.RemoveEmptyEntries)]);
        var stack = new Stack(model => trace(run.Server.OpenAIChat(model).AsIChatClient().AsBuilder()).Build());

        using var measured = AgentTrace.Measure();
        await stack.RunAsync(shape, streaming);

        run.AssertAddsUp(measured.Account, stack.Executions);
    }
}
