using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.Tests.CodeFixes;

/// <summary>AGT1015.</summary>
public sealed class IneffectiveArgumentCodeFixTests
{
    [Theory]
    [InlineData("Tool(CostUsd = -1)", "Tool")]
    [InlineData("Tool(\"\")", "Tool")]
    [InlineData("Tool(name: \" \")", "Tool")]
    [InlineData("Tool(\"search\", CostUsd = -1, Version = \"2\")", "Tool(\"search\", Version = \"2\")")]
    [InlineData("Tool(\"\", Version = \"2\")", "Tool(Version = \"2\")")]
    [InlineData("Agent(\"a\", OnUnpriced = UnpricedCalls.Allow)", "Agent(\"a\")")]
    public Task Removes_the_argument(string before, string after) => CodeFixTest.Run("AGT1015", Source(before), Source(after));

    [Fact]
    public async Task Removes_all_of_them()
    {
        var files = await CodeFixTest.RunAll("AGT1015", FixAllScope.Project, [Source("Tool(\"\", CostUsd = -1, Version = \" \", Content = (ContentCapture)8)")]);

        Assert.Equal([Source("Tool")], files);
    }

    [Theory]
    [InlineData("\"AskAsync\", Provider = \"\"", "Remove Provider")]
    [InlineData("\"AksAsync\"")]
    public async Task Leaves_what_the_attribute_needs(string arguments, params string[] titles)
        => Assert.Equal(titles, await CodeFixTest.Titles("AGT1015", $$"""
            [assembly: LlmApi(typeof(Client), {{arguments}})]
            public sealed class Client { public Task<string> AskAsync(string prompt) => Task.FromResult(prompt); }
            """));

    private static string Source(string attribute) => $$"""
        public partial class A
        {
            [{{attribute}}] public partial void Run();
            private void RunCore() { }
        }
        """;
}
