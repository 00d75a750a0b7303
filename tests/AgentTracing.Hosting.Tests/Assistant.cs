using System.Runtime.CompilerServices;

namespace AgentTracing.Hosting.Tests;

/// <summary>An agent that services of a host use.</summary>
public sealed partial class Assistant
{
    [Agent("assistant")]
    public partial Task<string> AnswerAsync(string question);

    private async Task<string> AnswerCoreAsync(string question)
    {
        await Task.Yield();
        var answer = await AskAsync(question);
        return Shout(answer.Text);
    }

    [Agent("streamer")]
    public partial IAsyncEnumerable<string> StreamAsync(string question, CancellationToken cancellationToken);

    private async IAsyncEnumerable<string> StreamCoreAsync(string question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var word in question.Split(' '))
        {
            await Task.Yield();
            yield return Shout(word);
        }
    }

    [Tool("shout")]
    private partial string Shout(string text);

    private string ShoutCore(string text) => text.ToUpperInvariant();

    [LlmCall(Model = "gpt-4o-mini", Provider = "openai")]
    private partial Task<Answer> AskAsync(string question);

    private async Task<Answer> AskCoreAsync(string question)
    {
        await Task.Yield();
        return new Answer($"Re: {question}", new Usage(1000, 100));
    }

    public sealed record Answer(string Text, Usage Usage);

    public sealed record Usage(int InputTokens, int OutputTokens);
}
