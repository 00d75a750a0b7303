using AgentTracing.Generators.Sdks;

namespace AgentTracing.Generators.LlmApis;

/// <summary>A stream of an SDK's type, for which generated code creates a traced wrapper of the same type.</summary>
/// <param name="Type">The type.</param>
/// <param name="Element">Type of the elements.</param>
/// <param name="Wrapper">The wrapper class.</param>
internal sealed record SdkStream(string Type, string Element, SdkStreamWrapper Wrapper)
{
    /// <summary>Whether the request is sent with each enumeration, not with the call.</summary>
    public bool IsLazy => Wrapper.Kind is SdkStreamKind.AsyncCollection or SdkStreamKind.Collection;

    /// <summary>The arguments for the type parameters of the run time's methods that trace streams.</summary>
    public string TypeArguments => $"<{Type}, {Element}>";
}

/// <summary>A generated wrapper class for the streams of one type, one for each file.</summary>
/// <param name="Kind">The type.</param>
/// <param name="HasGenericAccessors">Whether <c>[UnsafeAccessor]</c> supports members of generic types: from .NET 9 on.</param>
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
