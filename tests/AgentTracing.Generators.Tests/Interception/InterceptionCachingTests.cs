using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Tests.Interception;

/// <summary>An edit writes the interceptors of its own file, and nothing else.</summary>
public sealed class InterceptionCachingTests
{
    private const string First = "static class First { static Task M(IChatClient client) => client.GetResponseAsync(\"first\"); }";
    private const string Second = "static class Second { static Task M(IChatClient client) => client.GetResponseAsync(\"second\"); }";
    private const string Other = "static class Other { static int Value => 1; }";

    [Theory]
    [InlineData(First, First + " // comment", "Source0.Interceptors.g.cs")]
    [InlineData(Second, "// comment\n" + Second, "Source1.Interceptors.g.cs")]
    [InlineData(Second, "static class Second;")]
    [InlineData(Other, Other + " // comment")]
    public void An_edit_writes_its_own_file_only(string before, string after, params string[] files)
    {
        var compilation = InterceptionTest.Create(First, Second, Other);
        var driver = InterceptionTest.Driver().RunGenerators(compilation);
        var edited = compilation.SyntaxTrees.Single(tree => tree.ToString() == before);

        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(edited, InterceptionTest.Options.Parse(after, edited.FilePath)));

        Assert.Equal(files, InterceptionTest.ChangedOutputs(driver));
    }

    [Fact]
    public void Every_step_is_tracked()
    {
        var driver = InterceptionTest.Driver(("AgentTracingInterceptionSummary", "true")).RunGenerators(InterceptionTest.Create(First));

        Assert.Superset(
            new HashSet<string> { TrackingNames.ModelCalls, TrackingNames.InterceptionFiles, TrackingNames.InterceptionSummary },
            driver.GetRunResult().Results[0].TrackedSteps.Keys.ToHashSet());
    }

    [Fact]
    public void The_same_code_gives_the_same_bytes()
        => Assert.Equal(InterceptionTest.Run(First, Second).Files, InterceptionTest.Run(First, Second).Files);
}
