using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

#pragma warning disable MEAI001, AGT2003, AGT2004 // Chat reducers, and pipelines with layers in the wrong order

namespace AgentTracing.Tests.Shared;

/// <content>Pipelines of clients.</content>
internal sealed partial class Stack
{
    private static IDistributedCache Cache => new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));

    private static void AddPipelines()
    {
        AddPlainPipelines();
        AddMiddleware();
        AddCaches();
        Shapes["typed answer"] = static async (stack, _) => Assert.Equal(7, (await stack.Client().GetResponseAsync<Answer>("typed", cancellationToken: Cancellation)).Result.Number);
        Shapes["typed answer with function calls"] = static (stack, _) => stack.Client().AsBuilder().UseFunctionInvocation().Build()
            .GetResponseAsync<Answer>("hi", new ChatOptions { Tools = [stack.LookUp] }, cancellationToken: Cancellation);
        Shapes["tool that needs approval"] = static (stack, streaming) => stack.ApproveAsync(streaming);
    }

    private static void AddPlainPipelines()
    {
        Shapes["client"] = static (stack, streaming) => AskAsync(stack.Client(), streaming, "plain");
        Shapes["pipeline"] = static (stack, streaming) => AskAsync(stack.Client().AsBuilder().UseFunctionInvocation().Build(), streaming, tools: stack.LookUp);
        Shapes["pipeline with its rounds traced"] = static (stack, streaming)
            => AskAsync(stack.Client().AsBuilder().UseFunctionInvocation().UseAgentTracing().Build(), streaming, tools: stack.LookUp);
        Shapes["pipeline traced above"] = static (stack, streaming)
            => AskAsync(stack.Client().AsBuilder().UseAgentTracing().UseFunctionInvocation().Build(), streaming, tools: stack.LookUp);
        Shapes["pipeline traced twice"] = static (stack, streaming)
            => AskAsync(stack.Client().AsBuilder().UseAgentTracing().UseFunctionInvocation().UseAgentTracing().UseAgentTracing().Build(), streaming, tools: stack.LookUp);
        Shapes["pipeline that traces itself above"] = static (stack, streaming)
            => AskAsync(stack.Client().AsBuilder().UseOpenTelemetry().UseFunctionInvocation().Build(), streaming, tools: stack.LookUp);
        Shapes["pipeline that traces itself below"] = static (stack, streaming)
            => AskAsync(stack.Client().AsBuilder().UseFunctionInvocation().UseOpenTelemetry().Build(), streaming, tools: stack.LookUp);
        Shapes["pipeline that both trace"] = static (stack, streaming)
            => AskAsync(stack.Client().AsBuilder().UseOpenTelemetry().UseFunctionInvocation().UseOpenTelemetry().UseAgentTracing().Build(), streaming, tools: stack.LookUp);
        Shapes["function calls in function calls"] = static (stack, streaming)
            => AskAsync(stack.Client().AsBuilder().UseFunctionInvocation().UseFunctionInvocation().Build(), streaming, tools: stack.LookUp);
        Shapes["two models in one loop"] = static (stack, streaming)
            => AskAsync(new Routed(stack.Client(), stack.Client(Large)).AsBuilder().UseFunctionInvocation().Build(), streaming, tools: stack.LookUp);
        Shapes["pipeline without ids"] = static (stack, streaming)
            => AskAsync(new WithoutIds(stack.Client()).AsBuilder().UseFunctionInvocation().Build(), streaming, tools: stack.LookUp);
        Shapes["tool that asks a model"] = static (stack, streaming)
            => AskAsync(stack.Client().AsBuilder().UseFunctionInvocation().Build(), streaming, tools: stack.AskInside);
        Shapes["tool that asks a model, without ids"] = static (stack, streaming)
            => AskAsync(new WithoutIds(stack.Client()).AsBuilder().UseFunctionInvocation().Build(), streaming, tools: stack.AskInside);
        Shapes["tools that ask models at once"] = static (stack, streaming)
            => AskAsync(stack.Client().AsBuilder().UseFunctionInvocation(configure: calls => calls.AllowConcurrentInvocation = true).Build(), streaming, "both", stack.AskInside);
    }

    private static void AddMiddleware()
    {
        Shapes["client middleware"] = static (stack, streaming) => AskAsync(
            stack.Client().AsBuilder().UseFunctionInvocation().Use(
                (messages, options, inner, token) => inner.GetResponseAsync(messages, options, token),
                (messages, options, inner, token) => inner.GetStreamingResponseAsync(messages, options, token)).Build(),
            streaming,
            tools: stack.LookUp);
        Shapes["client middleware above"] = static (stack, streaming) => AskAsync(
            stack.Client().AsBuilder().Use(
                (messages, options, inner, token) => inner.GetResponseAsync(messages, options, token),
                (messages, options, inner, token) => inner.GetStreamingResponseAsync(messages, options, token)).UseFunctionInvocation().Build(),
            streaming,
            tools: stack.LookUp);
        Shapes["shared client middleware"] = static (stack, streaming) => AskAsync(
            stack.Client().AsBuilder().Use((messages, options, next, token) => next(messages, options, token)).UseFunctionInvocation().Build(), streaming, tools: stack.LookUp);
        Shapes["guard"] = static (stack, streaming) => AskAsync(new Guarded(stack.Client(), stack.Client()), streaming, "plain");
        Shapes["guard above function calls"] = static (stack, streaming)
            => AskAsync(new Guarded(stack.Client().AsBuilder().UseFunctionInvocation().Build(), stack.Client(Large)), streaming, tools: stack.LookUp);
        Shapes["guard below function calls"] = static (stack, streaming)
            => AskAsync(new Guarded(stack.Client(), stack.Client()).AsBuilder().UseFunctionInvocation().Build(), streaming, tools: stack.LookUp);
        Shapes["retry of a failure"] = static (stack, streaming) => AskAsync(new Insistent(stack.Client(), stack.Client(Large)), streaming, "broken plain");
        Shapes["retry of a short answer"] = static (stack, streaming) => AskAsync(new Insistent(stack.Client(), stack.Client(Large), atLeast: 3), streaming, "short plain");
        Shapes["retry of every answer"] = static (stack, streaming) => AskAsync(new Insistent(stack.Client(), stack.Client(), atLeast: 100), streaming, "plain");
        Shapes["retry below function calls"] = static (stack, streaming)
            => AskAsync(new Insistent(stack.Client(), stack.Client(Large), atLeast: 100).AsBuilder().UseFunctionInvocation().Build(), streaming, tools: stack.LookUp);
        Shapes["fallback"] = static (stack, streaming) => AskAsync(new Insistent(stack.Client(Broken), stack.Client(Large)), streaming, "plain");
        Shapes["chat reducer"] = static async (stack, streaming) =>
        {
            var client = stack.Client().AsBuilder().UseChatReducer(new SummarizingChatReducer(stack.Client().AsBuilder().UseAgentTracing().Build(), 1, 1)).Build();
            ChatMessage[] messages = [new(ChatRole.User, "a"), new(ChatRole.Assistant, "b"), new(ChatRole.User, "c"), new(ChatRole.Assistant, "d"), new(ChatRole.User, "plain")];
            if (streaming)
                await client.GetStreamingResponseAsync(messages, cancellationToken: Cancellation).ToChatResponseAsync(Cancellation);
            else
                await client.GetResponseAsync(messages, cancellationToken: Cancellation);
        };
    }

    private static void AddCaches()
    {
        Shapes["cache"] = static (stack, streaming) => ThriceAsync(stack.Client().AsBuilder().UseDistributedCache(Cache).Build(), streaming, "plain");
        Shapes["cache below middleware"] = static (stack, streaming) => ThriceAsync(
            stack.Client().AsBuilder().Use(
                (messages, options, inner, token) => inner.GetResponseAsync(messages, options, token),
                (messages, options, inner, token) => inner.GetStreamingResponseAsync(messages, options, token)).UseDistributedCache(Cache).Build(),
            streaming,
            "plain");
        Shapes["cache above what we trace"] = static (stack, streaming)
            => ThriceAsync(stack.Client().AsBuilder().UseDistributedCache(Cache).UseAgentTracing().Build(), streaming, "plain");
        Shapes["cache below what we trace"] = static (stack, streaming)
            => ThriceAsync(stack.Client().AsBuilder().UseAgentTracing().UseDistributedCache(Cache).Build(), streaming, "plain");
        Shapes["cache above function calls"] = static (stack, streaming)
            => ThriceAsync(stack.Client().AsBuilder().UseDistributedCache(Cache).UseFunctionInvocation().UseAgentTracing().Build(), streaming, "hi", stack.LookUp);
        Shapes["cache below function calls"] = static (stack, streaming)
            => ThriceAsync(stack.Client().AsBuilder().UseFunctionInvocation().UseAgentTracing().UseDistributedCache(Cache).Build(), streaming, "hi", stack.LookUp);
        Shapes["cache between"] = static (stack, streaming)
            => ThriceAsync(stack.Client().AsBuilder().UseFunctionInvocation().UseDistributedCache(Cache).UseAgentTracing().Build(), streaming, "hi", stack.LookUp);
        Shapes["cache that traces itself"] = static (stack, streaming)
            => ThriceAsync(stack.Client().AsBuilder().UseDistributedCache(Cache).UseOpenTelemetry().Build(), streaming, "plain");
        Shapes["cache of what traces itself"] = static (stack, streaming)
            => ThriceAsync(stack.Client().AsBuilder().UseOpenTelemetry().UseDistributedCache(Cache).Build(), streaming, "kept");
        Shapes["agent with a cache"] = static async (stack, streaming) =>
        {
            var agent = Agent(stack.Client().AsBuilder().UseDistributedCache(Cache).Build());
            for (var i = 0; i < 3; i++)
                await RunAsync(agent, streaming, "plain");
        };
    }

    private static async Task ThriceAsync(IChatClient client, bool streaming, string question, params AITool[] tools)
    {
        for (var i = 0; i < 3; i++)
            await AskAsync(client, streaming, question, tools);
    }

    private async Task ApproveAsync(bool streaming)
    {
        var client = Client().AsBuilder().UseFunctionInvocation().Build();
        var options = new ChatOptions { Tools = [new ApprovalRequiredAIFunction(LookUp)] };
        List<ChatMessage> messages = [new(ChatRole.User, "hi")];
        var asked = streaming
            ? await client.GetStreamingResponseAsync(messages, options, Cancellation).ToChatResponseAsync(Cancellation)
            : await client.GetResponseAsync(messages, options, Cancellation);
        messages.AddMessages(asked);
        var request = asked.Messages.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>().Single();
        messages.Add(new(ChatRole.User, [request.CreateResponse(true)]));
        if (streaming)
            await client.GetStreamingResponseAsync(messages, options, Cancellation).ToChatResponseAsync(Cancellation);
        else
            await client.GetResponseAsync(messages, options, Cancellation);
    }

    private sealed record Answer(int Number);
}
