using LoopbackLlm;

/// <summary>
/// What methods are called on, and with: the value of a parameter is the property of its type, and of its name where several have the type.
/// </summary>
internal static partial class Values
{
    /// <summary>Who answers.</summary>
    public static LoopbackServer Server { get; set; } = null!;

    public static string Text => "hi";

    public static string Model => "gpt-4o-mini";

    public static IEnumerable<string> Texts => ["hi"];

    public static CancellationToken Cancellation => CancellationToken.None;

    public static int Top => 2;

    /// <summary>What searches find.</summary>
    internal sealed class Record;

    private static IAsyncEnumerable<T> Found<T>(params T[] found) => found.ToAsyncEnumerable();

    /// <summary>What answers are read as.</summary>
    internal sealed class Parsed
    {
        public string? Text { get; set; }
    }
}
