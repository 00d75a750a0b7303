using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Analyzers.Declarations;

/// <summary>AGT1010.</summary>
public sealed class UnobservedTaskAnalyzerTests
{
    private const string Agent = """
        public partial class OrderAgent
        {
            [Agent]
            public partial Task<int> RunAsync();

            private Task<int> RunCoreAsync() => Task.FromResult(1);

            [Tool]
            public partial ValueTask CheckAsync();

            private ValueTask CheckCoreAsync() => default;

            [Tool]
            public partial int Count();

            private int CountCore() => 1;
        }
        """;

    [Fact]
    public async Task Tasks_that_are_forgotten()
    {
        var diagnostics = await AnalyzerTest.Run(Agent + """
            public static class Program
            {
                public static void M(OrderAgent agent, OrderAgent? other)
                {
                    {|AGT1010:agent.RunAsync()|};
                    _ = {|AGT1010:agent.CheckAsync()|};
                    var kept = {|AGT1010:agent.RunAsync()|};
                    Task late;
                    late = {|AGT1010:agent.RunAsync()|};
                    other?{|AGT1010:.RunAsync()|};
                    {|AGT1010:agent.RunAsync()|}.ConfigureAwait(false);
                    _ = {|AGT1010:agent.CheckAsync()|}.AsTask();
                    Action lambda = () => {|AGT1010:agent.RunAsync()|};
                    lambda();
                }

                public static void Expression(OrderAgent agent) => {|AGT1010:agent.RunAsync()|};
            }
            """);

        Assert.Equal(
            "The task of 'RunAsync' is neither awaited nor returned, so its span can outlive its parent's; await it, or return it",
            diagnostics[0].GetMessage());
    }

    [Fact]
    public Task Tasks_that_are_not() => AnalyzerTest.Run(Agent + """
        public class Program
        {
            private Task? _running;

            public async Task<int> M(OrderAgent agent)
            {
                await agent.RunAsync();
                _ = await agent.RunAsync().ConfigureAwait(false);
                var kept = agent.RunAsync();
                Task[] many = [agent.RunAsync(), agent.CheckAsync().AsTask()];
                await Task.WhenAll(many);
                _running = agent.RunAsync();
                agent.RunAsync().Wait();
                agent.Count();
                Func<Task> lambda = () => agent.RunAsync();
                await lambda();
                Forgotten();
                _ = Forgotten();
                return await kept;
            }

            public Task<int> Returned(OrderAgent agent) => agent.RunAsync();

            private Task Forgotten() => Task.CompletedTask;
        }
        """);
}
