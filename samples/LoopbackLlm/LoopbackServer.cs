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
/// A server on 127.0.0.1 that speaks the wires of OpenAI, Azure OpenAI, Azure AI Inference, Anthropic and Ollama. Its answers are scripted:
/// there is no model behind it.
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

    /// <summary>The addresses that servers of this process have had.</summary>
    private static readonly ConcurrentDictionary<Uri, bool> Addresses = new();

    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application, LoopbackLog log)
    {
        _application = application;
        Log = log;
        BaseAddress = new Uri(application.Urls.Single() + "/");
    }

    /// <summary>The root of the server, with a slash at its end: what Anthropic, Ollama and Azure SDKs take as their address.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The root of OpenAI's paths (<c>/v1</c>): what OpenAI's SDK takes as its address.</summary>
    public Uri OpenAIAddress => new(BaseAddress, "v1");

    /// <summary>What the server received and sent.</summary>
    public LoopbackLog Log { get; }

    /// <summary>Starts a server, which is ready for requests when the task completes.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<LoopbackServer> StartAsync(
        LoopbackScript script, LoopbackServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LoopbackServerOptions();

        // Servers number their answers in the same way. Where the system gives a port again, an answer would have the address and the id of another one.
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
        // An empty builder reads no configuration and writes no log: a server inside of another program must not mind its surroundings.
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

    /// <summary>Stops the server. Requests that are under way are broken off.</summary>
    public async ValueTask DisposeAsync()
    {
        // No grace for requests under way: scripted delays may be long.
        await _application.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Leaves Ctrl-C to the program the server is in.</summary>
    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
