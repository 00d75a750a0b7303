using LLama;
using LLama.Abstractions;
using LLama.Native;

internal static partial class Values
{
    public static ILLamaExecutor Executor => new Parrot();

    /// <summary>A model without weights.</summary>
    private sealed class Parrot : ILLamaExecutor
    {
        public LLamaContext Context => null!;

        public bool IsMultiModal => false;

        public MtmdWeights? ClipModel => null;

        public List<SafeMtmdEmbed> Embeds { get; } = [];

        public async IAsyncEnumerable<string> InferAsync(
            string text, IInferenceParams? inferenceParams = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
        {
            await Task.Yield();
            yield return "Hello";
        }
    }
}
