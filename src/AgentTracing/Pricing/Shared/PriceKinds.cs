namespace AgentTracing.Pricing;

/// <summary>What a priced model does. The kind says which rates it must have: text comes out of a chat model, none out of an embedding.</summary>
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

    /// <summary>The kind itself, not a string that is equal: a catalogue has it a thousand times. Missing: <see cref="Chat"/>.</summary>
    public static string Same(string? kind) => System.Array.Find(All, known => known == kind) ?? Chat;

    /// <summary>Whether a model of this kind need not have an output price, since it generates no tokens.</summary>
    public static bool MayLackOutput(string kind) => kind is Embedding or Rerank or Ocr or Moderation;
}
