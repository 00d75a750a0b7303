using AgentTracing.Generators.Sdks;

namespace AgentTracing.Generators.LlmApis;

/// <summary>A stream of an SDK's own type, for which generated code makes one of the same type that is traced.</summary>
/// <param name="Type">The type.</param>
/// <param name="Element">Type of the elements.</param>
/// <param name="Wrapper">What makes the traced one.</param>
internal sealed record SdkStream(string Type, string Element, SdkStreamWrapper Wrapper)
{
    /// <summary>Whether the request leaves with each enumeration, not with the call.</summary>
    public bool IsLazy => Wrapper.Kind is SdkStreamKind.AsyncCollection or SdkStreamKind.Collection;

    /// <summary>The arguments for the type parameters of the run time's methods that trace streams.</summary>
    public string TypeArguments => $"<{Type}, {Element}>";
}

/// <summary>A class of generated code that stands in for the streams of one type: one a file.</summary>
/// <param name="Kind">The type.</param>
/// <param name="HasGenericAccessors">Whether members of a generic type can be reached by <c>[UnsafeAccessor]</c>: from .NET 9.</param>
internal sealed record SdkStreamWrapper(SdkStreamKind Kind, bool HasGenericAccessors)
{
    /// <summary>Name of the class.</summary>
    public string ClassName => "Traced" + Kind switch
    {
        SdkStreamKind.AsyncCollection => "AsyncCollectionResult",
        SdkStreamKind.Collection => "CollectionResult",
        SdkStreamKind.AsyncStreaming => "AsyncStreamingResult",
        SdkStreamKind.SearchResults => "KernelSearchResults",
        _ => "StreamingResponse",
    };
}
