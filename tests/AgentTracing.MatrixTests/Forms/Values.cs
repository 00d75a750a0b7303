using LoopbackLlm;

/// <summary>
/// The receivers and arguments of the calls. The argument for a parameter is the property of its type, or, if several have that type, the
/// one with the parameter's name.
/// </summary>
internal static partial class Values
{
    /// <summary>The server that answers the calls.</summary>
    public static LoopbackServer Server { get; set; } = null!;

    public static string Text => "hi";

    public static string Model => "gpt-4o-mini";

    public static IEnumerable<string> Texts => ["hi"];

    public static CancellationToken Cancellation => CancellationToken.None;

    public static int Top => 2;

    /// <summary>The records that searches return.</summary>
    internal sealed class Record;

    private static IAsyncEnumerable<T> Found<T>(params T[] found) => found.ToAsyncEnumerable();

    /// <summary>The type of structured responses.</summary>
    internal sealed class Parsed
    {
        public string? Text { get; set; }
    }
}
