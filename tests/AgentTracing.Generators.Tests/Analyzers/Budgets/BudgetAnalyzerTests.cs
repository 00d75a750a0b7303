using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Analyzers.Budgets;

/// <summary>AGT4001 to AGT4004.</summary>
public sealed class BudgetAnalyzerTests
{
    private static readonly TestCompilation Options = new() { References = SdkReferences.All, Language = LanguageVersion.Latest };

    [Theory]
    [InlineData("Agent", "{|AGT4003:MaxCostUsd = 0|}")]
    [InlineData("Agent", "{|AGT4003:MaxCostUsd = -0.5|}")]
    [InlineData("Agent", "{|AGT4003:MaxCostUsd = double.PositiveInfinity|}")]
    [InlineData("Agent", "{|AGT4003:MaxCostUsd = 1e-40|}")]
    [InlineData("Workflow", "{|AGT4003:MaxTokens = 0|}")]
    [InlineData("Workflow", "{|AGT4003:MaxLlmCalls = -1|}, MaxToolCalls = 1")]
    [InlineData("AgentTask", "{|AGT4003:MaxToolCalls = 0|}, {|AGT4003:MaxRepeatedToolCalls = -3|}")]
    [InlineData("Agent", "MaxCostUsd = 0.5, MaxTokens = 1, MaxLlmCalls = 2, MaxToolCalls = 3, MaxRepeatedToolCalls = 4")]
    [InlineData("Agent", "MaxCostUsd = double.NaN")]
    public Task Limits_of_attributes(string attribute, string limits) => AnalyzerTest.Run(
        $$"""
        public partial class A
        {
            [{{attribute}}("a", {{limits}})] public partial void Run();
            private void RunCore() { }
        }
        """,
        Options);

    [Fact]
    public async Task Limits_of_budgets_in_code()
    {
        var diagnostics = await AnalyzerTest.Run(
            """
            public static class A
            {
                public static AgentBudget Of(long tokens) => new()
                {
                    {|AGT4003:MaxCostUsd = 0m|}, MaxTokens = tokens, {|AGT4003:MaxLlmCalls = -1|}, MaxToolCalls = null, MaxRepeatedToolCalls = 2,
                };

                public static Mine Own => new() { MaxTokens = 0 };
            }

            public sealed class Mine { public long MaxTokens { get; set; } }
            """,
            Options);

        Assert.Equal("MaxCostUsd = 0 limits nothing; use a value greater than zero, or omit it for no limit", diagnostics[0].GetMessage());
    }

    [Fact]
    public Task Models_without_a_price_that_a_run_reaches() => AnalyzerTest.Run(
        """
        public partial class A
        {
            [Agent("direct", {|AGT4001:MaxCostUsd = 1|})] public partial void Direct();
            private void DirectCore() => Ask("x");

            [Agent("nested", {|AGT4001:MaxCostUsd = 1|}, MaxTokens = 5)] public partial void Nested();
            private void NestedCore() => Helper();

            [Agent("allowed", MaxCostUsd = 1, OnUnpriced = UnpricedCalls.Allow)] public partial void Allowed();
            private void AllowedCore() => Helper();

            [Agent("tokens", MaxTokens = 1)] public partial void Tokens();
            private void TokensCore() => Helper();

            [Agent("priced", MaxCostUsd = 1)] public partial void Priced();
            private void PricedCore() => AskPriced("x");

            [Agent("elsewhere", {|AGT4001:MaxCostUsd = 1|})] public partial void Elsewhere();
            private void ElsewhereCore() => new B().Go();

            private void Helper() => Ask("y");

            [LlmCall(Model = {|AGT3001:"gpt-4o-super"|}, Provider = "openai")] private partial TokenUsageOf Ask(string text);
            private TokenUsageOf AskCore(string text) => new();

            [LlmCall(Model = "gpt-4o", Provider = "openai")] private partial TokenUsageOf AskPriced(string text);
            private TokenUsageOf AskPricedCore(string text) => new();
        }

        public class B
        {
            private readonly OpenAI.Chat.ChatClient _chat = new({|AGT3001:"gpt-4o-super"|}, "key");

            public void Go() => _ = _chat;
        }

        public class TokenUsageOf { public UsageOf Usage { get; set; } = new(); }
        public class UsageOf { public long InputTokens { get; set; } public long OutputTokens { get; set; } }
        """,
        Options);

    [Fact]
    public async Task Calls_that_nothing_can_stop()
    {
        var diagnostics = await AnalyzerTest.Run(
            """
            using Microsoft.Extensions.AI;

            public partial class A(IChatClient chat)
            {
                [Agent("direct", {|AGT4002:MaxLlmCalls = 2|})] public partial Task Direct();
                private Task DirectCore() => chat.{|AGT2001:GetResponseAsync|}("x");

                [Agent("nested", {|AGT4002:MaxTokens = 2|})] public partial Task Nested();
                private Task NestedCore() => Helper();
                private Task Helper() => chat.{|AGT2001:GetResponseAsync|}("x");

                [Agent("covered", MaxLlmCalls = 2)] public partial Task Covered();
                private Task CoveredCore() => Ask("x");

                [Agent("none")] public partial Task None();
                private Task NoneCore() => Helper();

                [LlmCall] private partial Task<ChatResponse> Ask(string text);
                private Task<ChatResponse> AskCore(string text) => chat.GetResponseAsync(text);
            }
            """,
            Options);

        Assert.Equal(
            "The budget of 'direct' cannot stop the LLM call 'ChatClientExtensions.GetResponseAsync'; set AgentTracingInterceptLlmCalls in the project file, add UseAgentTracing() to its client, or extract it into an [LlmCall] method",
            diagnostics.First(diagnostic => diagnostic.Id == "AGT4002").GetMessage());
    }

    [Fact]
    public Task Runs_that_call_themselves_and_each_other_end() => AnalyzerTest.Run(
        """
        public partial class A
        {
            [Agent("a", MaxCostUsd = 1)] public partial void Run();
            private void RunCore() { Run(); Other(new A()); }
            private static void Other(A a) { a.Run(); Other(a); }
        }
        """,
        Options);

    [Theory]
    [InlineData("{|AGT4004:\"user.id\"|}")]
    [InlineData("{|AGT4004:\"email\"|}")]
    [InlineData("{|AGT4004:\"customerId\"|}")]
    [InlineData("{|AGT4004:\"session_id\"|}")]
    [InlineData("{|AGT4004:\"requestId\"|}, \"tenant\"")]
    [InlineData("{|AGT4004:\"job\"|}")]
    [InlineData("\"tenant\"")]
    [InlineData("\"user.plan\"")]
    [InlineData("\"feature\", \"region\"")]
    public Task Dimensions(string keys) => AnalyzerTest.Run(
        $$"""
        public partial class A
        {
            public static void Set(AgentTracingOptions options) => options.MetricDimensions = [{{keys}}];

            [Agent] public partial void Run([TraceTag("job")] System.Guid job, [TraceTag("feature")] string feature);
            private void RunCore(System.Guid job, string feature) { }
        }
        """,
        Options);
}
