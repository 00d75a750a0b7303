namespace AgentTracing.Pricing;

/// <summary>
/// The kinds of priced models. The kind determines the required rates: a chat model has output, an embedding model has none.
/// </summary>
internal static class PriceKinds
{
    public const string Chat = "chat";
    public const string Embedding = "embedding";
    public const string Image = "image";
    public const string Audio = "audio";
    public const string Realtime = "realtime";
    public const string Transcription = "transcription";
    public const string Rerank = "rerank";
    public const string Ocr = "ocr";
    public const string Moderation = "moderation";

    public static readonly string[] All = [Chat, Embedding, Image, Audio, Realtime, Transcription, Rerank, Ocr, Moderation];

    /// <summary>The shared string of a kind, because a catalogue repeats it a thousand times. Missing: <see cref="Chat"/>.</summary>
    public static string Same(string? kind) => System.Array.Find(All, known => known == kind) ?? Chat;

    /// <summary>Whether a model of this kind needs no output price, because it generates no tokens.</summary>
    public static bool MayLackOutput(string kind) => kind is Embedding or Rerank or Ocr or Moderation;
}
