using System.Collections.Concurrent;
using System.Net;
using LoopbackLlm.Endpoints;
using LoopbackLlm.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LoopbackLlm;

/// <summary>
/// A server on 127.0.0.1 that implements the protocols of OpenAI, Azure OpenAI, Azure AI Inference, Anthropic and Ollama. The responses are
/// scripted: there is no model behind it.
/// </summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private static readonly (string Pattern, LlmEndpoint Endpoint)[] Routes =
    [
        ("/v1/chat/completions", new OpenAIChatEndpoint(LlmProvider.OpenAI)),
        ("/v1/responses", new OpenAIResponsesEndpoint(LlmProvider.OpenAI)),
        ("/v1/embeddings", new OpenAIEmbeddingsEndpoint(LlmProvider.OpenAI)),

        ("/openai/deployments/{deployment}/chat/completions", new OpenAIChatEndpoint(LlmProvider.AzureOpenAI)),
        ("/openai/deployments/{deployment}/embeddings", new OpenAIEmbeddingsEndpoint(LlmProvider.AzureOpenAI)),
        ("/openai/responses", new OpenAIResponsesEndpoint(LlmProvider.AzureOpenAI)),
        ("/openai/v1/chat/completions", new OpenAIChatEndpoint(LlmProvider.AzureOpenAI)),
        ("/openai/v1/responses", new OpenAIResponsesEndpoint(LlmProvider.AzureOpenAI)),
        ("/openai/v1/embeddings", new OpenAIEmbeddingsEndpoint(LlmProvider.AzureOpenAI)),

        ("/chat/completions", new OpenAIChatEndpoint(LlmProvider.AzureInference)),
        ("/embeddings", new OpenAIEmbeddingsEndpoint(LlmProvider.AzureInference)),
        ("/models/chat/completions", new OpenAIChatEndpoint(LlmProvider.AzureInference)),
        ("/models/embeddings", new OpenAIEmbeddingsEndpoint(LlmProvider.AzureInference)),

        ("/v1/messages", new AnthropicMessagesEndpoint()),

        ("/api/chat", new OllamaChatEndpoint()),
        ("/api/generate", new OllamaGenerateEndpoint()),
        ("/api/embed", new OllamaEmbedEndpoint()),
    ];

    /// <summary>The addresses that servers of this process used.</summary>
    private static readonly ConcurrentDictionary<Uri, bool> Addresses = new();

    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application, LoopbackLog log)
    {
        _application = application;
        Log = log;
        BaseAddress = new Uri(application.Urls.Single() + "/");
    }

    /// <summary>The root of the server, with a trailing slash: the endpoint to set on Anthropic, Ollama and Azure SDKs.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The root of OpenAI's paths (<c>/v1</c>): the endpoint to set on OpenAI's SDK.</summary>
    public Uri OpenAIAddress => new(BaseAddress, "v1");

    /// <summary>What the server received and sent.</summary>
    public LoopbackLog Log { get; }

    /// <summary>Starts a server, which is ready for requests when the task completes.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<LoopbackServer> StartAsync(
        LoopbackScript script, LoopbackServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LoopbackServerOptions();

        // Every server numbers its responses from 1. If the system reuses a port, two responses of this process would have the same address
        // and id.
        while (true)
        {
            var server = await StartOnceAsync(script, options, cancellationToken).ConfigureAwait(false);
            if (options.Port != 0 || Addresses.TryAdd(server.BaseAddress, true))
                return server;

            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<LoopbackServer> StartOnceAsync(LoopbackScript script, LoopbackServerOptions options, CancellationToken cancellationToken)
    {
        // An empty builder reads no configuration and writes no log, so the program that contains the server does not affect it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        var application = builder.Build();

        var log = new LoopbackLog();
        var handler = new RequestHandler(options, new ScriptRunner(script), log);
        foreach (var (pattern, endpoint) in Routes)
            application.MapPost(pattern, (RequestDelegate)(http => handler.HandleAsync(http, endpoint)));
        foreach (var (pattern, endpoint) in Routes.Where(static route => route.Endpoint is OpenAIResponsesEndpoint))
            application.MapGet(pattern + "/{id}", (RequestDelegate)(http => handler.PollAsync(http, endpoint)));

        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new LoopbackServer(application, log);
    }

    /// <summary>Stops the server and aborts requests in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        // No grace period for requests in progress: scripted delays may be long.
        await _application.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Leaves Ctrl-C to the program that contains the server.</summary>
    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
