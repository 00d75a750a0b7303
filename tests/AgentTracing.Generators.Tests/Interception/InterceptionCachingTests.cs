using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Tests.Interception;

/// <summary>An edit regenerates only the interceptors of its own file.</summary>
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
    public void Readers_are_written_again_when_another_is_needed_and_only_then()
    {
        var compilation = InterceptionTest.Create(First, Second);
        var driver = InterceptionTest.Driver().RunGenerators(compilation);
        var edited = compilation.SyntaxTrees.Single(static tree => tree.ToString() == Second);

        var streams = compilation.ReplaceSyntaxTree(edited, InterceptionTest.Options.Parse(Second.Replace("GetResponseAsync", "GetStreamingResponseAsync").Replace("Task M", "object M"), edited.FilePath));
        Assert.Equal(
            ["AgentTracing.Readers.Intercepted.g.cs", "Source1.Interceptors.g.cs"],
            InterceptionTest.ChangedOutputs(driver = driver.RunGenerators(streams)).Order(StringComparer.Ordinal));
        Assert.Empty(InterceptionTest.ChangedOutputs(driver.RunGenerators(streams.AddSyntaxTrees(InterceptionTest.Options.Parse(Other, "Other.cs")))));
    }

    /// <summary>Annotated methods, interceptors in two files, and pipelines read the same types.</summary>
    [Fact]
    public void Each_reader_is_written_once_a_compilation()
    {
        const string Annotated = """
            using AgentTracing;
            partial class Annotated
            {
                [LlmCall]
                public partial Task<ChatResponse> Ask(ChatOptions options);
                private Task<ChatResponse> AskCore(ChatOptions options) => Task.FromResult(new ChatResponse());
            }
            """;
        var driver = CSharpGeneratorDriver.Create(
                [new AgentTracingGenerator().AsSourceGenerator()],
                parseOptions: InterceptionTest.Options.ParseOptions,
                optionsProvider: TestConfigOptions.Of([("AgentTracingInterceptLlmCalls", "true")]))
            .RunGeneratorsAndUpdateCompilation(InterceptionTest.Create(First, Second, Annotated), out var output, out _);

        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        var readers = driver.GetRunResult().GeneratedTrees.SelectMany(static tree => tree.GetRoot().DescendantNodes())
            .OfType<MethodDeclarationSyntax>()
            .Where(static method => method.ParameterList.Parameters is [{ Type: { } type }, _] && type.ToString().EndsWith("LlmResponse", StringComparison.Ordinal))
            .Select(static method => method.Identifier + method.ParameterList.ToString())
            .ToList();
        Assert.Contains(readers, static reader => reader.StartsWith("ReadChatResponse(", StringComparison.Ordinal));
        Assert.Equal(readers.Distinct(), readers);
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
