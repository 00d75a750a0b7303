namespace Google.GenAI;

/// <summary>A stub with the name of a type of Google's SDK, whose package is not referenced here.</summary>
internal sealed class Models
{
    public ValueTask<Answer> GenerateContentAsync(string model, string contents) => new(new Answer(contents.ToUpperInvariant(), new Usage(3, 2)));

    public sealed record Answer(string Text, Usage Usage);

    public sealed record Usage(int InputTokens, int OutputTokens);
}
