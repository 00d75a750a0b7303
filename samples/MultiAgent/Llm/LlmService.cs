using System.ClientModel;
using System.ClientModel.Primitives;
using AgentTracing;
using Anthropic;
using Anthropic.Models.Messages;
using OpenAI;
using OpenAI.Chat;

namespace TravelDesk;

/// <summary>The models of one LLM service. Each call is one span with usage and cost.</summary>
internal sealed partial class LlmService : IDisposable
{
    // The provider of a model must get no trace context, and above all no user id in baggage. A proxy could not reach this machine.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });
    private readonly AnthropicClient _anthropic;
    private readonly OpenAIClient _openAI;

    public LlmService(Uri address)
    {
        _anthropic = new AnthropicClient { ApiKey = "none", BaseUrl = address.ToString().TrimEnd('/'), HttpClient = _http };
        _openAI = new OpenAIClient(
            new ApiKeyCredential("none"),
            new OpenAIClientOptions { Endpoint = new Uri(address, "v1"), Transport = new HttpClientPipelineTransport(_http) });
    }

    /// <summary>Calls a model of OpenAI.</summary>
    public async Task<string> AskAsync(string model, string instructions, string text, CancellationToken cancellationToken)
    {
        var completion = await CompleteAsync(model, [new SystemChatMessage(instructions), new UserChatMessage(text)], cancellationToken);
        return completion.Content[0].Text;
    }

    /// <summary>Calls a model of Anthropic.</summary>
    public async Task<string> AskAnthropicAsync(string model, string instructions, string text, CancellationToken cancellationToken)
    {
        var parameters = new MessageCreateParams
        {
            Model = model,
            MaxTokens = 200,
            System = instructions,
            Messages = [new UserMessageParam(text)],
        };
        var message = await CreateAsync(parameters, cancellationToken);
        return string.Concat(message.Content.Select(block => block.TryPickText(out var part) ? part.Text : ""));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _anthropic.Dispose();
        _http.Dispose();
    }

    // The generator knows the SDKs' result types, and reads usage, model and id from them.
    [LlmCall(Provider = "openai")]
    private partial Task<ChatCompletion> CompleteAsync([Model] string model, ChatMessage[] messages, CancellationToken cancellationToken);

    private async Task<ChatCompletion> CompleteCoreAsync(string model, ChatMessage[] messages, CancellationToken cancellationToken)
        => await _openAI.GetChatClient(model).CompleteChatAsync(messages, cancellationToken: cancellationToken);

    [LlmCall(Provider = "anthropic")]
    private partial Task<Message> CreateAsync(MessageCreateParams parameters, CancellationToken cancellationToken);

    private Task<Message> CreateCoreAsync(MessageCreateParams parameters, CancellationToken cancellationToken)
        => _anthropic.Messages.Create(parameters, cancellationToken);
}
