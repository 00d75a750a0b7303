using static AgentTracing.Generators.Sdks.LlmOperations;

namespace AgentTracing.Generators.Sdks;

/// <summary>Microsoft.Extensions.VectorData: searches in the collections of vector stores.</summary>
internal static class VectorData
{
    /// <summary>A found record with its score.</summary>
    public const string Result = Namespace + ".VectorSearchResult`1";

    private const string Namespace = "Microsoft.Extensions.VectorData";

    private const string Metadata = Namespace + ".VectorStoreCollectionMetadata";

    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new(Namespace)
    {
        Property = "VectorData",
        Named =
        [
            (Namespace + ".VectorStoreCollection`2", static named => $"{named}.Name"),
            (Namespace + ".IVectorSearchable`1", CollectionOf),
            (Namespace + ".IKeywordHybridSearchable`1", CollectionOf),
        ],
        Calls =
        [
            new(Namespace + ".VectorStoreCollection`2", ["SearchAsync"], Retrieval, null),
            new(Namespace + ".IVectorSearchable`1", ["SearchAsync"], Retrieval, null),
            new(Namespace + ".IKeywordHybridSearchable`1", ["HybridSearchAsync"], Retrieval, null),
        ],
    };

    /// <summary>A search exposes the name of its collection only in its metadata.</summary>
    private static string CollectionOf(string search) => $"({search}.GetService(typeof(global::{Metadata}), null) as global::{Metadata})?.CollectionName";
}
