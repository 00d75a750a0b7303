using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.Tests.CodeFixes;

/// <summary>AGT4001, AGT4003 and AGT4004.</summary>
public sealed class BudgetCodeFixTests
{
    [Fact]
    public Task Removes_limits_that_mean_nothing() => CodeFixTest.Run(
        "AGT4003",
        """
        public partial class A
        {
            [Agent("a", MaxTokens = 0, MaxLlmCalls = 3)] public partial void Run();
            private void RunCore() { }
        }
        """,
        """
        public partial class A
        {
            [Agent("a", MaxLlmCalls = 3)] public partial void Run();
            private void RunCore() { }
        }
        """);

    [Fact]
    public async Task Removes_all_of_them()
    {
        var files = await CodeFixTest.RunAll(
            "AGT4003",
            FixAllScope.Project,
            [
                """
                public static class B
                {
                    public static AgentBudget Budget => new() { MaxToolCalls = 3, MaxCostUsd = -1m, MaxTokens = 0 };
                }
                """,
                """
                public partial class A
                {
                    [Agent("a", MaxTokens = 0, MaxLlmCalls = -3)] public partial void Run();
                    private void RunCore() { }
                }
                """,
            ]);

        Assert.Equal(
            ["public static class B {     public static AgentBudget Budget => new() { MaxToolCalls = 3 }; }", "public partial class A {     [Agent(\"a\")] public partial void Run();     private void RunCore() { } }"],
            files.Select(file => file.ReplaceLineEndings(" ")));
    }

    [Fact]
    public async Task A_budget_over_a_model_without_a_price()
    {
        const string Source =
            """
            #pragma warning disable AGT3001
            public partial class A
            {
                [Agent("a", MaxCostUsd = 1)] public partial void Run();
                private void RunCore() => AgentTrace.RecordUsage(default, "gpt-4o-super", "openai");
            }
            """;

        Assert.Equal(["Set OnUnpriced = UnpricedCalls.Allow"], await CodeFixTest.Titles("AGT4001", Source));
        await CodeFixTest.Run("AGT4001", Source, Source.Replace("MaxCostUsd = 1)", "MaxCostUsd = 1, OnUnpriced = UnpricedCalls.Allow)", StringComparison.Ordinal), "BudgetLimitCodeFix.Allow");
    }

    [Theory]
    [InlineData("[\"user.id\"]", "[]")]
    [InlineData("[\"tenant\", \"user.id\"]", "[\"tenant\"]")]
    [InlineData("[\"user.id\", \"tenant\"]", "[\"tenant\"]")]
    [InlineData("new[] { \"tenant\", \"user.id\" }", "new[] { \"tenant\" }")]
    [InlineData("new List<string> { \"user.id\", \"tenant\" }", "new List<string> { \"tenant\" }")]
    [InlineData("[\"tenant\", Keys.User]", "[\"tenant\"]")]
    public Task Removes_a_dimension_that_is_unbounded_or_personal(string before, string after)
        => CodeFixTest.Run("AGT4004", Dimensions(before), Dimensions(after));

    [Fact]
    public async Task Removes_all_dimensions_that_are_unbounded_or_personal()
    {
        var files = await CodeFixTest.RunAll("AGT4004", FixAllScope.Document, [Dimensions("[\"user.id\", \"tenant\", \"session.id\", \"region\"]")]);

        Assert.Contains("[\"tenant\", \"region\"]", Assert.Single(files), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_empty_an_array_that_has_its_type_from_its_elements()
        => Assert.Empty(await CodeFixTest.Titles("AGT4004", Dimensions("new[] { \"user.id\" }")));

    private static string Dimensions(string list) =>
        $$"""
        public static class Keys
        {
            public const string User = "user.id";
        }

        public static class Telemetry
        {
            public static void Configure(AgentTracingOptions options) => options.MetricDimensions = {{list}};
        }
        """;
}
