using System.Diagnostics;
using System.Runtime.CompilerServices;
using LoopbackLlm;
using Microsoft.Agents.AI;
using Microsoft.Agents.AI.Workflows;
using Microsoft.Extensions.AI;

namespace AgentTracing.InterceptionTests.Stacks;

/// <summary>Workflows that continue after the call that starts them: they have one span, which ends with the last event.</summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class WorkflowTests
{
    private const string Gpt = "gpt-4o-mini";

    private static readonly Dictionary<string, Func<Workflow, CancellationToken, Task>> Ways = new(StringComparer.Ordinal)
    {
        ["watched"] = static async (workflow, token) =>
        {
            await using var run = await InProcessExecution.RunStreamingAsync(workflow, Input, cancellationToken: Cancellation);
            await run.TrySendMessageAsync(new TurnToken(emitEvents: true));
            await foreach (var _ in run.WatchStreamAsync(token))
            {
            }
        },
        ["watched with the token of the enumeration"] = static async (workflow, token) =>
        {
            await using var run = await InProcessExecution.RunStreamingAsync(workflow, Input, cancellationToken: Cancellation);
            await run.TrySendMessageAsync(new TurnToken(emitEvents: true));
            await foreach (var _ in run.WatchStreamAsync().WithCancellation(token))
            {
            }
        },
        ["opened"] = static async (workflow, token) =>
        {
            await using var run = await InProcessExecution.OpenStreamingAsync(workflow, cancellationToken: Cancellation);
            await run.TrySendMessageAsync(Input);
            await run.TrySendMessageAsync(new TurnToken(emitEvents: false));
            await foreach (var _ in run.WatchStreamAsync(token))
            {
            }
        },
        ["in lockstep"] = static async (workflow, token) =>
        {
            await using var run = await InProcessExecution.Lockstep.RunStreamingAsync(workflow, Input, cancellationToken: Cancellation);
            await run.TrySendMessageAsync(new TurnToken(emitEvents: true));
            await foreach (var _ in run.WatchStreamAsync(token))
            {
            }
        },
        ["worked off"] = static async (workflow, token) =>
        {
            await using var run = await InProcessExecution.RunStreamingAsync(workflow, Input, cancellationToken: Cancellation);
            await run.TrySendMessageAsync(new TurnToken(emitEvents: false));
            await run.RunToCompletionAsync(static happened => null, token);
        },
    };

    /// <summary>Every way to run a workflow, alone and inside an agent.</summary>
    public static TheoryData<string, bool> Runs => [.. from way in Ways.Keys from isInside in (bool[])[false, true] select (way, isInside)];

    /// <summary>The ways to run a workflow.</summary>
    public static TheoryData<string> Names => [.. Ways.Keys];

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

    private static List<ChatMessage> Input => [new(ChatRole.User, "hi")];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_run_is_one_span_around_all_of_its_calls(string way, bool isInside)
    {
        await using var run = await RecordedRun.StartAsync();
        var workflow = Sequence(run);

        if (isInside)
            await new Outer().RunAsync(() => Ways[way](workflow, Cancellation));
        else
            await Ways[way](workflow, Cancellation);

        var span = Assert.Single(run.Spans, static span => span.GetTagItem("gen_ai.operation.name") is "invoke_workflow");
        Assert.Equal("invoke_workflow flow", span.DisplayName);
        Assert.Equal((run.Sent.Input, run.Sent.Output), (span.GetTagItem("agent_tracing.rollup.input_tokens"), span.GetTagItem("agent_tracing.rollup.output_tokens")));
        Assert.Equal(2L, span.GetTagItem("agent_tracing.rollup.llm_calls"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.Null(span.GetTagItem("agent_tracing.stream.incomplete"));
        // In lockstep mode, the framework clears the current span for the code inside.
        if (way != "in lockstep")
            Assert.All(run.Spans.Where(static span => span.GetTagItem("gen_ai.operation.name") is "chat"), chat => Assert.Equal(span.TraceId, chat.TraceId));
        Assert.Equal(run.Started, run.Spans.Count);
        run.AssertCountedOnce();
        if (isInside)
            Assert.Equal(run.Sent.Input, run.Spans.Single(static span => span.DisplayName == "invoke_agent owner").GetTagItem("agent_tracing.rollup.input_tokens"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_failure_inside_is_one_of_the_run(string way)
    {
        await using var run = await RecordedRun.StartAsync(ScriptedReply.Fail(ScriptedFailure.Status(500)));

        try
        {
            await Ways[way](Sequence(run), Cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Some ways throw, others report the failure in an event.
        }

        var span = Assert.Single(run.Spans, static span => span.GetTagItem("gen_ai.operation.name") is "invoke_workflow");
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.NotNull(span.GetTagItem("error.type"));
        Assert.Null(span.GetTagItem("agent_tracing.cancelled"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_run_that_its_caller_cancels_is_marked_as_cancelled(string way)
    {
        await using var run = await RecordedRun.StartAsync(new ScriptedReply { Text = "late", Delay = TimeSpan.FromHours(1) });
        using var source = new CancellationTokenSource();

        var running = Ways[way](Sequence(run), source.Token);
        while (run.Server.Log.Requests.Count == 0)
            await Task.Delay(10, Cancellation);
        await source.CancelAsync();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            // Some ways throw, others end without an exception.
        }

        var span = Assert.Single(run.Spans, static span => span.GetTagItem("gen_ai.operation.name") is "invoke_workflow");
        Assert.Equal((true, ActivityStatusCode.Unset), (span.GetTagItem("agent_tracing.cancelled"), span.Status));
    }

    [Fact]
    public async Task A_run_ends_when_the_enumeration_of_its_events_is_abandoned()
    {
        await using var run = await RecordedRun.StartAsync();

        await using (var streaming = await InProcessExecution.RunStreamingAsync(Sequence(run), Input, cancellationToken: Cancellation))
        {
            await streaming.TrySendMessageAsync(new TurnToken(emitEvents: true));
            await foreach (var _ in streaming.WatchStreamAsync(Cancellation))
                break;

            Assert.Equal(true, Assert.Single(run.Spans, static span => span.DisplayName == "invoke_workflow flow").GetTagItem("agent_tracing.stream.incomplete"));
        }
    }

    [Fact]
    public async Task A_run_that_is_never_watched_ends_when_it_is_no_longer_referenced()
    {
        await using var run = await RecordedRun.StartAsync();

        await RunUnwatchedAsync(run);

        for (var i = 0; i < 100 && run.Spans.All(static span => span.DisplayName != "invoke_workflow flow"); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(10, Cancellation);
        }

        Assert.Equal(true, Assert.Single(run.Spans, static span => span.DisplayName == "invoke_workflow flow").GetTagItem("agent_tracing.stream.incomplete"));
    }

    [Fact]
    public async Task Inside_a_workflow_method_that_one_shows_the_run()
    {
        await using var run = await RecordedRun.StartAsync();

        await new Flow().RunAsync(Sequence(run));

        var span = Assert.Single(run.Spans, static span => span.GetTagItem("gen_ai.operation.name") is "invoke_workflow");
        Assert.Equal("invoke_workflow method", span.DisplayName);
        Assert.Equal(run.Sent.Input, span.GetTagItem("agent_tracing.rollup.input_tokens"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task RunUnwatchedAsync(RecordedRun run)
    {
        await using var streaming = await InProcessExecution.RunStreamingAsync(Sequence(run), Input, cancellationToken: Cancellation);
        Assert.DoesNotContain(run.Spans, static span => span.DisplayName == "invoke_workflow flow");
    }

    private static Workflow Sequence(RecordedRun run) => AgentWorkflowBuilder.BuildSequential("flow", [Agent(run, "first"), Agent(run, "second")]);

    private static ChatClientAgent Agent(RecordedRun run, string name) => new(run.Server.OpenAIChat(Gpt).AsIChatClient(), name: name);

    private sealed partial class Outer
    {
        [Agent("owner")]
        public partial Task RunAsync(Func<Task> run);

        private Task RunCoreAsync(Func<Task> run) => run();
    }

    private sealed partial class Flow
    {
        [Workflow("method")]
        public partial Task RunAsync(Workflow workflow);

        private async Task RunCoreAsync(Workflow workflow)
        {
            await using var run = await InProcessExecution.RunStreamingAsync(workflow, Input, cancellationToken: Cancellation);
            await run.TrySendMessageAsync(new TurnToken(emitEvents: true));
            await foreach (var _ in run.WatchStreamAsync(Cancellation))
            {
            }
        }
    }
}
