using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Operations;

/// <summary>
/// What a recorded operation allocates in addition to hand-written code for the same span: only our own objects, independent of what a
/// version of .NET allocates for a span. The figures are exact. An increase is a deliberate decision, documented in docs/performance.md.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class AllocationTests : IDisposable
{
    // A second AsyncLocal: an ExecutionContext (40), and the difference between a map with two values (48) and one with a single value.
    private const int Ambient = 40 + 48;
    private const int OperationObject = 120;
    private const int CallObject = 104;
    private const int ResponseObject = 144;

    // Small counts are cached boxes; hand-written code boxes each of the two.
    private const int SharedCounts = 2 * 24;

    private const string ByHand = "System.AllocationTests";
    private static readonly ActivitySource Source = new(ByHand);
    private static readonly KeyValuePair<string, object?>[] ToolTags =
        [new("gen_ai.operation.name", "execute_tool"), new("gen_ai.tool.name", "Say"), new("gen_ai.tool.type", "function")];

    private static readonly KeyValuePair<string, object?>[] ChatTags =
    [
        new("gen_ai.operation.name", "chat"), new("gen_ai.provider.name", "openai"), new("gen_ai.request.model", "gpt-4o-mini"), new("agent_tracing.operation.name", "Ask"),
    ];

    private static readonly Answer Known = new(1, 2);

    private readonly SilentListeners _listeners = new(AgentTelemetry.SourceName, ByHand);

    public void Dispose() => _listeners.Dispose();

    [Fact]
    public void A_tool_has_one_object_and_its_place_in_the_ambient_chain()
        => Assert.Equal(Ambient + OperationObject, Allocated(static () => Say("a")) - Allocated(static () => SayByHand("a")));

    [Fact]
    public void A_call_of_a_model_has_two_objects_more()
        => Assert.Equal(
            Ambient + OperationObject + CallObject + ResponseObject - SharedCounts, Allocated(static () => Ask(Known)) - Allocated(static () => AskByHand(Known)));

    [Fact]
    public void Repeated_values_of_a_client_are_not_stored_again()
        => Assert.Equal(0, Allocated(static () => LlmClient.Read("gpt-4o-mini", static (client, model) => (client.Model, client.Provider) = (model, "openai"))));

    [Tool]
    private static partial string Say(string value);

    private static string SayCore(string value) => value;

    private static string SayByHand(string value)
    {
        using var span = Source.StartActivity("execute_tool Say", ActivityKind.Internal, default(ActivityContext), ToolTags);
        return SayCore(value);
    }

    [LlmCall(Model = "gpt-4o-mini", Provider = "openai")]
    private static partial Answer Ask(Answer answer);

    private static Answer AskCore(Answer answer) => answer;

    private static Answer AskByHand(Answer answer)
    {
        using var span = Source.StartActivity("chat gpt-4o-mini", ActivityKind.Client, default(ActivityContext), ChatTags);
        span?.AddTag("gen_ai.usage.input_tokens", (long)answer.InputTokens);
        span?.AddTag("gen_ai.usage.output_tokens", (long)answer.OutputTokens);
        span?.AddTag("gen_ai.usage.cost", 0.5);
        span?.AddTag("agent_tracing.cost.status", "priced");
        span?.AddTag("agent_tracing.cost.entry", "openai/gpt-4o-mini");
        return AskCore(answer);
    }

    private sealed record Answer(int InputTokens, int OutputTokens);

    /// <summary>Runs on a new thread, because other ambient values around a test would make the maps larger.</summary>
    private static long Allocated<T>(Func<T> call)
    {
        var allocated = 0L;
        var thread = new Thread(() => allocated = Measured(call));
        thread.UnsafeStart();
        thread.Join();
        return allocated;
    }

    private static long Measured<T>(Func<T> call)
    {
        const int Calls = 1000;
        for (var i = 0; i < 200; i++)
            call();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
            call();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
