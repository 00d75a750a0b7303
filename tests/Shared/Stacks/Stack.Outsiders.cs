using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Agents.AI;
using Microsoft.Agents.AI.Workflows;
using Microsoft.Extensions.AI;

#pragma warning disable MAAI001, MEAI001 // Experimental parts of the Agent Framework and of Microsoft.Extensions.AI

namespace AgentTracing.Tests.Shared;

/// <content>Clients and agents that replace responses of models, and indirect calls.</content>
internal sealed partial class Stack
{
    private static void AddOutsiders()
    {
        Shapes["client that sums"] = static (stack, streaming) => AskAsync(new Summing(stack.Client(), stack.Client(Large)), streaming, "plain");
        Shapes["client that sums below function calls"] = static (stack, streaming)
            => AskAsync(new Summing(stack.Client(), stack.Client(Large)).AsBuilder().UseFunctionInvocation().Build(), streaming, tools: stack.LookUp);
        Shapes["client that rewrites"] = static (stack, streaming) => AskAsync(new Rewriting(stack.Client(), keepsUsage: false), streaming, "plain");
        Shapes["client that rewrites with a usage"] = static (stack, streaming) => AskAsync(new Rewriting(stack.Client(), keepsUsage: true), streaming, "plain");
        Shapes["layers of the SDK"] = static (stack, streaming) => AskAsync(
            stack.Client().AsBuilder().ConfigureOptions(static options => options.Temperature = 0.5f).UseFunctionInvocation().ConfigureOptions(static options => options.TopP = 0.5f).Build(),
            streaming,
            tools: stack.LookUp);
        Shapes["tool that asks for a value"] = static (stack, streaming)
            => AskAsync(stack.Client().AsBuilder().UseFunctionInvocation().Build(), streaming, tools: stack.AskForValue);
        Shapes["agents as tools at once"] = static (stack, streaming) => RunAsync(
            new ChatClientAgent(
                stack.Client(), new ChatClientAgentOptions { Name = "clerk", ChatOptions = new ChatOptions { Tools = [stack.RunInside] }, AllowConcurrentInvocation = true }),
            streaming,
            "both");
        Shapes["agent as a client"] = static (stack, streaming) => AskAsync(Agent(stack.Client(), stack.LookUp).AsIChatClient(), streaming);
        Shapes["agent as a client that we trace"] = static (stack, streaming)
            => AskAsync(Agent(stack.Client(), stack.LookUp).AsIChatClient().AsBuilder().UseAgentTracing().Build(), streaming);
        Shapes["agent of an agent"] = static (stack, streaming) => RunAsync(Agent(Agent(stack.Client(), stack.LookUp, "inner").AsIChatClient()), streaming);
        Shapes["agent of a builder"] = static (stack, streaming) => RunAsync(stack.Client().AsBuilder().ConfigureOptions(static options => options.TopP = 0.5f).BuildAIAgent(name: "clerk", tools: [stack.LookUp]), streaming);
        Shapes["team"] = static (stack, streaming) => RunAsync(new Team(Agent(stack.Client(), name: "first"), Agent(stack.Client(Large), name: "second")), streaming, "plain");
        Shapes["team as a tool"] = static (stack, streaming) => RunAsync(
            Agent(stack.Client(), stack.Counted(new Team(Agent(stack.Client(), name: "first"), Agent(stack.Client(Large), name: "second")).AsAIFunction(LookUpOptions))), streaming);
        Shapes["agent middleware that rewrites"] = static (stack, streaming) => RunAsync(
            Agent(stack.Client(), stack.LookUp).AsBuilder().Use(
                async (messages, session, options, inner, token)
                    => new AgentResponse(new ChatMessage(ChatRole.Assistant, (await inner.RunAsync(messages, session, options, token)).Text + "!")),
                null).Build(),
            streaming);
        Shapes["agent whose context asks a model"] = static (stack, streaming) => RunAsync(
            new ChatClientAgent(
                stack.Client(), new ChatClientAgentOptions { Name = "clerk", ChatOptions = new ChatOptions { Tools = [stack.LookUp] }, AIContextProviders = [new Knowing(stack.Client(Large))] }),
            streaming);
        Shapes["workflow in lockstep"] = static (stack, streaming) => InLockstepAsync(
            AgentWorkflowBuilder.BuildSequential(Agent(stack.Client(), stack.LookUp, "first"), Agent(stack.Client(), name: "second")), streaming);
    }

    private AIFunction AskForValue => AIFunctionFactory.Create(
        async () =>
        {
            Interlocked.Increment(ref _executions);
            return (await Client(Large).GetResponseAsync<Answer>([new ChatMessage(ChatRole.User, "typed")], cancellationToken: Cancellation)).Result.Number;
        },
        "look_up");

    private static async Task InLockstepAsync(Workflow workflow, bool streaming)
    {
        List<ChatMessage> input = [new(ChatRole.User, "hi")];
        if (streaming)
        {
            await using var run = await InProcessExecution.Lockstep.RunStreamingAsync(workflow, input, cancellationToken: Cancellation);
            await run.TrySendMessageAsync(new TurnToken(emitEvents: true));
            await foreach (var happened in run.WatchStreamAsync(Cancellation))
                Assert.IsNotType<WorkflowErrorEvent>(happened);
        }
        else
        {
            await using var run = await InProcessExecution.Lockstep.OpenStreamingAsync(workflow, cancellationToken: Cancellation);
            await run.TrySendMessageAsync(input);
            await run.TrySendMessageAsync(new TurnToken(emitEvents: false));
            await run.RunToCompletionAsync(cancellationToken: Cancellation);
        }
    }

    /// <summary>Adds a model's response to the context of a conversation.</summary>
    private sealed class Knowing(IChatClient client) : AIContextProvider(null, null, null)
    {
        protected override async ValueTask<AIContext> ProvideAIContextAsync(InvokingContext context, CancellationToken cancellationToken)
            => new() { Instructions = (await client.GetResponseAsync([new ChatMessage(ChatRole.User, "inside")], cancellationToken: cancellationToken)).Text };
    }

    /// <summary>An agent that runs two others, and returns their combined texts and usage.</summary>
    private sealed class Team(AIAgent first, AIAgent second) : AIAgent
    {
        public override string Name => "team";

        protected override async Task<AgentResponse> RunCoreAsync(IEnumerable<ChatMessage> messages, AgentSession? session, AgentRunOptions? options, CancellationToken cancellationToken)
        {
            var one = await first.RunAsync(messages, null, options, cancellationToken);
            var two = await second.RunAsync(messages, null, options, cancellationToken);
            var usage = new UsageDetails();
            usage.Add(one.Usage!);
            usage.Add(two.Usage!);
            return new AgentResponse(new ChatMessage(ChatRole.Assistant, one.Text + two.Text)) { Usage = usage, ResponseId = Guid.NewGuid().ToString("N") };
        }

        protected override async IAsyncEnumerable<AgentResponseUpdate> RunCoreStreamingAsync(
            IEnumerable<ChatMessage> messages, AgentSession? session, AgentRunOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var agent in (AIAgent[])[first, second])
            {
                await foreach (var update in agent.RunStreamingAsync(messages, null, options, cancellationToken))
                    yield return update;
            }
        }

        protected override ValueTask<AgentSession> CreateSessionCoreAsync(CancellationToken cancellationToken) => first.CreateSessionAsync(cancellationToken);

        protected override ValueTask<JsonElement> SerializeSessionCoreAsync(AgentSession session, JsonSerializerOptions? jsonSerializerOptions, CancellationToken cancellationToken)
            => throw new NotSupportedException();

        protected override ValueTask<AgentSession> DeserializeSessionCoreAsync(JsonElement serializedState, JsonSerializerOptions? jsonSerializerOptions, CancellationToken cancellationToken)
            => throw new NotSupportedException();
    }
}
