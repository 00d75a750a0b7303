using System.ClientModel;
using AgentTracing;
using Anthropic;
using Anthropic.Models.Messages;
using LoopbackLlm;
using OpenAI;
using OpenAI.Chat;

namespace Billing;

/// <summary>An agent that writes a draft with a model of one provider, and reviews it with a model of another.</summary>
internal sealed partial class Assistant(LoopbackServer server)
{
    private readonly ChatClient _openAI = new("gpt-4o", new ApiKeyCredential("none"), new OpenAIClientOptions { Endpoint = server.OpenAIAddress });
    private readonly AnthropicClient _anthropic = new() { BaseUrl = server.BaseAddress.ToString().TrimEnd('/'), ApiKey = "none" };

    [Agent("assistant")]
    public partial Task<string> AnswerAsync(string question);

    private async Task<string> AnswerCoreAsync(string question)
    {
        var draft = await DraftAsync(question);
        var review = await ReviewAsync(draft.Content[0].Text);
        Look(question);
        return review.Content[0].TryPickText(out var text) ? text.Text : "";
    }

    [LlmCall(Provider = "openai", Model = "gpt-4o")]
    private partial Task<ChatCompletion> DraftAsync(string question);

    private async Task<ChatCompletion> DraftCoreAsync(string question)
        => await _openAI.CompleteChatAsync([new UserChatMessage(question)]);

    [LlmCall(Provider = "anthropic", Model = "claude-haiku-4-5")]
    private partial Task<Message> ReviewAsync(string draft);

    private Task<Message> ReviewCoreAsync(string draft) => _anthropic.Messages.Create(new MessageCreateParams
    {
        Model = "claude-haiku-4-5",
        MaxTokens = 100,
        Messages = [new UserMessageParam(draft)],
    });

    /// <summary>A tool that costs half a cent for each call.</summary>
    [Tool("archive", CostUsd = 0.005)]
    private partial string Look(string question);

    private string LookCore(string question) => $"The archive contains nothing on {question}.";
}
