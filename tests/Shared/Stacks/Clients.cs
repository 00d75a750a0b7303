using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

#pragma warning disable MEAI001 // Background responses

namespace AgentTracing.Tests.Shared;

/// <summary>Returns responses without ids, also without message ids, as some compatible servers do.</summary>
internal sealed class WithoutIds(IChatClient inner) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        foreach (var message in response.Messages)
            message.MessageId = null;
        return new ChatResponse(response.Messages) { ModelId = response.ModelId, Usage = response.Usage, FinishReason = response.FinishReason };
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
            yield return new ChatResponseUpdate(update.Role, update.Contents) { ModelId = update.ModelId, FinishReason = update.FinishReason };
    }
}

/// <summary>Calls another client to check whether a request is safe.</summary>
internal sealed class Guarded(IChatClient inner, IChatClient guard) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        await guard.GetResponseAsync([new(ChatRole.User, "inside")], cancellationToken: cancellationToken);
        return await InnerClient.GetResponseAsync(messages, options, cancellationToken);
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await guard.GetResponseAsync([new(ChatRole.User, "inside")], cancellationToken: cancellationToken);
        await foreach (var update in InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken))
            yield return update;
    }
}

/// <summary>Retries if the first request fails or its response is too short; then calls another client.</summary>
internal sealed class Insistent(IChatClient inner, IChatClient fallback, int atLeast = 0) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                var response = await InnerClient.GetResponseAsync(messages, options, cancellationToken);
                if (response.Text.Length >= atLeast)
                    return response;
            }
            catch (System.ClientModel.ClientResultException)
            {
                // The next attempt may succeed.
            }
        }

        return await fallback.GetResponseAsync(messages, options, cancellationToken);
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var client in (IChatClient[])[InnerClient, InnerClient, fallback])
        {
            var updates = new List<ChatResponseUpdate>();
            try
            {
                await foreach (var update in client.GetStreamingResponseAsync(messages, options, cancellationToken))
                    updates.Add(update);
            }
            catch (System.ClientModel.ClientResultException) when (client == InnerClient)
            {
                continue;
            }

            if (client != fallback && updates.Sum(update => update.Text.Length) < atLeast)
                continue;

            foreach (var update in updates)
                yield return update;
            yield break;
        }
    }
}

/// <summary>Calls one model in the first round, and another one after tool results.</summary>
internal sealed class Routed(IChatClient first, IChatClient second) : DelegatingChatClient(first)
{
    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => Choose(messages).GetResponseAsync(messages, options, cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => Choose(messages).GetStreamingResponseAsync(messages, options, cancellationToken);

    private IChatClient Choose(IEnumerable<ChatMessage> messages) => messages.Any(message => message.Role == ChatRole.Tool) ? second : InnerClient;
}

/// <summary>Calls two models, and returns the sum of their usage.</summary>
internal sealed class Summing(IChatClient inner, IChatClient second) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var one = await InnerClient.GetResponseAsync(messages, options, cancellationToken);
        var two = await second.GetResponseAsync(messages, options, cancellationToken);
        var usage = new UsageDetails();
        usage.Add(one.Usage!);
        usage.Add(two.Usage!);
        return new ChatResponse(two.Messages) { ResponseId = Guid.NewGuid().ToString("N"), ModelId = two.ModelId, Usage = usage, FinishReason = two.FinishReason };
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }
}

/// <summary>Replaces a model's response with a new one.</summary>
internal sealed class Rewriting(IChatClient inner, bool keepsUsage) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await InnerClient.GetResponseAsync(messages, options, cancellationToken);
        var usage = response.Usage;
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, response.Text + "!"))
        {
            ResponseId = Guid.NewGuid().ToString("N"),
            ModelId = response.ModelId,
            Usage = keepsUsage ? new() { InputTokenCount = usage!.InputTokenCount, OutputTokenCount = usage.OutputTokenCount, TotalTokenCount = usage.TotalTokenCount } : null,
        };
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var update in InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            var contents = update.Contents.Where(content => keepsUsage || content is not UsageContent).Select(content => content is UsageContent usage ? new UsageContent(new()
            {
                InputTokenCount = usage.Details.InputTokenCount,
                OutputTokenCount = usage.Details.OutputTokenCount,
                TotalTokenCount = usage.Details.TotalTokenCount,
            }) : content);
            yield return new ChatResponseUpdate(update.Role, [.. contents]) { ResponseId = "rewritten", ModelId = update.ModelId };
        }
    }
}

/// <summary>
/// Times out before the first part of a response, or after it, like clients in libraries, whose calls are not intercepted.
/// </summary>
[NoIntercept]
internal sealed class OutOfTime(IChatClient inner) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var response = InnerClient.GetResponseAsync(messages, options, time.Token);
        await time.CancelAsync();
        return await response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await foreach (var update in InnerClient.GetStreamingResponseAsync(messages, options, time.Token))
        {
            yield return update;
            await time.CancelAsync();
        }
    }
}
