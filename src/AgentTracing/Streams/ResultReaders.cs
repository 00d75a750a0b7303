using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>What is done with a result, or with an element of a stream.</summary>
/// <param name="Response">Reads the model's answer.</param>
/// <param name="Content">Writes it where content is captured.</param>
internal readonly record struct ResultReaders<T>(ResponseReader<T>? Response, ContentWriter<T>? Content)
{
    /// <summary>Whether nothing is done with it.</summary>
    internal bool IsEmpty => Response is null && Content is null;
}
