using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Interception;

/// <summary>Agents of SDKs that cannot be restored, as stubs with the same names: intercepted, compiled and run.</summary>
public sealed class StubbedAgentTests
{
    /// <summary>The stubs in the corpus.</summary>
    private static string Stubs
    {
        get
        {
            var file = File.ReadAllText(Path.Combine(TestPaths.Repository, "tests", "AgentTracing.Generators.Tests", "Analyzers", "Corpus", "AgentStubs.txt"));
            return file[file.IndexOf("namespace Microsoft.SemanticKernel.Agents", StringComparison.Ordinal)..];
        }
    }

    public static TheoryData<string, string> Calls => new()
    {
        { "await foreach (var _ in clerk.InvokeAsync(\"hi\")) { }", "invoke_agent clerk" },
        { "await foreach (var _ in clerk.InvokeStreamingAsync(\"hi\")) { }", "invoke_agent clerk" },
        { "await foreach (var _ in ((Agent)clerk).InvokeAsync([\"hi\"])) { }", "invoke_agent clerk" },
        { "await foreach (var _ in new AgentGroupChat(clerk).InvokeAsync()) { }", "invoke_agent AgentGroupChat" },
        { "await new Memory().AskAsync(\"hi\")", "invoke_agent Memory" },
        { "await ((IAgent)new Auto()).SendAsync(\"hi\")", "invoke_agent auto" },
        { "await ((IAgent)new Auto()).GenerateReplyAsync([])", "invoke_agent auto" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_run_without_known_usage_is_incomplete_and_not_zero(string call, string span)
    {
        var (_, spans) = await Run(call, "static _ => Task.FromResult(\"done\")");

        var run = spans.First(other => other.DisplayName == span);
        Assert.Equal(true, run.GetTagItem("agent_tracing.rollup.incomplete"));
        Assert.Null(run.GetTagItem("agent_tracing.rollup.input_tokens"));
    }

    [Fact]
    public async Task What_the_agent_asks_in_sight_is_counted_once()
    {
        var (_, spans) = await Run("await foreach (var _ in clerk.InvokeAsync(\"hi\")) { }", "Model.AskAsync");

        Assert.Equal(["chat gpt-4o-mini", "invoke_agent clerk"], spans.Select(static span => span.DisplayName));
        Assert.Equal(spans[1].SpanId, spans[0].ParentSpanId);
        Assert.Equal(7L, spans[1].GetTagItem("agent_tracing.rollup.input_tokens"));
        Assert.Equal(1L, spans[1].GetTagItem("agent_tracing.rollup.llm_calls"));
        Assert.Null(spans[1].GetTagItem("agent_tracing.rollup.incomplete"));
    }

    [Fact]
    public async Task A_search_in_memory_is_a_retrieval()
    {
        var (_, spans) = await Run("await new Memory().SearchAsync(\"hi\", limit: 3)", "static _ => Task.FromResult(\"done\")");

        var span = Assert.Single(spans);
        Assert.Equal("retrieval Memory", span.DisplayName);
        Assert.Equal(3L, Convert.ToInt64(span.GetTagItem("gen_ai.retrieval.top_k"), null));
    }

    [Fact]
    public void Runs_with_the_messages_of_another_SDK_are_agents_runs()
    {
        var test = InterceptionTest.Run(
            """
            using Microsoft.Agents.AI;

            public static class Program
            {
                public static async Task Run(AIAgent agent)
                {
                    _ = await agent.RunAsync([new OpenAI.Chat.UserChatMessage("hi")]);
                    await foreach (var _ in agent.RunStreamingAsync([new OpenAI.Chat.UserChatMessage("hi")])) { }
                }
            }
            """,
            Stubs);

        var file = test.Files["Source0.Interceptors.g.cs"];
        Assert.Equal(2, file.Split("// intercepts ").Length - 1);
        Assert.Equal(2, file.Split("InterceptedAgent(").Length - 1);
    }

    private static Task<(object? Result, IReadOnlyList<System.Diagnostics.Activity> Spans)> Run(string call, string ask)
        => TracedProgram.Load(InterceptionTest.Run($$"""
            using AutoGen.Core;
            using Microsoft.KernelMemory;
            using Microsoft.SemanticKernel.Agents;

            public static class Program
            {
                public static async Task<object?> Run()
                {
                    var clerk = new ChatCompletionAgent({{ask}}) { Name = "clerk" };
                    {{call}};
                    return clerk;
                }
            }

            public static partial class Model
            {
                [LlmCall(Model = "gpt-4o-mini", Provider = "openai")]
                public static partial Task<string> AskAsync(string question);

                private static Task<string> AskCoreAsync(string question)
                {
                    AgentTrace.RecordUsage(TokenUsage.FromOpenAI(7, 3));
                    return Task.FromResult("done");
                }
            }

            public sealed class Memory : IKernelMemory
            {
                public Task<MemoryAnswer> AskAsync(string question, string? index = null, CancellationToken cancellationToken = default) => Task.FromResult(new MemoryAnswer());

                public Task<SearchResult> SearchAsync(string query, string? index = null, int limit = -1, CancellationToken cancellationToken = default) => Task.FromResult(new SearchResult());
            }

            public sealed class Auto : IAgent
            {
                public string Name => "auto";

                public Task<IMessage> GenerateReplyAsync(IEnumerable<IMessage> messages, object? options = null, CancellationToken cancellationToken = default) => Task.FromResult<IMessage>(new TextMessage("done"));
            }
            """, Stubs).Output).Run();
}
