using static AgentTracing.Generators.Tests.Analyzers.Prices.PriceAnalysis;

namespace AgentTracing.Generators.Tests.Analyzers.Prices;

/// <summary>AGT3009.</summary>
public sealed class RedundantPriceAnalyzerTests
{
    private const string Shipped = "\"input\": \"2.50\", \"cacheRead\": \"1.25\", \"output\": \"10\"";

    [Theory]
    [InlineData("\"priority\": {\"rates\": {\"output\": \"17\", \"input\": \"4.25\", \"cacheRead\": \"2.125\"}}", Shipped, true)]
    [InlineData("\"priority\": {\"rates\": {\"output\": \"17\", \"input\": \"4.25\", \"cacheRead\": \"2.125\"}}", "\"input\": \"2.51\", \"cacheRead\": \"1.25\", \"output\": \"10\"", false)]
    [InlineData("\"priority\": {\"multiplier\": \"1.7\"}", Shipped, false)]
    [InlineData("\"priority\": {\"rates\": {\"output\": \"17\", \"input\": \"4.25\", \"cacheRead\": \"2.125\"}}, \"batch\": {\"multiplier\": \"0.5\"}", Shipped, false)]
    public async Task The_entries_of_the_catalogue(string tiers, string rates, bool isSame)
    {
        string entry = $$$"""{"provider": "openai", "id": "gpt-4o", "prices": [{"rates": {{{{rates}}}}, "serviceTiers": {{{{tiers}}}}}]}""";
        Assert.Equal(isSame ? ["AGT3009 " + entry] : [], await RunFile(File(entry)));
    }

    [Fact]
    public async Task What_adds_an_alias_is_of_use() =>
        Assert.Empty(await RunFile(File($$$"""{"provider": "openai", "id": "gpt-4", "aliases": ["our-gpt"], "prices": [{"rates": {"input": "30", "output": "60"}}]}""")));

    [Theory]
    [InlineData("new ChatClient(\"mine\", \"key\")", true)]
    [InlineData("new ChatClient(\"mine-2026-01-02\", \"key\")", true)]
    [InlineData("new ChatClient(\"alias\", \"key\")", true)]
    [InlineData("new ChatOptions { ModelId = \"mine\" }", true)]
    [InlineData("new ChatClient(Environment.MachineName, \"key\")", true)]
    [InlineData("new object[] { new ChatClient(Environment.MachineName, \"key\"), new ChatClient(\"gpt-4o\", \"key\") }", true)]
    [InlineData("new ChatClient(Environment.GetEnvironmentVariable(\"MODEL\") ?? \"gpt-4o\", \"key\")", true)]
    [InlineData("new ChatClient(Environment.Is64BitProcess ? \"gpt-4o\" : Environment.MachineName, \"key\")", true)]
    [InlineData("new ChatClient(Environment.Is64BitProcess ? \"gpt-4o\" : throw new Exception(), \"key\")", false)]
    [InlineData("new object()", true)]
    [InlineData("new ChatClient(\"gpt-4o\", \"key\")", false)]
    public async Task What_no_code_names(string expression, bool isUsed)
    {
        string entry = Entry("mine", more: ", \"aliases\": [\"alias\"]");
        Assert.Equal(isUsed ? [] : ["AGT3009 " + entry], await RunFile(File(entry), $"public class C {{ public object M() => {expression}; }}"));
    }

    [Fact]
    public async Task The_snapshot_that_answers_is_of_use() =>
        Assert.Empty(await RunFile(File(Entry("mine-2026-01-02")), "public class C { public object M() => new ChatOptions { ModelId = \"mine\" }; }"));
}
