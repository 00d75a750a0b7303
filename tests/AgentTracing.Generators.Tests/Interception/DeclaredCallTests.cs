namespace AgentTracing.Generators.Tests.Interception;

/// <summary>Calls declared with <c>[assembly: LlmApi]</c>.</summary>
public sealed class DeclaredCallTests
{
    private const string Client = """
        [assembly: LlmApi(typeof(Shop.Client), nameof(Shop.Client.Ask), Provider = "acme")]
        [assembly: LlmApi(typeof(Shop.Client), nameof(Shop.Client.AskAsync), Provider = "acme", Operation = LlmOperation.GenerateContent)]
        [assembly: LlmApi(typeof(Shop.Client), nameof(Shop.Client.StreamAsync), Provider = "acme")]
        [assembly: LlmApi(typeof(Shop.Client), nameof(Shop.Client.OpenAsync), Provider = "acme")]
        [assembly: LlmApi(typeof(Shop.Client), nameof(Shop.Client.WarmUp), Provider = "acme")]
        [assembly: LlmApi(typeof(Shop.IEmbedder<>), "EmbedAsync", Operation = LlmOperation.Embeddings)]
        [assembly: LlmApi(typeof(Shop.Static), nameof(Shop.Static.AskAsync), Provider = "acme")]

        namespace Shop
        {
            public sealed record Usage(long InputTokens, long OutputTokens);

            public sealed record Answer(string Text, string Model, Usage? Usage);

            public sealed record Question(string Text, string ModelId, double? Temperature = null);

            public sealed class Own : ITokenUsageSource
            {
                public TokenUsage? TokenUsage => new TokenUsage { Input = 7, Output = 8 };
                public string? Model => "acme-own";
                public string? ResponseId => "id";
            }

            public class Client
            {
                public string Model => "acme-client";
                public virtual Answer Ask(Question question) => new(question.Text, "acme-real", new(1, 2));
                public async Task<Answer> AskAsync(string text, string model) { await Task.Yield(); return new(text, model, new(3, 4)); }
                public ValueTask<Answer> AskAsync(string text) => new(new Answer(text, "acme-real", null));
                public async IAsyncEnumerable<Own> StreamAsync() { await Task.Yield(); yield return new(); }
                public Task<IAsyncEnumerable<Own>> OpenAsync() => Task.FromResult(StreamAsync());
                public void WarmUp() { }
                public async Task WarmUp(int times) => await Task.Delay(times);
            }

            public interface IEmbedder<T>
            {
                Task<Answer> EmbedAsync(T value);
            }

            public sealed class Embedder : IEmbedder<int>
            {
                public Task<Answer> EmbedAsync(int value) => Task.FromResult(new Answer("", "acme-embed", new(value, 0)));
            }

            public static class Static
            {
                public static Task<Answer> AskAsync(string text, string model) => Task.FromResult(new Answer(text, model, new(5, 6)));
            }
        }

        """;

    [Fact]
    public async Task Usage_and_model_come_by_shape_from_arguments_options_clients_and_results()
    {
        var test = InterceptionTest.Verify(Client + """
            public static class Program
            {
                public static async Task<object?> Run()
                {
                    var client = new Shop.Client();
                    var text = client.Ask(new("a", "acme-asked", 0.5)).Text;
                    text += (await client.AskAsync("b", "acme-argument")).Text;
                    text += (await client.AskAsync("c")).Text;
                    await foreach (var _ in client.StreamAsync())
                        text += "d";
                    await foreach (var _ in await client.OpenAsync())
                        text += "e";
                    client.WarmUp();
                    await client.WarmUp(1);
                    await new Shop.Embedder().EmbedAsync(9);
                    text += (await Shop.Static.AskAsync("f", "acme-static")).Text;
                    return text;
                }
            }
            """);

        var (result, spans) = await test.Load().Run();

        Assert.Equal("abcdef", result);
        Assert.Equal(
            [
                "chat acme-asked acme-real 1", "generate_content acme-argument acme-argument 3", "generate_content acme-client acme-real ",
                "chat acme-client acme-own 7", "chat acme-client acme-own 7", "chat acme-client  ", "chat acme-client  ", "chat acme-client  ", "embeddings acme-embed 9",
                "chat acme-static acme-static 5",
            ],
            spans.Select(span => string.Join(
                ' ', span.DisplayName, span.GetTagItem("gen_ai.response.model"), span.GetTagItem("gen_ai.usage.input_tokens")).Replace("embeddings  ", "embeddings ", StringComparison.Ordinal)));
        Assert.Equal(0.5, spans[0].GetTagItem("gen_ai.request.temperature"));
        Assert.All(spans.Where(span => !span.DisplayName.StartsWith("embeddings", StringComparison.Ordinal)), span => Assert.Equal("acme", span.GetTagItem("gen_ai.provider.name")));
    }

    [Fact]
    public void Not_if_no_interceptor_can_be_written() => InterceptionTest.LeavesAlone("""
        [assembly: LlmApi(typeof(Shop.Client), nameof(Shop.Client.Words))]
        [assembly: LlmApi(typeof(Shop.Client), nameof(Shop.Client.Ask))]

        namespace Shop
        {
            public class Client
            {
                public IEnumerable<string> Words() { yield return ""; }
                public string Ask(ref string question) => question;
                public string Inside(string question) => Ask(ref question);
            }

            public static class Program
            {
                public static void Ask(Client client, string question)
                {
                    client.Words();
                    client.Ask(ref question);
                }
            }
        }
        """);
}
