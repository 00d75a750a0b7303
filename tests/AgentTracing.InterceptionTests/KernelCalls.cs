using System.Text.Json;
using LoopbackLlm;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using ChatMessageContent = Microsoft.SemanticKernel.ChatMessageContent;

#pragma warning disable SKEXP0001, SKEXP0010, SKEXP0120 // Kernels with chat clients, custom endpoints, JSON options

namespace AgentTracing.InterceptionTests;

/// <summary>Every way to call a model through Semantic Kernel: a service, or a kernel's prompt.</summary>
internal static class KernelCalls
{
    public const string Gpt = "gpt-4o-mini";

    private const string Prompt = "hi {{$who}}";

    /// <summary>Calls of a service.</summary>
    private static readonly Dictionary<string, Func<OpenAIChatCompletionService, Task>> OfService = new()
    {
        ["service"] = static service => service.GetChatMessageContentsAsync([new ChatMessageContent(AuthorRole.User, "hi")], cancellationToken: Cancellation),
        ["service text"] = static service => service.GetChatMessageContentsAsync("hi", cancellationToken: Cancellation),
        ["service first"] = static service => service.GetChatMessageContentAsync("hi", cancellationToken: Cancellation),
        ["service stream"] = static service => service.GetStreamingChatMessageContentsAsync([new ChatMessageContent(AuthorRole.User, "hi")], cancellationToken: Cancellation).ToListAsync(),
        ["service stream text"] = static service => service.GetStreamingChatMessageContentsAsync("hi", cancellationToken: Cancellation).ToListAsync(),
    };

    /// <summary>Prompts, for kernels with a service and for kernels with a chat client.</summary>
    private static readonly Dictionary<string, Func<Kernel, Task>> OfKernel = new()
    {
        ["prompt"] = static async kernel => Assert.Equal("Hello", (await kernel.InvokePromptAsync(Prompt, Greeting, cancellationToken: Cancellation)).ToString()),
        ["prompt json"] = static async kernel => Assert.Equal("Hello", (await kernel.InvokePromptAsync(JsonSerializerOptions.Default, Prompt, Greeting, cancellationToken: Cancellation)).GetValue<string>()),
        ["prompt string"] = static async kernel => Assert.Equal("Hello", await kernel.InvokePromptAsync<string>(Prompt, Greeting, cancellationToken: Cancellation)),
        ["prompt content"] = static async kernel
            => Assert.Equal("Hello", (await kernel.InvokePromptAsync<ChatMessageContent>(JsonSerializerOptions.Default, Prompt, Greeting, cancellationToken: Cancellation))?.Content),
        ["prompt cut"] = static async kernel => Assert.Equal("Hello", await kernel.InvokePromptAsync<string>(Prompt, Greeting, null, null, null)),
        ["prompt response"] = static async kernel => Assert.Equal("Hello", (await kernel.InvokePromptAsync<ChatResponse>(Prompt, Greeting, cancellationToken: Cancellation))?.Text),
        ["prompt stream"] = static kernel => kernel.InvokePromptStreamingAsync(Prompt, Greeting, cancellationToken: Cancellation).ToListAsync(),
        ["prompt stream json"] = static kernel => kernel.InvokePromptStreamingAsync(JsonSerializerOptions.Default, Prompt, Greeting, cancellationToken: Cancellation).ToListAsync(),
        ["prompt stream content"] = static kernel => kernel.InvokePromptStreamingAsync<StreamingChatMessageContent>(Prompt, Greeting, cancellationToken: Cancellation).ToListAsync(),
        ["prompt stream openai"] = static kernel
            => kernel.InvokePromptStreamingAsync<OpenAI.Chat.StreamingChatCompletionUpdate>(Prompt, Greeting, cancellationToken: Cancellation).ToListAsync(),
        ["prompt stream update"] = static kernel => kernel.InvokePromptStreamingAsync<ChatResponseUpdate>(Prompt, Greeting, cancellationToken: Cancellation).ToListAsync(),
    };

    /// <summary>The names of all calls. Kernels of the "client" ones have a chat client and no service.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. OfService.Keys,
        "prompt", "prompt json", "prompt string", "prompt content", "prompt cut", "prompt stream", "prompt stream json", "prompt stream content", "prompt stream openai",
        "client prompt", "client prompt string", "client prompt response", "client prompt stream", "client prompt stream content", "client prompt stream update",
    ];

    public static CancellationToken Cancellation => LoopbackClients.Cancellation;

    public static KernelArguments Greeting => new() { ["who"] = "you" };

    public static bool IsStream(string call) => call.Contains("stream", StringComparison.Ordinal);

    /// <summary>A kernel with a service, or with a chat client.</summary>
    public static Kernel KernelOf(LoopbackServer server, bool client = false)
    {
        var builder = Kernel.CreateBuilder();
        if (client)
            builder.AddOpenAIChatClient(Gpt, server.OpenAIAddress, "key");
        else
            builder.AddOpenAIChatCompletion(Gpt, server.OpenAIAddress, "key", httpClient: new HttpClient());
        return builder.Build();
    }

    /// <summary>Makes a call.</summary>
    public static Task CallAsync(string call, LoopbackServer server)
        => OfService.TryGetValue(call, out var ask)
            ? ask(new OpenAIChatCompletionService(Gpt, server.OpenAIAddress, "key"))
            : OfKernel[call.Replace("client ", "", StringComparison.Ordinal)](KernelOf(server, client: call.StartsWith("client", StringComparison.Ordinal)));
}
