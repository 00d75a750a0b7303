using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AgentTracing.Generators.Tests.CodeFixes;

/// <summary>AGT4001 and AGT4003.</summary>
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
}
