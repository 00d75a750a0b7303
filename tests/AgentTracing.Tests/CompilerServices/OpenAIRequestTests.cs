using System.Text;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.CompilerServices;

public class OpenAIRequestTests
{
    [Fact]
    public void A_body_of_the_responses()
    {
        var request = Read("""
            {
                "model": "m", "input": "hi", "max_output_tokens": 5, "reasoning": { "effort": "high" }, "text": { "format": { "type": "json_schema" } },
                "service_tier": "flex", "conversation": { "id": "conv" }, "stream": true, "temperature": null
            }
            """);

        Assert.Equal(("m", 5L, "high", "json"), (request.Model, request.MaxTokens, request.ReasoningLevel, request.OutputType));
        Assert.Equal(("flex", "conv", true, null), (request.ServiceTier, request.ConversationId, request.Stream, request.Temperature));
    }

    [Fact]
    public void Older_spellings_and_embeddings()
    {
        var request = Read("""{ "model": "m", "max_tokens": 5, "stop": "a", "conversation": "conv", "response_format": { "type": "text" }, "dimensions": 256 }""");

        Assert.Equal((5L, "conv", "text", 256L), (request.MaxTokens, request.ConversationId, request.OutputType, request.Dimensions));
        Assert.Equal(["a"], request.StopSequences);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("""{ "model": 1, "max_tokens": "5", "temperature": "hot", "stop": [1, { }], "stream": "yes", "text": "x", "reasoning": [], "conversation": 1, "n": 1.5 }""")]
    public void Values_of_another_type_are_not_recorded(string json)
    {
        var request = Read(json);

        Assert.Equal((null, null, null, null), (request.Model, request.MaxTokens, request.Temperature, request.ChoiceCount));
        Assert.Equal((null, null, null, false), (request.OutputType, request.ReasoningLevel, request.ConversationId, request.Stream));
        Assert.Empty(request.StopSequences!);
    }

    [Fact]
    public void Text_that_is_not_JSON_breaks_nothing() => Assert.Null(Read("hi").Model);

    private static LlmRequest Read(string json) => LlmRequest.Read(json, static (request, body) => OpenAIRequest.Read(request, Encoding.UTF8.GetBytes(body)));
}
