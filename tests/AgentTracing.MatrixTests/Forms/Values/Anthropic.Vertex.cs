using Anthropic;
using Anthropic.Vertex;

internal static partial class Values
{
    private static IAnthropicClient Anthropic => new AnthropicVertexClient(new Credentials()) { HttpClient = new HttpClient(new ToServer()), MaxRetries = 0 };

    private sealed class Credentials : IAnthropicVertexCredentials
    {
        public string Region => "global";

        public string Project => "shop";

        public ValueTask ApplyAsync(HttpRequestMessage requestMessage) => default;
    }
}
