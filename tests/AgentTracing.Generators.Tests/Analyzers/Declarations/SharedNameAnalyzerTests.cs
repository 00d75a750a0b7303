using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Analyzers.Declarations;

/// <summary>AGT1007.</summary>
public sealed class SharedNameAnalyzerTests
{
    [Fact]
    public async Task Agents_and_tools_of_one_name()
    {
        var diagnostics = await AnalyzerTest.Run(
            """
            public partial class A
            {
                [Agent("order-agent")] public partial void Run();
                private void RunCore() { }

                [Tool] public partial void SearchAsync(int page);
                private void SearchCoreAsync(int page) { }

                [Tool] public partial void {|AGT1007:SearchAsync|}(string text);
                private void SearchCoreAsync(string text) { }
            }

            public partial class B
            {
                [Agent("order-agent")] public partial void {|AGT1007:Run|}();
                private void RunCore() { }

                [Tool] public partial void {|AGT1007:Search|}();
                private void SearchCore() { }
            }
            """);

        Assert.Equal(
            [
                "The tool 'A.SearchAsync(string)' has the name \"Search\" of 'A.SearchAsync(int)', so traces and metrics cannot distinguish them; give one of them another name",
                "The agent 'B.Run()' has the name \"order-agent\" of 'A.Run()', so traces and metrics cannot distinguish them; give one of them another name",
                "The tool 'B.Search()' has the name \"Search\" of 'A.SearchAsync(int)', so traces and metrics cannot distinguish them; give one of them another name",
            ],
            diagnostics.Select(diagnostic => diagnostic.GetMessage()));
        Assert.All(diagnostics, diagnostic => Assert.Single(diagnostic.AdditionalLocations));
    }

    [Fact]
    public Task Names_that_do_not_clash() => AnalyzerTest.Run(
        """
        public partial class A
        {
            [Agent("x")] public virtual partial void Run();
            private void RunCore() { }

            [Tool("x")] public partial void Search();
            private void SearchCore() { }

            [Tool("X")] public partial void Find();
            private void FindCore() { }

            [Workflow("same")] public partial void Flow();
            private void FlowCore() { }

            [Workflow("same")] public partial void Flow2();
            private void Flow2Core() { }
        }

        public partial class B : A
        {
            [Agent("x")] public override partial void Run();
            private void RunCore() { }
        }
        """);
}
