using LoopbackLlm;
using OpenAI.Embeddings;

namespace AgentTracing.IntegrationTests.Loopback;

public class OpenAIEmbeddingsTests
{
    [Fact]
    public async Task Every_input_has_the_scripted_vector()
    {
        var usage = new ScriptedUsage { InputTokens = 11, TotalTokens = 11, OutputTokens = 5 };
        var reply = new ScriptedReply { Embedding = [1, -0.25f, 3.5f], Usage = usage, Model = "embed-real" };
        await using var server = await LoopbackClients.StartAsync(reply);

        var client = server.OpenAIEmbeddings();
        OpenAIEmbeddingCollection embeddings = await client.GenerateEmbeddingsAsync(["a", "b"], cancellationToken: LoopbackClients.Cancellation);
        OpenAIEmbedding embedding = await client.GenerateEmbeddingAsync("c", cancellationToken: LoopbackClients.Cancellation);

        Assert.Equal([0, 1], embeddings.Select(e => e.Index));
        Assert.All(embeddings.Append(embedding), e => Assert.Equal([1, -0.25f, 3.5f], e.ToFloats().ToArray()));
        Assert.Equal((11, 11, "embed-real"), (embeddings.Usage.InputTokenCount, embeddings.Usage.TotalTokenCount, embeddings.Model));
        Assert.All(server.Log.Requests, r => Assert.Equal(new ScriptedUsage { InputTokens = 11, TotalTokens = 11 }, r.Usage));
        Assert.Equal("c", server.Log.Requests[1].Request.LastUserText);
    }
}
