using Microsoft.Extensions.AI;

internal static partial class Values
{
    /// <summary>A fake generator: the project's packages contain none.</summary>
    public static IEmbeddingGenerator<string, Embedding<float>> Generator => new Numbers();

    private sealed class Numbers : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(static _ => new Embedding<float>(new float[] { 1, 2 }))));

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
