namespace AgentTracing.Generators.Sdks;

/// <summary>The SDKs' stream types.</summary>
internal enum SdkStreamKind
{
    /// <summary>System.ClientModel's <c>AsyncCollectionResult&lt;T&gt;</c>.</summary>
    AsyncCollection,

    /// <summary>System.ClientModel's <c>CollectionResult&lt;T&gt;</c>.</summary>
    Collection,

    /// <summary>System.ClientModel's <c>AsyncStreamingResult&lt;T&gt;</c>, from 1.16.</summary>
    AsyncStreaming,

    /// <summary>Azure.AI.Inference's <c>StreamingResponse&lt;T&gt;</c>.</summary>
    AzureStreaming,

    /// <summary>Semantic Kernel's <c>KernelSearchResults&lt;T&gt;</c>, which contains a stream.</summary>
    SearchResults,
}
