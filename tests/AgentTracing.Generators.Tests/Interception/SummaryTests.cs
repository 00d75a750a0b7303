using AgentTracing.Generators.Interception;
using AgentTracing.Generators.Tests.Pricing;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Tests.Interception;

/// <summary>The build summary of a project that sets <c>AgentTracingInterceptionSummary</c>.</summary>
public sealed class SummaryTests
{
    private static readonly (string, string) On = ("AgentTracingInterceptionSummary", "true");

    [Fact]
    public void Says_how_many_and_why_not()
    {
        var compilation = InterceptionTest.Create(
            """
            internal static class B
            {
                static Task Plain(IChatClient client) => client.GetResponseAsync("a");
                static Task Typed<T>(T client) where T : IChatClient => client.GetResponseAsync("b");
                [NoIntercept] static Task Unwanted(IChatClient client) => client.GetResponseAsync("c");
            }
            """,
            """
            internal sealed class A(IChatClient inner) : DelegatingChatClient(inner)
            {
                public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                    => base.GetResponseAsync(messages, options, cancellationToken);
                static Task Typed<T>(T client) where T : IChatClient { client.GetResponseAsync("d"); return client.GetResponseAsync("e"); }
            }
            """);

        Assert.Equal(
            [
                "AgentTracing: 1 of 6 LLM calls intercepted, 5 skipped",
                "AgentTracing: 1 skipped because [NoIntercept] excludes it: Source0.cs(5,70)",
                "AgentTracing: 1 skipped because an interceptor cannot call the base method: Source1.cs(4,17)",
                "AgentTracing: 3 skipped because its receiver is of a type parameter: Source0.cs(4,68), Source1.cs(5,67), Source1.cs(5,104)",
            ],
            InterceptionTest.Run(compilation, On).Summary);
    }

    [Fact]
    public void Counts_calls_in_Razor_files()
    {
        var compilation = InterceptionTest.Create("static class A { static Task M(IChatClient client) => client.GetResponseAsync(\"a\"); }");
        AdditionalText[] files =
        [
            new PricingText("/app/_Imports.razor", "@using Microsoft.Extensions.AI\n"),
            new PricingText("/app/Pages/Chat.razor", """
                @page "/chat"
                @inject IChatClient Client
                <h1>@title</h1>

                @code {
                    private string title = "}";
                    private async Task Ask() => await Client.GetResponseAsync(title);
                    private Task Trim() => Task.FromResult(title.Trim());
                }
                <p>@(1 + 1)</p>
                @code { Task Again(Microsoft.Extensions.AI.IChatClient other) => other?.GetResponseAsync("b"); }
                """),
        ];
        var driver = InterceptionTest.Driver(On).AddAdditionalTexts([.. files]).RunGenerators(compilation, TestContext.Current.CancellationToken);
        var summary = driver.GetRunResult().GeneratedTrees.Single(static tree => tree.FilePath.EndsWith(InterceptionSummary.HintName, StringComparison.Ordinal)).ToString();

        Assert.Contains("1 of 3 LLM calls intercepted, 2 skipped", summary, StringComparison.Ordinal);
        Assert.Contains("2 skipped because it is in a Razor file, which generators do not see: Chat.razor(7,46), Chat.razor(11,73)", summary, StringComparison.Ordinal);
    }

    /// <summary>
    /// Only the compiler sees the declarations in a Razor file: calls in code-behind that use them are listed as skipped, and the others
    /// are intercepted.
    /// </summary>
    [Fact]
    public void Counts_the_calls_behind_a_Razor_file()
    {
        var compilation = InterceptionTest.Create("static class A;").AddSyntaxTrees(InterceptionTest.Options.Parse("""
            using Microsoft.Extensions.AI;

            namespace Shop.Pages;

            public partial class Chat
            {
                private IChatClient Other => null!;
                Task Injected() => Client.GetResponseAsync("a");
                Task Local() { var client = Kept; return client.GetResponseAsync("b"); }
                Task Seen() => Other.GetResponseAsync("c");
            }
            """, "/app/Pages/Chat.razor.cs"));
        AdditionalText[] files =
        [
            new PricingText("/app/Pages/Chat.razor", """
                @using Microsoft.Extensions.AI
                @inject IChatClient Client
                @code {
                    private IChatClient Kept => Client;
                    Task Here() => Other.GetResponseAsync("d");
                }
                """),
        ];
        var driver = InterceptionTest.Driver(On).AddAdditionalTexts([.. files]).RunGenerators(compilation, TestContext.Current.CancellationToken);
        var summary = driver.GetRunResult().GeneratedTrees.Single(static tree => tree.FilePath.EndsWith(InterceptionSummary.HintName, StringComparison.Ordinal)).ToString();

        Assert.Contains("1 of 4 LLM calls intercepted, 3 skipped", summary, StringComparison.Ordinal);
        Assert.Contains("1 skipped because it is in a Razor file, which generators do not see: Chat.razor(5,26)", summary, StringComparison.Ordinal);
        Assert.Contains("2 skipped because it uses a declaration of a Razor file, which generators do not see: Chat.razor.cs(8,31), Chat.razor.cs(9,53)", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_there_is_nothing()
        => Assert.Equal(["AgentTracing: 0 of 0 LLM calls intercepted, 0 skipped"], InterceptionTest.Run(InterceptionTest.Create(), On).Summary);

    [Fact]
    public void Says_nothing_unasked()
    {
        var compilation = InterceptionTest.Create("static class Program { static Task M(IChatClient client) => client.GetResponseAsync(\"hi\"); }");

        Assert.Empty(InterceptionTest.Run(compilation).Summary);
        Assert.Empty(InterceptionTest.Run(compilation, On, ("AgentTracingInterceptLlmCalls", "")).Summary);
    }

    /// <summary>The summary changes with a line number; the interceptors of other files do not.</summary>
    [Theory]
    [InlineData("static class Second;", true)]
    [InlineData("static class Second { static Task M<T>(T client) where T : IChatClient => client.GetResponseAsync(\"second\"); } // comment", false)]
    public void An_edit_regenerates_it_only_if_its_text_changes(string after, bool isWritten)
    {
        var compilation = InterceptionTest.Create(
            "static class First { static Task M(IChatClient client) => client.GetResponseAsync(\"first\"); }",
            "static class Second { static Task M<T>(T client) where T : IChatClient => client.GetResponseAsync(\"second\"); }");
        var driver = InterceptionTest.Driver(On).RunGenerators(compilation);
        var edited = compilation.SyntaxTrees.Single(static tree => tree.FilePath == "Source1.cs");

        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(edited, InterceptionTest.Options.Parse(after, edited.FilePath)));

        var steps = driver.GetRunResult().Results[0].TrackedOutputSteps.SelectMany(static step => step.Value).ToList();
        Assert.Equal(isWritten, Reason<InterceptionSummary>(steps) is IncrementalStepRunReason.Modified);
        Assert.Equal(IncrementalStepRunReason.Cached, Reason<InterceptionFile>(steps));
    }

    private static IncrementalStepRunReason Reason<T>(IEnumerable<IncrementalGeneratorRunStep> steps)
        => steps.Single(static step => step.Inputs.Any(static input => input.Source.Outputs[input.OutputIndex].Value is T)).Outputs.Single().Reason;
}
