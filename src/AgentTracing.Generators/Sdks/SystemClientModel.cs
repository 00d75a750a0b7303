
namespace AgentTracing.Generators.Sdks;

/// <summary>
/// System.ClientModel, the basis of OpenAI's and Azure's SDKs: wrappers of results, and streams. Anthropic's HttpResponse&lt;T&gt; is not
/// such a wrapper: its body is read asynchronously, and later.
/// </summary>
internal static class SystemClientModel
{
    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("System.ClientModel")
    {
        Streams =
        [
            ("System.ClientModel.AsyncCollectionResult`1", SdkStreamKind.AsyncCollection),
            ("System.ClientModel.CollectionResult`1", SdkStreamKind.Collection),
            ("System.ClientModel.AsyncStreamingResult`1", SdkStreamKind.AsyncStreaming),
        ],
        Responses =
        [
            new("System.ClientModel.ClientResult`1") { Root = "Value" },
        ],
    };
}
