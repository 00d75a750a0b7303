using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>The readers of a result, or of a stream's element.</summary>
/// <param name="Response">Reads the model's response.</param>
/// <param name="Content">Writes the value if content is captured.</param>
internal readonly record struct ResultReaders<T>(ResponseReader<T>? Response, ContentWriter<T>? Content)
{
    /// <summary>Whether there are no readers.</summary>
    internal bool IsEmpty => Response is null && Content is null;
}
