using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Anthropic.Models.Messages;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Images;
using OpenAI.Responses;
using Beta = Anthropic.Models.Beta.Messages;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

#pragma warning disable OPENAI001, SKEXP0001, SKEXP0010, MEAI001 // Responses; custom endpoints; images and audio

namespace AgentTracing.InterceptionTests.Money;

/// <summary>
/// The paths on which a call of each protocol can reach us. Each runs the real SDK with a response as the provider would send it.
/// </summary>
internal static partial class Paths
{
    /// <summary>OpenAI's chat completions, a protocol that many providers implement.</summary>
    public static readonly string[] Chat =
        ["chat", "chat stream", "chat meai", "chat meai stream", "chat llmcall", "chat llmcall stream", "chat agent", "chat agent stream", "chat kernel", "chat kernel stream"];

    /// <summary>OpenAI's responses.</summary>
    public static readonly string[] Responses = ["responses", "responses stream", "responses meai", "responses meai stream", "responses agent", "responses agent stream", "responses llmcall"];

    /// <summary>Anthropic's messages.</summary>
    public static readonly string[] Anthropic =
        ["anthropic", "anthropic stream", "anthropic beta", "anthropic beta stream", "anthropic meai", "anthropic meai stream", "anthropic beta meai", "anthropic beta meai stream",
         "anthropic agent", "anthropic agent stream", "anthropic beta agent", "anthropic llmcall"];

    /// <summary>Embeddings with OpenAI's protocol.</summary>
    public static readonly string[] Embeddings = ["embeddings", "embedding", "embeddings meai", "embedding meai", "vector meai", "pairs meai"];

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

    /// <summary>The paths of a protocol.</summary>
    public static string[] Of(Protocol protocol) => protocol switch
    {
        Protocol.Chat => Chat,
        Protocol.Responses => Responses,
        Protocol.Anthropic => Anthropic,
        Protocol.Embeddings => Embeddings,
        Protocol.Images => ["images", "images meai"],
        Protocol.Transcription => ["transcription", "transcription meai"],
        _ => throw new ArgumentOutOfRangeException(nameof(protocol)),
    };

    /// <summary>The paths of a protocol that take several requests.</summary>
    public static string[] RoundsOf(Protocol protocol)
    {
        string[] wholes = ["pipeline", "pipeline that is traced above", "pipeline that is traced below", "agent", "agent of a pipeline", "agent of a traced client", "agent that traces itself"];
        return protocol switch
        {
            Protocol.Chat => [.. wholes, .. wholes.Select(static path => path + " stream"), "kernel", "kernel stream"],
            Protocol.Anthropic => [.. wholes, .. wholes.Select(static path => path + " stream")],
            Protocol.Responses => wholes,
            _ => [],
        };
    }

    /// <summary>Makes a call that takes two requests: the first response calls a function.</summary>
    public static async Task CallInRoundsAsync(string path, Figure figure)
    {
        var answer = Wire.Parse(figure.Answer);
        var isStream = path.EndsWith(" stream", StringComparison.Ordinal);
        var answering = new HttpClient(new AnsweringHandler(figure.Protocol switch
        {
            Protocol.Chat when isStream => [Wire.ChatToolCallStream(figure.Model, answer, round: 0), Wire.ChatStream(figure.Model, answer)],
            Protocol.Chat => [Wire.ChatToolCall(figure.Model, answer, round: 0), Wire.Chat(figure.Model, answer)],
            Protocol.Responses => [Wire.ResponseToolCall(figure.Model, answer, round: 0), Wire.Response(figure.Model, answer)],
            _ when isStream => [Wire.MessageToolCallStream(figure.Model, answer, round: 0), Wire.MessageStream(figure.Model, answer)],
            _ => [Wire.MessageToolCall(figure.Model, answer, round: 0), Wire.Message(figure.Model, answer)],
        }));
        if (path.StartsWith("kernel", StringComparison.Ordinal))
        {
            await AskKernelAsync(figure, answering, isStream);
            return;
        }

        using var client = figure.Protocol switch
        {
            Protocol.Chat => new ChatClient(figure.Model, Key, Options(figure, answering)).AsIChatClient(),
            Protocol.Responses => Responding(figure, answering).AsIChatClient(figure.Model),
            _ => new AnthropicClient { HttpClient = answering, ApiKey = "key", MaxRetries = 0 }.AsIChatClient(figure.Model),
        };
        var lookUp = AIFunctionFactory.Create(static () => "found", "look_up");
        switch (isStream ? path[..^" stream".Length] : path)
        {
            case "pipeline":
                await AskAsync(client.AsBuilder().UseFunctionInvocation().Build(), lookUp, isStream);
                break;
            case "pipeline that is traced above":
#pragma warning disable AGT2003 // The cost is correct with the wrong order as well
                await AskAsync(client.AsBuilder().UseOpenTelemetry(sourceName: "Experimental.Microsoft.Extensions.AI").UseFunctionInvocation().Build(), lookUp, isStream);
#pragma warning restore AGT2003
                break;
            case "pipeline that is traced below":
                await AskAsync(client.AsBuilder().UseFunctionInvocation().UseOpenTelemetry(sourceName: "Experimental.Microsoft.Extensions.AI").Build(), lookUp, isStream);
                break;
            case "agent":
                await RunAsync(new ChatClientAgent(client, tools: [lookUp]), isStream);
                break;
            case "agent of a pipeline":
                await RunAsync(new ChatClientAgent(client.AsBuilder().UseFunctionInvocation().Build(), tools: [lookUp]), isStream);
                break;
            case "agent of a traced client":
                await RunAsync(new ChatClientAgent(client.AsBuilder().UseOpenTelemetry(sourceName: "Experimental.Microsoft.Extensions.AI").Build(), tools: [lookUp]), isStream);
                break;
            case "agent that traces itself":
                await RunAsync(new ChatClientAgent(client, tools: [lookUp]).AsBuilder().UseOpenTelemetry().Build(), isStream);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(path), path, "There is no such path.");
        }
    }

    private static async Task AskKernelAsync(Figure figure, HttpClient answering, bool isStream)
    {
        var kernel = new Kernel();
        kernel.Plugins.AddFromFunctions("desk", [KernelFunctionFactory.CreateFromMethod(static () => "found", "look_up")]);
        var settings = new OpenAIPromptExecutionSettings { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
        if (isStream)
            await Service(figure, answering).GetStreamingChatMessageContentsAsync(new ChatHistory("hi"), settings, kernel, Cancellation).ToListAsync();
        else
            await Service(figure, answering).GetChatMessageContentsAsync(new ChatHistory("hi"), settings, kernel, Cancellation);
    }

    private static async Task AskAsync(IChatClient client, AITool tool, bool isStream)
    {
        var options = new ChatOptions { Tools = [tool] };
        if (isStream)
            await client.GetStreamingResponseAsync("hi", options, Cancellation).ToListAsync();
        else
            await client.GetResponseAsync("hi", options, Cancellation);
    }

    private static async Task RunAsync(AIAgent agent, bool isStream)
    {
        if (isStream)
            await agent.RunStreamingAsync("hi", cancellationToken: Cancellation).ToListAsync();
        else
            await agent.RunAsync("hi", cancellationToken: Cancellation);
    }

    /// <summary>Makes a call on a path.</summary>
    public static Task CallAsync(string path, Figure figure)
    {
        var answer = Wire.Parse(figure.Answer);
        var isStream = path.EndsWith(" stream", StringComparison.Ordinal);
        var answering = new HttpClient(new AnsweringHandler(figure.Protocol switch
        {
            Protocol.Chat => isStream ? Wire.ChatStream(figure.Model, answer) : Wire.Chat(figure.Model, answer),
            Protocol.Responses => isStream ? Wire.ResponseStream(figure.Model, answer) : Wire.Response(figure.Model, answer),
            Protocol.Anthropic => isStream ? Wire.MessageStream(figure.Model, answer) : Wire.Message(figure.Model, answer),
            Protocol.Embeddings => Wire.Embeddings(figure.Model, answer),
            Protocol.Images => Wire.Images(answer),
            _ => Wire.Transcription(answer),
        }));
        return figure.Protocol switch
        {
            Protocol.Chat => ChatAsync(path, figure, answering),
            Protocol.Responses => ResponsesAsync(path, figure, answering),
            Protocol.Anthropic => AnthropicAsync(path, figure.Model, new AnthropicClient { HttpClient = answering, ApiKey = "key", MaxRetries = 0 }),
            Protocol.Embeddings => EmbeddingsAsync(path, figure, answering),
            Protocol.Images => ImagesAsync(path, figure, answering),
            _ => TranscribeAsync(path, figure, answering),
        };
    }

    public static OpenAIClientOptions Options(Figure figure, HttpClient answering) => new()
    {
        Endpoint = new Uri(figure.Server),
        Transport = new HttpClientPipelineTransport(answering),
        RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
    };

    public static ApiKeyCredential Key => new("key");

    public static async Task AnthropicAsync(string path, string model, IAnthropicClient client)
    {
        var question = new MessageCreateParams { Model = model, MaxTokens = 100, Messages = [new UserMessageParam("hi")] };
        var beta = new Beta.MessageCreateParams { Model = model, MaxTokens = 100, Messages = [new Beta.BetaUserMessageParam("hi")] };
        switch (path)
        {
            case "anthropic":
                await client.Messages.Create(question, Cancellation);
                break;
            case "anthropic stream":
                await client.Messages.CreateStreaming(question, Cancellation).ToListAsync();
                break;
            case "anthropic beta":
                await client.Beta.Messages.Create(beta, Cancellation);
                break;
            case "anthropic beta stream":
                await client.Beta.Messages.CreateStreaming(beta, Cancellation).ToListAsync();
                break;
            case "anthropic meai":
                await client.AsIChatClient(model).GetResponseAsync("hi", cancellationToken: Cancellation);
                break;
            case "anthropic meai stream":
                await client.AsIChatClient(model).GetStreamingResponseAsync("hi", cancellationToken: Cancellation).ToListAsync();
                break;
            case "anthropic beta meai":
                await client.Beta.AsIChatClient(model).GetResponseAsync("hi", cancellationToken: Cancellation);
                break;
            case "anthropic beta meai stream":
                await client.Beta.AsIChatClient(model).GetStreamingResponseAsync("hi", cancellationToken: Cancellation).ToListAsync();
                break;
            case "anthropic agent":
                await new ChatClientAgent(client.AsIChatClient(model)).RunAsync("hi", cancellationToken: Cancellation);
                break;
            case "anthropic agent stream":
                await new ChatClientAgent(client.AsIChatClient(model)).RunStreamingAsync("hi", cancellationToken: Cancellation).ToListAsync();
                break;
            case "anthropic beta agent":
                await new ChatClientAgent(client.Beta.AsIChatClient(model)).RunAsync("hi", cancellationToken: Cancellation);
                break;
            case "anthropic llmcall":
                await AskClaudeAsync(client, question);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(path), path, "There is no such path.");
        }
    }

    private static async Task ChatAsync(string path, Figure figure, HttpClient answering)
    {
        var client = new ChatClient(figure.Model, Key, Options(figure, answering));
        OpenAI.Chat.ChatMessage[] question = [new UserChatMessage("hi")];
        switch (path)
        {
            case "chat":
                await client.CompleteChatAsync(question, cancellationToken: Cancellation);
                break;
            case "chat stream":
                await client.CompleteChatStreamingAsync(question, cancellationToken: Cancellation).ToListAsync();
                break;
            case "chat meai":
                await client.AsIChatClient().GetResponseAsync("hi", cancellationToken: Cancellation);
                break;
            case "chat meai stream":
                await client.AsIChatClient().GetStreamingResponseAsync("hi", cancellationToken: Cancellation).ToListAsync();
                break;
            case "chat llmcall":
                await AskAsync(client, question);
                break;
            case "chat llmcall stream":
                await AskStreaming(client, question).ToListAsync();
                break;
            case "chat agent":
                await new ChatClientAgent(client.AsIChatClient()).RunAsync("hi", cancellationToken: Cancellation);
                break;
            case "chat agent stream":
                await new ChatClientAgent(client.AsIChatClient()).RunStreamingAsync("hi", cancellationToken: Cancellation).ToListAsync();
                break;
            case "chat kernel":
                await Service(figure, answering).GetChatMessageContentAsync("hi", cancellationToken: Cancellation);
                break;
            case "chat kernel stream":
                await Service(figure, answering).GetStreamingChatMessageContentsAsync("hi", cancellationToken: Cancellation).ToListAsync();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(path), path, "There is no such path.");
        }
    }

    private static OpenAIChatCompletionService Service(Figure figure, HttpClient answering) => new(figure.Model, new Uri(figure.Server), "key", httpClient: answering);

    private static async Task ResponsesAsync(string path, Figure figure, HttpClient answering)
    {
        var client = Responding(figure, answering);
        switch (path)
        {
            case "responses":
                await client.CreateResponseAsync(figure.Model, "hi", cancellationToken: Cancellation);
                break;
            case "responses stream":
                await client.CreateResponseStreamingAsync(figure.Model, "hi", cancellationToken: Cancellation).ToListAsync();
                break;
            case "responses meai":
                await client.AsIChatClient(figure.Model).GetResponseAsync("hi", cancellationToken: Cancellation);
                break;
            case "responses meai stream":
                await client.AsIChatClient(figure.Model).GetStreamingResponseAsync("hi", cancellationToken: Cancellation).ToListAsync();
                break;
            case "responses agent":
                await new ChatClientAgent(client.AsIChatClient(figure.Model)).RunAsync("hi", cancellationToken: Cancellation);
                break;
            case "responses agent stream":
                await new ChatClientAgent(client.AsIChatClient(figure.Model)).RunStreamingAsync("hi", cancellationToken: Cancellation).ToListAsync();
                break;
            case "responses llmcall":
                await RespondAsync(client, figure.Model);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(path), path, "There is no such path.");
        }
    }

    private static ResponsesClient Responding(Figure figure, HttpClient answering) => new(
        Key,
        new ResponsesClientOptions
        {
            Endpoint = new Uri(figure.Server),
            Transport = new HttpClientPipelineTransport(answering),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        });

    private static async Task EmbeddingsAsync(string path, Figure figure, HttpClient answering)
    {
        var client = new EmbeddingClient(figure.Model, Key, Options(figure, answering));
        switch (path)
        {
            case "embeddings":
                await client.GenerateEmbeddingsAsync(["hi"], cancellationToken: Cancellation);
                break;
            case "embedding":
                await client.GenerateEmbeddingAsync("hi", cancellationToken: Cancellation);
                break;
            case "embeddings meai":
                await client.AsIEmbeddingGenerator().GenerateAsync(["hi"], cancellationToken: Cancellation);
                break;
            case "embedding meai":
                await client.AsIEmbeddingGenerator().GenerateAsync("hi", cancellationToken: Cancellation);
                break;
            case "pairs meai":
                Assert.Equal(["hi"], (await client.AsIEmbeddingGenerator().GenerateAndZipAsync(["hi"], cancellationToken: Cancellation)).Select(static pair => pair.Value));
                break;
            case "vector meai":
                await client.AsIEmbeddingGenerator().GenerateVectorAsync("hi", cancellationToken: Cancellation);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(path), path, "There is no such path.");
        }
    }

    private static async Task ImagesAsync(string path, Figure figure, HttpClient answering)
    {
        var client = new ImageClient(figure.Model, Key, Options(figure, answering));
        if (path == "images")
            await DrawAsync(client, figure.Model);
        else
            await DrawAsync(client.AsIImageGenerator(), figure.Model);
    }

    private static async Task TranscribeAsync(string path, Figure figure, HttpClient answering)
    {
        var client = new OpenAI.Audio.AudioClient(figure.Model, Key, Options(figure, answering));
        if (path == "transcription")
            await HearAsync(client, figure.Model);
        else
            await HearAsync(client.AsISpeechToTextClient(), figure.Model);
    }
}
