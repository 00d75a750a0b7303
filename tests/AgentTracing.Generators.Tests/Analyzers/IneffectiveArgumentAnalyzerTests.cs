using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Analyzers;

/// <summary>AGT1015.</summary>
public sealed class IneffectiveArgumentAnalyzerTests
{
    /// <summary>Attributes, with the argument that is ignored.</summary>
    public static TheoryData<string> Ineffective => new(
        "Tool({|AGT1015:CostUsd = -1|})",
        "Tool({|AGT1015:CostUsd = -0.0001|})",
        "Tool({|AGT1015:CostUsd = double.NaN|})",
        "Tool({|AGT1015:CostUsd = double.PositiveInfinity|})",
        "Tool({|AGT1015:CostUsd = double.NegativeInfinity|})",
        "Tool({|AGT1015:CostUsd = 1e30|})",
        "Tool({|AGT1015:CostUsd = 1e-30|})",
        "Tool(\"search\", {|AGT1015:CostUsd = -1|}, Version = \"2\")",
        "Tool({|AGT1015:\"\"|})",
        "Agent({|AGT1015:\" \\t\"|})",
        "Workflow({|AGT1015:name: \"\"|})",
        "Evaluator({|AGT1015:Version = \"\"|})",
        "Guardrail({|AGT1015:Description = \"  \"|})",
        "Retrieval({|AGT1015:Implementation = \"\"|})",
        "LlmCall({|AGT1015:Model = \"\"|}, {|AGT1015:Provider = \" \"|})",
        "LlmCall(Model = \"m\", {|AGT1015:Operation = (LlmOperation)9|})",
        "LlmCall(Model = \"m\", {|AGT1015:Operation = (LlmOperation)(-1)|})",
        "Tool({|AGT1015:Content = (ContentCapture)8|})",
        "Tool({|AGT1015:Content = (ContentCapture)(-1)|})",
        "Agent(MaxCostUsd = 1, {|AGT1015:OnUnpriced = (UnpricedCalls)7|})",
        "Agent({|AGT1015:OnUnpriced = UnpricedCalls.Allow|}, MaxTokens = 100)");

    [Theory]
    [MemberData(nameof(Ineffective))]
    public Task An_argument_that_is_ignored_is_reported(string attribute) => AnalyzerTest.Run(Operation(attribute));

    /// <summary>Attributes whose arguments all have an effect, or have a rule of their own.</summary>
    public static TheoryData<string> Effective => new(
        "Tool",
        "Tool()",
        "Tool(null)",
        "Tool(CostUsd = 0)",
        "Tool(CostUsd = 0.0000001)",
        "Tool(\"search\", CostUsd = 1_000_000, Version = \"2\", Description = \"Searches\", Content = ContentCapture.Span)",
        "Tool(Content = ContentCapture.Span | ContentCapture.Event)",
        "Tool(Content = (ContentCapture)3)",
        "Tool(Content = ContentCapture.None)",
        "Agent(Version = null, Description = null)",
        "Agent(MaxCostUsd = 1, OnUnpriced = UnpricedCalls.Allow)",
        "Agent(MaxCostUsd = 1, OnUnpriced = UnpricedCalls.Deny)",
        "Agent({|AGT4003:MaxTokens = -1|})",
        "LlmCall(Model = \"gpt-4o\", Provider = \"openai\", Operation = LlmOperation.Embeddings)",
        "Retrieval(Implementation = \"RunCore\")");

    [Theory]
    [MemberData(nameof(Effective))]
    public Task An_argument_with_an_effect_is_not(string attribute) => AnalyzerTest.Run(Operation(attribute));

    [Fact]
    public async Task The_message_says_what_to_write_instead()
    {
        var found = await AnalyzerTest.Run(Operation("Agent({|AGT1015:\"\"|}, {|AGT1015:Content = (ContentCapture)8|}, {|AGT1015:OnUnpriced = UnpricedCalls.Allow|})"));
        Assert.Equal(
            [
                "name = \"\" of [Agent] has no effect: it is blank; write a text, or omit it",
                "Content = 8 of [Agent] has no effect: it is no value of ContentCapture; write a member of ContentCapture, or omit it",
                "OnUnpriced = UnpricedCalls.Allow of [Agent] has no effect: there is no limit of the cost; set MaxCostUsd, or omit it",
            ],
            found.Select(static diagnostic => diagnostic.GetMessage(null)));
        found = await AnalyzerTest.Run(Operation("Tool({|AGT1015:CostUsd = -1|})"));
        Assert.Equal("CostUsd = -1 of [Tool] has no effect: it is no amount in USD; write zero or a positive amount, or omit it", Assert.Single(found).GetMessage(null));
    }

    [Fact]
    public Task A_declared_call_that_no_type_has() => AnalyzerTest.Run(
        """
        [assembly: LlmApi(typeof(Client), nameof(Client.AskAsync)), LlmApi(typeof(Client), {|AGT1015:"AksAsync"|})]
        [assembly: LlmApi(typeof(Client), "AskTwiceAsync", {|AGT1015:Provider = ""|}, {|AGT1015:Operation = (LlmOperation)12|})]
        [assembly: LlmApi(typeof(Client), {|AGT1015:""|}), LlmApi(typeof(Client), {|AGT1015:"Name"|}), LlmApi(typeof(List<>), "Add"), CLSCompliant(false)]

        public class Base { public Task<string> AskTwiceAsync(string prompt) => Task.FromResult(prompt); }
        public sealed class Client : Base { public string Name { get; } = ""; public Task<string> AskAsync(string prompt) => Task.FromResult(prompt); }
        """);

    /// <summary>What is reported as ignored is ignored: the operation has the names and costs that it has without the argument.</summary>
    [Theory]
    [InlineData("[Tool(\" \", CostUsd = -1, Version = \"\", Content = (ContentCapture)8)]", "[Tool]")]
    [InlineData("[LlmCall(Model = \" \", Provider = \"\", Operation = (LlmOperation)9, Description = \"\", Implementation = \" \")]", "[LlmCall]")]
    [InlineData("[Agent(MaxCostUsd = 1, OnUnpriced = (UnpricedCalls)7)]", "[Agent(MaxCostUsd = 1)]")]
    public void An_ignored_argument_changes_nothing(string attribute, string without)
        => Assert.Equal(Generated(without), Generated(attribute));

    private static string Generated(string attribute) => GeneratorTest.RunWithoutSnapshot([Source(attribute)]).Files["A.g.cs"];

    private static string Operation(string attribute) => Source($"[{attribute}]").Replace("Task<string>", attribute.StartsWith("LlmCall", StringComparison.Ordinal) ? "Task<TokenUsage>" : attribute.StartsWith("Evaluator", StringComparison.Ordinal) ? "Task<double>" : "Task<string>", StringComparison.Ordinal);

    private static string Source(string attribute) => $$"""
        public partial class A
        {
            {{attribute}} public partial Task<string> Run(string text);
            private Task<string> RunCore(string text) => throw new InvalidOperationException(text);
        }
        """;
}
