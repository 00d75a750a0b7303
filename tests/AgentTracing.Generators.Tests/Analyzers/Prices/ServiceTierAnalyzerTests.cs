using static AgentTracing.Generators.Tests.Analyzers.Prices.PriceAnalysis;

namespace AgentTracing.Generators.Tests.Analyzers.Prices;

/// <summary>AGT3010.</summary>
public sealed class ServiceTierAnalyzerTests
{
    [Theory]
    [InlineData("new CreateResponseOptions { Model = \"gpt-5.2-pro\", ServiceTier = {|AGT3010:\"priority\"|} }")]
    [InlineData("new MessageCreateParams { Model = \"claude-haiku-4-5\", MaxTokens = 1, Messages = [], Speed = {|AGT3010:Speed.Fast|} }")]
    [InlineData("new CreateResponseOptions { Model = \"gpt-4o\", ServiceTier = \"priority\" }")]
    [InlineData("new CreateResponseOptions { Model = \"gpt-5.2-pro\", ServiceTier = \"default\" }")]
    [InlineData("new CreateResponseOptions { Model = \"gpt-5.2-pro\", ServiceTier = Environment.MachineName }")]
    [InlineData("new Mine { Model = \"gpt-5.2-pro\", ServiceTier = \"priority\" }")]
    [InlineData("new CreateResponseOptions { ServiceTier = \"priority\" }")]
    public Task The_model_of_the_same_request(string expression) => Run(
        $"public class Mine {{ public string? Model, ServiceTier; }} public class C {{ public object M() => {expression}; }}");

    [Fact]
    public Task A_batch_has_the_price_of_the_providers_batches() => Run(
        "public class C { public object M() => new Anthropic.Models.Messages.Batches.Params { Model = \"claude-haiku-4-5\", MaxTokens = 1, Messages = [] }; }");

    [Fact]
    public Task The_models_of_the_same_type_come_before_those_of_others() => Run(
        """
        public class A
        {
            private readonly ChatClient _client = new("gpt-5.2-pro", "key");
            public object M() => _client.CompleteChat([], new ChatCompletionOptions { ServiceTier = {|AGT3010:"priority"|} });
        }
        public class B
        {
            private readonly ChatClient _client = new("gpt-4o", "key");
            public object M() => _client.CompleteChat([], new ChatCompletionOptions { ServiceTier = "priority" });
        }
        public class D { public object M() => new ChatCompletionOptions { ServiceTier = "priority" }; }
        """);

    [Fact]
    public async Task A_price_in_the_projects_file_settles_it()
    {
        const string Code = "public class C { public object M() => new CreateResponseOptions { Model = \"mine\", ServiceTier = TIER }; }";
        string file = File("""{"provider": "openai", "id": "mine", "prices": [{"rates": {"input": "2", "output": "8"}, "serviceTiers": {"flex": {"multiplier": "0.5"}}}]}""");
        await Run(Code.Replace("TIER", "\"flex\"", StringComparison.Ordinal), file);
        var diagnostics = await Run(Code.Replace("TIER", "{|AGT3010:\"priority\"|}", StringComparison.Ordinal), file);
        Assert.Equal(
            "'mine' is called in the service tier \"priority\", for which the entry 'openai/mine' has no price, so the standard price is used; add it under \"serviceTiers\"",
            diagnostics[0].GetMessage());
    }
}
