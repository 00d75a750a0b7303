using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Analyzers.Declarations;

/// <summary>AGT1006.</summary>
public sealed class ImplementationCallAnalyzerTests
{
    private const string Agent = """
        public partial class OrderAgent
        {
            [Agent]
            public partial Task<int> RunAsync(int depth);

            protected internal virtual async Task<int> RunCoreAsync(int depth)
            {
                await Task.Yield();
                return depth == 0 ? 0 : await RunCoreAsync(depth - 1) + await Local();

                Task<int> Local() => this.RunCoreAsync(depth - 1);
            }

            [Tool("extension")]
            public static partial int Count(string text);

            internal static int CountCore(string text) => text.Length;
        }
        """;

    [Fact]
    public async Task Calls_and_delegates_past_the_span()
    {
        var diagnostics = await AnalyzerTest.Run(Agent + """
            public partial class OrderAgent
            {
                public Task<int> TwiceAsync() => {|AGT1006:RunCoreAsync|}(2);
            }

            public static class Program
            {
                public static async Task M(OrderAgent agent, OrderAgent? other)
                {
                    await agent.{|AGT1006:RunCoreAsync|}(1);
                    await (other?.{|AGT1006:RunCoreAsync|}(1) ?? Task.FromResult(1));
                    Func<int, Task<int>> run = agent.{|AGT1006:RunCoreAsync|};
                    await run(1);
                    OrderAgent.{|AGT1006:CountCore|}("");
                }
            }
            """);

        Assert.Equal("'RunCoreAsync' is called without the span of 'RunAsync'; call 'RunAsync'", diagnostics[0].GetMessage());
    }

    [Fact]
    public Task Callers_that_may() => AnalyzerTest.Run(Agent + """
        public class Loud : OrderAgent
        {
            protected internal override async Task<int> RunCoreAsync(int depth) => await base.RunCoreAsync(depth) + 1;
        }

        public class TestDouble : OrderAgent
        {
            public Task<int> Open(int depth) => RunCoreAsync(depth);
        }

        public static class Program
        {
            public static string Name => nameof(OrderAgent.RunCoreAsync);

            public static Task M(OrderAgent agent) => agent.RunAsync(1);

            private static int CountCore(string text) => text.Length;

            public static int Mine() => CountCore("");
        }
        """);

    [Fact]
    public Task Overridden_and_inherited_implementations() => AnalyzerTest.Run(Agent + """
        public class Loud : OrderAgent
        {
            protected internal override Task<int> RunCoreAsync(int depth) => Task.FromResult(1);
        }

        public abstract class Base
        {
            protected internal int FindCore(string text) => text.Length;
        }

        public partial class Derived : Base
        {
            [Tool]
            public partial int Find(string text);

            public int Other() => {|AGT1006:FindCore|}("");
        }

        public static class Program
        {
            public static Task M(Loud agent) => agent.{|AGT1006:RunCoreAsync|}(1);
        }
        """);
}
