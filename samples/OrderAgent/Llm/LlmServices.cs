using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using LoopbackLlm;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Shop;

/// <summary>The LLM services of the agents. Each is the real service if its key is set, otherwise the loopback server.</summary>
public sealed partial class LlmServices : IDisposable
{
    // Ignores proxies from environment variables: a proxy could not reach this machine.
    private readonly HttpClient _direct = new(new SocketsHttpHandler { UseProxy = false });
    private readonly AnthropicClient _anthropic;

    /// <summary>Creates the clients.</summary>
    /// <param name="loopback">The server to call without a key.</param>
    /// <param name="anthropicKey">The value of <c>ANTHROPIC_API_KEY</c>.</param>
    /// <param name="openAIKey">The value of <c>OPENAI_API_KEY</c>.</param>
    public LlmServices(LoopbackServer loopback, string? anthropicKey, string? openAIKey)
    {
        _anthropic = string.IsNullOrEmpty(anthropicKey)
            ? new AnthropicClient { ApiKey = "none", BaseUrl = loopback.BaseAddress.ToString().TrimEnd('/'), HttpClient = _direct }
            : new AnthropicClient { ApiKey = anthropicKey };

        var onLoopback = new OpenAIClient(
            new ApiKeyCredential("none"),
            new OpenAIClientOptions { Endpoint = loopback.OpenAIAddress, Transport = new HttpClientPipelineTransport(_direct) });
        var openAI = string.IsNullOrEmpty(openAIKey) ? onLoopback : new OpenAIClient(new ApiKeyCredential(openAIKey));
        Orders = Chat(openAI, Models.Orders);
        Support = Chat(onLoopback, Models.Support);

        Description = $"""
            {Models.Classifier}: {Place(anthropicKey, "ANTHROPIC_API_KEY")}
            {Models.Orders}: {Place(openAIKey, "OPENAI_API_KEY")}
            {Models.Support}: the loopback server (there is no such model)
            """;
    }

    /// <summary>Describes which service answers for each model.</summary>
    public string Description { get; }

    /// <summary>The client of Anthropic's API.</summary>
    public IAnthropicClient Anthropic => _anthropic;

    /// <summary>The model of the order agent, with function invocation.</summary>
    public IChatClient Orders { get; }

    /// <summary>The model of the support agent, on a server with OpenAI's protocol.</summary>
    public IChatClient Support { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Support.Dispose();
        Orders.Dispose();
        _anthropic.Dispose();
        _direct.Dispose();
    }

    private static string Place(string? key, string variable) =>
        string.IsNullOrEmpty(key) ? $"the loopback server ({variable} is not set)" : $"the real service ({variable} is set)";
}
