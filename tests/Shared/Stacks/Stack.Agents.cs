using Microsoft.Agents.AI;
using Microsoft.Agents.AI.Workflows;
using Microsoft.Extensions.AI;

#pragma warning disable MAAI001 // Experimental parts of the Agent Framework

namespace AgentTracing.Tests.Shared;

/// <content>Agents, and workflows of agents.</content>
internal sealed partial class Stack
{
    /// <summary>A source on which agents trace themselves, instead of the framework's own.</summary>
    public const string OwnSource = "Tests.Stack.Agents";

    private static void AddAgents()
    {
        AddPlainAgents();
        AddAgentMiddleware();
        AddAgentsInAgents();
    }

    private static void AddPlainAgents()
    {
        Shapes["agent"] = static (stack, streaming) => RunAsync(Agent(stack.Client(), stack.LookUp), streaming);
        Shapes["agent by its own type"] = static async (stack, streaming) =>
        {
            var agent = new ChatClientAgent(stack.Client(), name: "clerk", tools: [stack.LookUp]);
            var options = new ChatClientAgentRunOptions(new ChatOptions { Temperature = 0.5f });
            if (streaming)
                await agent.RunStreamingAsync("hi", null, options, Cancellation).ToAgentResponseAsync(Cancellation);
            else
                await agent.RunAsync("hi", null, options, Cancellation);
        };
        Shapes["agent of a client"] = static (stack, streaming) => RunAsync(stack.Client().AsAIAgent("Be brief.", "clerk", tools: [stack.LookUp]), streaming);
        Shapes["agent of a pipeline"] = static (stack, streaming) => RunAsync(Agent(stack.Client().AsBuilder().UseFunctionInvocation().Build(), stack.LookUp), streaming);
        Shapes["pipeline that an agent uses later"] = static async (stack, streaming) =>
        {
            // The agent's first run adds a layer to the client.
            var client = stack.Client().AsBuilder().UseFunctionInvocation().Build();
            await AskAsync(client, streaming, tools: stack.LookUp);
            await RunAsync(Agent(client, stack.LookUp), streaming);
            await AskAsync(client, streaming, tools: stack.LookUp);
        };
        Shapes["agent of a pipeline as it is"] = static (stack, streaming) => RunAsync(
            new ChatClientAgent(
                stack.Client().AsBuilder().UseFunctionInvocation().Build(),
                new ChatClientAgentOptions { Name = "clerk", ChatOptions = new ChatOptions { Tools = [stack.LookUp] }, UseProvidedChatClientAsIs = true }),
            streaming);
        Shapes["agent of a traced client"] = static (stack, streaming) => RunAsync(Agent(stack.Client().AsBuilder().UseAgentTracing().Build(), stack.LookUp), streaming);
        Shapes["agent of a client that traces itself"] = static (stack, streaming) => RunAsync(Agent(stack.Client().AsBuilder().UseOpenTelemetry().Build(), stack.LookUp), streaming);
        Shapes["agent with UseAgentTracing"] = static (stack, streaming) => RunAsync(Agent(stack.Client(), stack.LookUp).AsBuilder().UseAgentTracing().Build(), streaming);
        Shapes["agent that traces itself"] = static (stack, streaming) => RunAsync(Agent(stack.Client(), stack.LookUp).AsBuilder().UseOpenTelemetry().Build(), streaming);
        Shapes["agent that traces itself by its own source"] = static (stack, streaming)
            => RunAsync(Agent(stack.Client(), stack.LookUp).AsBuilder().UseOpenTelemetry(OwnSource).Build(), streaming);
        Shapes["agent that both trace"] = static (stack, streaming)
            => RunAsync(Agent(stack.Client(), stack.LookUp).AsBuilder().UseAgentTracing().UseOpenTelemetry().UseAgentTracing().Build(), streaming);
        Shapes["agent without ids"] = static (stack, streaming) => RunAsync(Agent(new WithoutIds(stack.Client()), stack.AskInside), streaming);
        Shapes["agent of a guarded client"] = static (stack, streaming) => RunAsync(Agent(new Guarded(stack.Client(), stack.Client(Large)), stack.LookUp), streaming);
        Shapes["agent of a client that asks again"] = static (stack, streaming) => RunAsync(Agent(new Insistent(stack.Client(), stack.Client(Large), atLeast: 100), stack.LookUp), streaming);
        Shapes["typed run"] = static async (stack, _) => Assert.Equal(7, (await Agent(stack.Client()).RunAsync<Answer>("typed", cancellationToken: Cancellation)).Result.Number);
        Shapes["session"] = static async (stack, streaming) =>
        {
            var agent = Agent(stack.Client(), stack.LookUp);
            var session = await agent.CreateSessionAsync(Cancellation);
            await RunAsync(agent, streaming, "hi", session);
            await RunAsync(agent, streaming, "plain", session);
        };
    }

    private static void AddAgentMiddleware()
    {
        Shapes["agent middleware"] = static (stack, streaming) => RunAsync(
            Agent(stack.Client(), stack.LookUp).AsBuilder().Use(
                (messages, session, options, inner, token) => inner.RunAsync(messages, session, options, token),
                (messages, session, options, inner, token) => inner.RunStreamingAsync(messages, session, options, token)).Build(),
            streaming);
        Shapes["agent middleware of two steps"] = static (stack, streaming) => RunAsync(
            Agent(stack.Client(), stack.LookUp).AsBuilder().Use(
                async (messages, session, options, inner, token) =>
                {
                    await inner.RunAsync("plain", session, options, token);
                    return await inner.RunAsync(messages, session, options, token);
                },
                null).Build(),
            streaming);
        Shapes["agent middleware twice"] = static (stack, streaming) => RunAsync(
            Agent(stack.Client(), stack.LookUp).AsBuilder().Use(
                (messages, session, options, inner, token) => inner.RunAsync(messages, session, options, token),
                (messages, session, options, inner, token) => inner.RunStreamingAsync(messages, session, options, token))
            .Use(static inner => new Delegating(inner)).Build(),
            streaming);
        Shapes["agent middleware around one that traces itself"] = static (stack, streaming) => RunAsync(
            Agent(stack.Client(), stack.LookUp).AsBuilder().Use(
                (messages, session, options, inner, token) => inner.RunAsync(messages, session, options, token),
                (messages, session, options, inner, token) => inner.RunStreamingAsync(messages, session, options, token)).UseOpenTelemetry().Build(),
            streaming);
        Shapes["agent that traces itself around middleware"] = static (stack, streaming) => RunAsync(
            Agent(stack.Client(), stack.LookUp).AsBuilder().UseOpenTelemetry().Use(
                (messages, session, options, inner, token) => inner.RunAsync(messages, session, options, token),
                (messages, session, options, inner, token) => inner.RunStreamingAsync(messages, session, options, token)).Build(),
            streaming);
        Shapes["shared agent middleware"] = static (stack, streaming) => RunAsync(
            Agent(stack.Client(), stack.LookUp).AsBuilder().Use((messages, session, options, next, token) => next(messages, session, options, token)).Build(), streaming);
        Shapes["function middleware"] = static (stack, streaming)
            => RunAsync(Agent(stack.Client(), stack.LookUp).AsBuilder().Use((_, context, next, token) => next(context, token)).Build(), streaming);
        Shapes["delegating agent"] = static (stack, streaming) => RunAsync(new Delegating(Agent(stack.Client(), stack.LookUp)), streaming);
        Shapes["delegating agents"] = static (stack, streaming) => RunAsync(new Delegating(new Delegating(Agent(stack.Client(), stack.LookUp))), streaming);
        Shapes["delegating agent of three steps"] = static (stack, streaming) => RunAsync(new Delegating(Agent(stack.Client(), stack.LookUp), before: 2), streaming);
        Shapes["delegating agent around one that traces itself"] = static (stack, streaming)
            => RunAsync(new Delegating(Agent(stack.Client(), stack.LookUp).AsBuilder().UseOpenTelemetry().Build()), streaming);
    }

    private static void AddAgentsInAgents()
    {
        Shapes["agent as a tool"] = static (stack, streaming)
            => RunAsync(Agent(stack.Client(), stack.Counted(Agent(stack.Client(), name: "expert").AsAIFunction(LookUpOptions))), streaming);
        Shapes["agent as a tool of a pipeline"] = static (stack, streaming) => AskAsync(
            stack.Client().AsBuilder().UseFunctionInvocation().Build(), streaming, tools: stack.Counted(Agent(stack.Client(Large), name: "expert").AsAIFunction(LookUpOptions)));
        Shapes["agent with a tool as a tool"] = static (stack, streaming)
            => RunAsync(Agent(stack.Client(), stack.Counted(Agent(stack.Client(), stack.AskInside, name: "expert").AsAIFunction(LookUpOptions))), streaming);
        Shapes["agents as tools that trace themselves"] = static (stack, streaming) => RunAsync(
            Agent(stack.Client(), stack.Counted(Agent(stack.Client(), name: "expert").AsBuilder().UseOpenTelemetry().Build().AsAIFunction(LookUpOptions)))
                .AsBuilder().UseOpenTelemetry().Build(),
            streaming);
        Shapes["middleware as a tool"] = static (stack, streaming)
            => RunAsync(Agent(stack.Client(), stack.Counted(new Delegating(Agent(stack.Client(), name: "expert")).AsAIFunction(LookUpOptions))), streaming);
        Shapes["tool that runs an agent"] = static (stack, streaming) => RunAsync(Agent(stack.Client(), stack.RunInside), streaming);
        Shapes["agent whose tool asks a model"] = static (stack, streaming) => RunAsync(Agent(stack.Client(), stack.AskInside), streaming);
        Shapes["agent whose tools ask models at once"] = static (stack, streaming) => RunAsync(
            new ChatClientAgent(
                stack.Client(), new ChatClientAgentOptions { Name = "clerk", ChatOptions = new ChatOptions { Tools = [stack.AskInside] }, AllowConcurrentInvocation = true }),
            streaming,
            "both");
    }

    private static void AddWorkflows()
    {
        Shapes["sequence"] = static (stack, streaming)
            => RunAsync(AgentWorkflowBuilder.BuildSequential(Agent(stack.Client(), name: "first"), Agent(stack.Client(), name: "second")), streaming);
        Shapes["sequence with tools"] = static (stack, streaming)
            => RunAsync(AgentWorkflowBuilder.BuildSequential(Agent(stack.Client(), stack.LookUp, "first"), Agent(stack.Client(Large), name: "second")), streaming, "hi");
        Shapes["agents at once"] = static (stack, streaming)
            => RunAsync(AgentWorkflowBuilder.BuildConcurrent([Agent(stack.Client(), name: "first"), Agent(stack.Client(), stack.AskInside, "second")]), streaming, "hi");
        Shapes["group chat"] = static (stack, streaming) => RunAsync(
            AgentWorkflowBuilder.CreateGroupChatBuilderWith(agents => new RoundRobinGroupChatManager(agents) { MaximumIterationCount = 3 })
                .AddParticipants([Agent(stack.Client(), name: "first"), Agent(stack.Client(), name: "second")]).Build(),
            streaming);
        Shapes["built workflow"] = static (stack, streaming) =>
        {
            var (first, second) = (Agent(stack.Client(), name: "first"), Agent(stack.Client(), name: "second"));
            return RunAsync(new WorkflowBuilder(first).AddEdge(first, second).Build(), streaming);
        };
        Shapes["handoff"] = static (stack, streaming) =>
        {
            var (first, second) = (Agent(stack.Client(), name: "first"), Agent(stack.Client(), name: "second"));
            return RunAsync(AgentWorkflowBuilder.CreateHandoffBuilderWith(first).WithHandoff(first, second, "always").Build(), streaming);
        };
        Shapes[HeardByListenersOnly] = static (stack, streaming) => RunAsync(
            AgentWorkflowBuilder.BuildSequential(
                Agent(stack.Client(), name: "first").AsBuilder().UseOpenTelemetry().Build(), Agent(stack.Client(), name: "second").AsBuilder().UseOpenTelemetry().Build()),
            streaming);
        Shapes["agents that we trace in a workflow"] = static (stack, streaming) => RunAsync(
            AgentWorkflowBuilder.BuildSequential(
                Agent(stack.Client(), stack.LookUp, "first").AsBuilder().UseAgentTracing().Build(), new Delegating(Agent(stack.Client(), name: "second"))),
            streaming,
            "hi");
        Shapes["workflow as an agent"] = static (stack, streaming) => RunAsync(
            AgentWorkflowBuilder.BuildSequential(Agent(stack.Client(), name: "first"), Agent(stack.Client(), name: "second")).AsAIAgent(name: "flow"), streaming, "plain");
        Shapes["workflow as an agent as a tool"] = static (stack, streaming) => RunAsync(
            Agent(
                stack.Client(),
                stack.Counted(AgentWorkflowBuilder.BuildSequential(Agent(stack.Client(), name: "first")).AsAIAgent(name: "flow").AsAIFunction(LookUpOptions))),
            streaming);
    }

    private static AIFunctionFactoryOptions LookUpOptions => new() { Name = "look_up" };

    /// <summary>Counts the framework's executions of a tool.</summary>
    private CountedTool Counted(AIFunction tool) => new(tool, () => Interlocked.Increment(ref _executions));

    private sealed class CountedTool(AIFunction inner, Action count) : DelegatingAIFunction(inner)
    {
        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            count();
            return base.InvokeCoreAsync(arguments, cancellationToken);
        }
    }
}
