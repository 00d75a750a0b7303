using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.CodeFixes;

/// <summary>AGT2008: where the fix inserts code.</summary>
public sealed class HiddenRoundsCodeFixTests
{
    private static readonly TestCompilation Options = new() { References = SdkReferences.All, Language = LanguageVersion.Latest };

    public static TheoryData<string, string> Chains => new()
    {
        {
            "inner.AsBuilder().UseFunctionInvocation().Build()",
            "inner.AsBuilder().UseFunctionInvocation().UseAgentTracing().Build()"
        },
        {
            "new FunctionInvokingChatClient(inner)",
            "new FunctionInvokingChatClient(inner.AsBuilder().UseAgentTracing().Build())"
        },
        {
            "new FunctionInvokingChatClient((inner as DelegatingChatClient)!, null) { MaximumIterationsPerRequest = 3 }",
            "new FunctionInvokingChatClient(((inner as DelegatingChatClient)!).AsBuilder().UseAgentTracing().Build(), null) { MaximumIterationsPerRequest = 3 }"
        },
        {
            "inner.AsBuilder().UseAgentTracing().UseLogging().UseFunctionInvocation().Build()",
            "inner.AsBuilder().UseLogging().UseFunctionInvocation().UseAgentTracing().Build()"
        },
        {
            """
            inner
                    .AsBuilder()
                    .UseFunctionInvocation(configure: client => client.MaximumIterationsPerRequest = 3) // three are enough
                    .UseLogging()
                    .Build()
            """,
            """
            inner
                    .AsBuilder()
                    .UseFunctionInvocation(configure: client => client.MaximumIterationsPerRequest = 3) // three are enough
                    .UseAgentTracing()
                    .UseLogging()
                    .Build()
            """
        },
        {
            """
            inner.AsBuilder()
                    // Above.
                    .UseAgentTracing()
                    .UseFunctionInvocation()
                    .Build()
            """,
            """
            inner.AsBuilder()
                    .UseFunctionInvocation()
                    .UseAgentTracing()
                    .Build()
            """
        },
    };

    [Theory]
    [MemberData(nameof(Chains))]
    public Task Adds_or_moves_the_step(string chain, string expected)
    {
        static string Source(string chain) => $$"""
            using Microsoft.Extensions.AI;

            public static class Clients
            {
                public static IChatClient Create(IChatClient inner) => {{chain}};
            }
            """;
        return CodeFixTest.Run("AGT2008", Source(chain), Source(expected), options: Options);
    }

    [Fact]
    public Task Adds_to_the_last_step_of_a_statement() => CodeFixTest.Run(
        "AGT2008",
        """
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;

        public static class Startup
        {
            public static void Add(IServiceCollection services, IChatClient inner)
            {
                services
                    .AddChatClient(inner)
                    .UseFunctionInvocation(); // tools
            }
        }
        """,
        """
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;

        public static class Startup
        {
            public static void Add(IServiceCollection services, IChatClient inner)
            {
                services
                    .AddChatClient(inner)
                    .UseFunctionInvocation()
                    .UseAgentTracing(); // tools
            }
        }
        """,
        options: Options);

    [Fact]
    public async Task Fixes_all_of_a_solution()
    {
        var texts = await CodeFixTest.RunAll(
            "AGT2008",
            FixAllScope.Solution,
            Options,
            [
                [Source("A", "inner.AsBuilder().UseFunctionInvocation().Build(), inner.AsBuilder().UseAgentTracing().UseFunctionInvocation().Build()")],
                [Source("B", "new ChatClientBuilder(inner).UseFunctionInvocation().Build()"), Source("C", "inner.AsBuilder().UseFunctionInvocation().UseOpenTelemetry().Build()")],
            ]);

        Assert.Equal(
            [
                Source("A", "inner.AsBuilder().UseFunctionInvocation().UseAgentTracing().Build(), inner.AsBuilder().UseFunctionInvocation().UseAgentTracing().Build()"),
                Source("B", "new ChatClientBuilder(inner).UseFunctionInvocation().UseAgentTracing().Build()"),
                Source("C", "inner.AsBuilder().UseFunctionInvocation().UseOpenTelemetry().Build()"),
            ],
            texts);

        static string Source(string name, string clients) => $$"""
            using Microsoft.Extensions.AI;

            public static class {{name}}
            {
                public static IChatClient[] Create(IChatClient inner) => [{{clients}}];
            }
            """;
    }
}
