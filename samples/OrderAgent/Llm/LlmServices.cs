using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using LoopbackLlm;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Shop;

/// <summary>The LLM services the agents use: each the real one where there is a key for it, else the loopback server.</summary>
public sealed partial class LlmServices : IDisposable
{
    // A proxy that the environment names does not lead to this machine.
    private readonly HttpClient _direct = new(new SocketsHttpHandler { UseProxy = false });
    private readonly AnthropicClient _anthropic;

    /// <summary>Connects to the services.</summary>
    /// <param name="loopback">What answers where there is no key.</param>
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

    /// <summary>Where each model is.</summary>
    public string Description { get; }

    /// <summary>Anthropic.</summary>
    public IAnthropicClient Anthropic => _anthropic;

    /// <summary>The model of the order agent; calls functions.</summary>
    public IChatClient Orders { get; }

    /// <summary>The model of the support agent, on a server that speaks OpenAI's wire.</summary>
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
