using static AgentTracing.Generators.Sdks.LlmOperations;

namespace AgentTracing.Generators.Sdks;

/// <summary>Microsoft.Extensions.VectorData: searches in the collections of vector stores.</summary>
internal static class VectorData
{
    /// <summary>A record that a search has found, with its score.</summary>
    public const string Result = Namespace + ".VectorSearchResult`1";

    private const string Namespace = "Microsoft.Extensions.VectorData";

    private const string CollectionName = "({0}.GetService(typeof(global::" + Namespace + ".VectorStoreCollectionMetadata), null) as global::" + Namespace + ".VectorStoreCollectionMetadata)?.CollectionName";

    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new(Namespace)
    {
        Property = "VectorData",
        Named =
        [
            (Namespace + ".VectorStoreCollection`2", "{0}.Name"),
            (Namespace + ".IVectorSearchable`1", CollectionName),
            (Namespace + ".IKeywordHybridSearchable`1", CollectionName),
        ],
        Calls =
        [
            new(Namespace + ".VectorStoreCollection`2", ["SearchAsync"], Retrieval, null),
            new(Namespace + ".IVectorSearchable`1", ["SearchAsync"], Retrieval, null),
            new(Namespace + ".IKeywordHybridSearchable`1", ["HybridSearchAsync"], Retrieval, null),
        ],
    };
}
